import TerminalText
import TraceModel
import WireFormats

/// What `spoor operations` prints.
struct OperationsOutput {
    let service: String
    let operations: [Operation]

    /// With kinds where the source tells them.
    func table(_ style: OutputStyle) -> [String] {
        guard operations.contains(where: { $0.kind != nil }) else {
            return operations.map { style.cut(style.text($0.name)).string }
        }
        var table = TextTable(columns: [
            .init(title: "OPERATION", isFlexible: true), .init(title: "KIND"),
        ])
        table.rows = operations.map { operation in
            let kind = operation.kind?.name ?? ""
            return [
                style.text(operation.name),
                kind.isEmpty ? style.sign("–", "-") : style.text(kind),
            ]
        }
        return table.lines(limit: style.columns, glyphs: style.glyphs)
    }

    func json(_ writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("service", service)
            writer.list("operations", operations) { Self.writeItem($1, &$0) }
        }
    }

    static func writeItem(_ operation: Operation, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("name", operation.name)
            let kind = operation.kind?.name ?? ""
            writer.field("kind", optional: kind.isEmpty ? nil : kind)
        }
    }
}
