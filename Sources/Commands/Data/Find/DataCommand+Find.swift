import Explorer
import PlainText
import TraceAnalysis
import TraceModel

extension DataCommand {
    /// Prints the spans of a trace that a text stands in, or an expression holds for.
    func find(_ request: FindRequest) async throws -> ExitCode {
        let prepared = try await prepared(request.trace.traceID, raw: request.raw)
        let spans = request.sought.hits(in: prepared).map { Int($0) }
        var list = SpanList(view, prepared)
        list.isTable = true
        let columns: ColumnsOfOutput<SpanColumn> = columns(
            of: .spans,
            known: SpanColumn.allCases,
            fields: SpanColumn.allCases
        )
        let shown = columns.columns(for: self.request.output, in: list)
        let document = FoundSpansJSON(
            prepared: prepared,
            spans: spans,
            chosen: self.request.columns == nil ? nil : shown.flatMap(\.fields)
        )
        switch self.request.output {
        case .table, .wide:
            let table = TextTable(columns: shown, limit: style.columns, glyphs: style.glyphs)
            if !spans.isEmpty { try output.write(lines: table.lines(spans)) }
        case .json: try output.write(document: document.write)
        case .ndjson: try write(pieces: document.lines)
        case .csv, .tsv, .markdown:
            let lines = try RowLines(self.request.output, shown, output.style)
            if !(spans.isEmpty && self.request.output == .markdown) {
                try write(spans, as: lines)
            }
        case .jaeger, .otlp, .story: throw CommandLineError(notGiving: self.request.output)
        }
        if self.request.output != .json {
            output.remark(
                "\(CountText.grouped(spans.count)) of "
                    + "\(CountText.of(prepared.tree.spanCount, "span")) found."
            )
            remark(on: prepared)
        }
        return spans.isEmpty ? .nothingFound : .found
    }
}
