import Explorer
import TraceAnalysis
import TraceModel
import WireFormats

extension OutputFormat {
    /// Whether the form is one of whole traces, which other programs read.
    var isWholeTraces: Bool { self == .jaeger || self == .otlp }
}

extension DataCommand {
    func trace(_ id: TraceID, raw: Bool) async throws -> ExitCode {
        let answer = try await reader.trace(id, near: nil, raw: raw, progress: nil)
        guard !request.output.isWholeTraces else {
            try write(traces: [answer.trace])
            output.remark(all: answer.notes)
            return .found
        }
        let prepared = PreparedTrace(answer)
        let list = SpanList(streamView, prepared)
        let columns: ColumnsOfOutput<SpanColumn> = columns(
            of: .spans,
            known: SpanColumn.allCases,
            fields: SpanColumn.allCases
        )
        let shown = columns.columns(for: request.output, in: list)
        let order = prepared.tree.order.lazy.map { Int($0) }
        let spans = order.filter { $0 < prepared.tree.spanCount }
        switch request.output {
        case .table, .wide:
            let heading = TraceHeading(prepared: prepared, style: style)
            let table = StreamTable(shown, limit: style.columns, glyphs: style.glyphs)
            // Missing spans have a place in the tree and nothing else.
            let rows = columns.hasTree ? AnySequence(order) : AnySequence(spans)
            let lines = rows.lazy.map { table.line($0) }
            try output.write(
                lines: [AnySequence(heading.lines + [table.heading]), AnySequence(lines)].joined()
            )
        case .json:
            let document = TraceDocument(
                prepared: prepared,
                isRaw: raw,
                fields: shown.flatMap(\.fields)
            )
            try write(pieces: document.pieces)
        case .ndjson, .csv, .tsv, .markdown:
            try write(spans, as: try RowLines(request.output, shown, output.style))
        case .jaeger, .otlp: throw CommandLineError(notGiving: request.output)
        }
        if request.output != .json { remark(on: prepared) }
        return .found
    }

    func span(_ id: SpanID, of trace: TraceID, raw: Bool) async throws -> ExitCode {
        let answer = try await reader.trace(trace, near: nil, raw: raw, progress: nil)
        let prepared = PreparedTrace(answer)
        guard let node = prepared.tree.span(withID: id) else {
            output.remark("Trace \(trace.jaegerHex) has no span \(id.hex).")
            return .nothingFound
        }
        let list = SpanList(view, prepared)
        let fields = SpanColumn.allCases.flatMap { $0.column(in: list).fields }
        let columns: ColumnsOfOutput<AttributeColumn> = columns(
            of: .attributes,
            known: AttributeColumn.allCases,
            fields: AttributeColumn.allCases
        )
        let shown = columns.columns(for: request.output, in: view)
        let rows = AttributeRow.rows(of: prepared.trace[node])
        switch request.output {
        case .table where columns.isChosen, .wide where columns.isChosen:
            let table = TextTable(columns: shown, limit: style.columns, glyphs: style.glyphs)
            try output.write(lines: table.lines(rows))
        case .table, .wide:
            try output.write(lines: SpanDetailsText(prepared, node: node, style).lines)
        case .json:
            let document = JSONOutput.document(output.style) { writer in
                writer.row(node, fields) { $0.field("notes", prepared.notes) }
            }
            _ = try output.write(document)
        case .ndjson: _ = try output.write(JSONOutput.line { $0.row(node, fields) })
        case .csv, .tsv, .markdown:
            try write(rows, as: try RowLines(request.output, shown, output.style))
        case .jaeger, .otlp: throw CommandLineError(notGiving: request.output)
        }
        if request.output != .json { remark(on: prepared) }
        return .found
    }

    private func remark(on prepared: PreparedTrace) {
        output.remark(all: prepared.notes + prepared.trace.warnings)
    }

    /// Loads the traces of a list one after the other and writes them as one document.
    func writeTraces(_ summaries: [TraceSummary]) async throws {
        var traces: [Trace] = []
        for summary in summaries {
            let answer = try await whole(summary)
            traces.append(answer.trace)
            output.remark(all: answer.notes)
        }
        try write(traces: traces)
    }

    // Inlined into the loop, it crashes the optimiser of Swift 6.3.1.
    @inline(never)
    private func whole(_ summary: TraceSummary) async throws -> TraceAnswer {
        try Task.checkCancellation()
        let near = summary.start...max(summary.start, summary.end)
        return try await reader.trace(summary.id, near: near, raw: false, progress: nil)
    }

    private func write(traces: [Trace]) throws {
        if request.output == .jaeger {
            var encoder = JaegerJSONEncoder(traces)
            try write(pieces: AnySequence { AnyIterator { encoder.next() } })
        } else {
            var encoder = OTLPJSONEncoder(traces)
            try write(pieces: AnySequence { AnyIterator { encoder.next() } })
        }
    }

    private func write(pieces: some Sequence<[UInt8]>) throws {
        for piece in pieces {
            guard try output.write(piece) else { return }
        }
    }
}
