/// The forms that a command's answer can have.
package enum OutputFormat: String, Sendable, CaseIterable {
    /// Aligned columns; without colour or cutting unless on a terminal.
    case table
    /// One document.
    case json
    /// One JSON document a line.
    case ndjson
    /// The JSON of Jaeger's query API.
    case jaeger
    /// OTLP JSON.
    case otlp

    /// What a command that lists can print.
    static let lists: [OutputFormat] = [.table, .json, .ndjson]
    /// What a command can print that does not end.
    static let streams: [OutputFormat] = [.table, .ndjson]
    /// What a command that finds whole traces can print.
    static let traces: [OutputFormat] = [.table, .json, .ndjson, .jaeger, .otlp]
}
