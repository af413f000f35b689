/// The forms that a command's answer can have.
package enum OutputFormat: String, Sendable, CaseIterable {
    /// Aligned columns; without colour or cutting unless on a terminal.
    case table
    /// All columns there are, and nothing cut or left out.
    case wide
    /// One document.
    case json
    /// One JSON document per line.
    case ndjson
    /// Values separated by commas (RFC 4180), fields under their names.
    case csv
    /// Values separated by tabs.
    case tsv
    /// A table of Markdown, for issues and pages.
    case markdown
    /// A trace in a few sentences.
    case story
    /// The JSON of Jaeger's query API.
    case jaeger
    /// OTLP JSON.
    case otlp

    /// What a form needs of the command that prints it.
    private enum Need { case rows, wholeList, wholeTraces, oneTrace }

    private var need: Need {
        switch self {
        case .table, .wide, .ndjson, .csv, .tsv, .markdown: .rows
        case .json: .wholeList
        case .jaeger, .otlp: .wholeTraces
        case .story: .oneTrace
        }
    }

    /// What a command that lists can print.
    static let lists = allCases.filter { $0.need == .rows || $0.need == .wholeList }
    /// What a command can print that does not end.
    static let streams = allCases.filter { $0.need == .rows }
    /// What a command that finds whole traces can print.
    static let traces = allCases.filter { $0.need != .oneTrace }
    /// What a command can print that is about one trace.
    static let oneTrace = allCases

    /// What it is, as a sentence for the manual page.
    var meaning: String {
        switch self {
        case .table:
            "Aligned columns: cut to the terminal's width, or whole and uncoloured on a pipe."
        case .wide: "The same with all columns, and whole on a terminal too."
        case .json: "One document, notes among its fields."
        case .ndjson: "One document per line, for each service, operation, trace or span."
        case .csv:
            "Values separated by commas, quoted as RFC 4180 has it, lines ended by a line feed; the first "
                + "line has the names of the fields of JSON."
        case .tsv:
            "The same separated by tabs; tab, line feed, carriage return and backslash in a value are "
                + "written \\t, \\n, \\r and \\\\."
        case .markdown: "The table in Markdown, for issues and pages."
        case .story:
            "The trace in a few sentences, for people: where its time went, and what is odd."
        case .jaeger: "Whole traces in the JSON of Jaeger's query API."
        case .otlp: "Whole traces in OTLP JSON."
        }
    }
}
