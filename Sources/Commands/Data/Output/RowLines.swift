import Explorer
import WireFormats

/// Rows in a form that can be written line by line, without knowing what comes.
struct RowLines<Row> {
    private enum Form {
        case table(StreamTable<Row>)
        case markdown(MarkdownTable<Row>)
        case delimited(DelimitedText<Row>)
        case documents([Field<Row>])
    }

    private let form: Form

    /// - Parameters:
    ///   - format: One of `OutputFormat.streams`.
    ///   - columns: Those shown to people, or those whose fields machines read.
    ///   - style: How and where it is shown.
    /// - Throws: A ``CommandLineError`` when the form is not made of rows.
    init(_ format: OutputFormat, _ columns: [Column<Row>], _ style: OutputStyle) throws {
        let fields = columns.flatMap(\.fields)
        let isOnTerminal = style.columns != nil
        switch format {
        case .table:
            form = .table(StreamTable(columns, limit: style.columns, glyphs: style.glyphs))
        case .wide: form = .table(StreamTable(columns, limit: nil, glyphs: style.glyphs))
        case .markdown: form = .markdown(MarkdownTable(columns))
        case .csv: form = .delimited(DelimitedText(.comma, fields, isOnTerminal: isOnTerminal))
        case .tsv: form = .delimited(DelimitedText(.tab, fields, isOnTerminal: isOnTerminal))
        case .ndjson: form = .documents(fields)
        case .json, .jaeger, .otlp, .story: throw CommandLineError(notGiving: format)
        }
    }

    /// What stands above the rows; nil where nothing does.
    var heading: [UInt8]? {
        switch form {
        case .table(let table): Self.line(table.heading)
        case .markdown(let table): Self.line(table.heading)
        case .delimited(let text): Self.line(text.heading)
        case .documents: nil
        }
    }

    func line(_ row: Row) -> [UInt8] {
        switch form {
        case .table(let table): Self.line(table.line(row))
        case .markdown(let table): Self.line(table.line(row))
        case .delimited(let text): Self.line(text.line(row))
        case .documents(let fields): JSONOutput.line { $0.row(row, fields) }
        }
    }

    private static func line(_ text: String) -> [UInt8] { Array(text.utf8) + [UInt8(ascii: "\n")] }
}

extension CommandLineError {
    /// A form of output that a command cannot give.
    package init(notGiving format: OutputFormat) {
        self.init(
            "`\(format.rawValue)` is not an output format of this command; `spoor COMMAND --help` lists those it has."
        )
    }
}
