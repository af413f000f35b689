import Explorer
import PlainText
import TerminalText
import TraceAnalysis
import TraceModel
import WireFormats

extension WrittenFormat {
    /// The form that is whole traces in this format and nothing else; nil if there is none.
    var output: OutputFormat? {
        switch self {
        case .jaegerJSON: .jaeger
        case .otlpJSON: .otlp
        // `json` and `ndjson` of a trace have more: figures.
        case .spoorJSON: nil
        }
    }
}

extension OutputFormat {
    /// The format of whole traces that this is, which other programs read.
    var traceFormat: WrittenFormat? { WrittenFormat.allCases.first { $0.output == self } }
}

extension DataCommand {
    /// A trace with all that its screen shows of it.
    func prepared(_ id: TraceID, raw: Bool) async throws -> PreparedTrace {
        PreparedTrace(
            try await reader.trace(id, near: nil, raw: raw, progress: output.progress),
            isRaw: raw
        )
    }

    func trace(_ id: TraceID, raw: Bool) async throws -> ExitCode {
        let answer = try await reader.trace(id, near: nil, raw: raw, progress: output.progress)
        if let format = request.output.traceFormat {
            try write([answer.trace], as: format)
            output.remark(all: answer.notes)
            remark(onMoved: answer.movedSpans)
            return .found
        }
        let prepared = PreparedTrace(answer, isRaw: raw)
        let list = SpanList(streamView, prepared)
        let columns: ColumnsOfOutput<SpanColumn> = columns(
            of: .spans,
            known: SpanColumn.allCases,
            fields: SpanColumn.allCases
        )
        let shown = columns.columns(for: request.output, in: list)
        let document = TraceJSON(
            prepared: prepared,
            isRaw: raw,
            chosen: columns.isChosen ? shown.flatMap(\.fields) : nil
        )
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
        case .story:
            let sentences = TraceStory(prepared).lines.map { style.words($0).string }
            let width = style.columns
            try output.write(
                lines: sentences.flatMap { sentence in
                    width.map { WordWrap.lines(sentence, columns: $0) } ?? [sentence]
                }
            )
        case .json: try output.write(document: document.write)
        case .ndjson: try write(pieces: document.spanLines)
        case .csv, .tsv, .markdown:
            try write(spans, as: try RowLines(request.output, shown, output.style))
        case .jaeger, .otlp: throw CommandLineError(notGiving: request.output)
        }
        if request.output != .json { remark(on: prepared) }
        return .found
    }

    func span(_ id: SpanID, of trace: TraceID, raw: Bool) async throws -> ExitCode {
        let prepared = try await prepared(trace, raw: raw)
        guard let node = prepared.tree.span(withID: id) else {
            output.remark("Trace \(trace.jaegerHex) has no span \(id.hex).")
            return .nothingFound
        }
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
            var details = SpanDetails(prepared, node: node, links: links)
            details.unfoldAll()
            let text = SpanDetailsText(details, style.lettering, columns: style.columns)
            try output.write(lines: text.lines)
        case .json:
            try output.write { writer, _ in
                writer.spoorSpan(prepared.trace[node], prepared.jsonFigures(ofSpan: node)) {
                    $0.field("notes", prepared.notes)
                }
            }
        case .ndjson:
            let line = JSONOutput.line { writer in
                writer.spoorSpan(prepared.trace[node], prepared.jsonFigures(ofSpan: node))
            }
            _ = try output.write(line)
        case .csv, .tsv, .markdown:
            try write(rows, as: try RowLines(request.output, shown, output.style))
        case .jaeger, .otlp, .story: throw CommandLineError(notGiving: request.output)
        }
        if request.output != .json { remark(on: prepared) }
        return .found
    }

    func remark(on prepared: PreparedTrace) {
        output.remark(all: prepared.notes + prepared.trace.warnings)
        remark(onMoved: prepared.movedSpans)
    }

    /// Keeps a trace in the archive of the source, and says so.
    func archive(_ id: TraceID) async throws {
        try await reader.archive(id)
        output.remark("Trace \(id.jaegerHex) is in the archive.")
    }

    private func remark(onMoved count: Int) {
        guard count > 0 else { return }
        output.remark(
            "\(CountText.of(count, "span")) \(count == 1 ? "was" : "were") moved for clock skew; "
                + "--raw leaves times as recorded."
        )
    }

    /// Loads the traces of a list and writes them as one document.
    func writeTraces(_ summaries: [TraceSummary], as format: WrittenFormat) async throws {
        let answers = try await reader.readWhole(summaries)
        for answer in answers { output.remark(all: answer.notes) }
        try write(answers.map(\.trace), as: format)
    }

    private func write(_ traces: [Trace], as format: WrittenFormat) throws {
        var encoder = TraceEncoder(traces, as: format)
        // What a terminal could take for a command, or would hide, is escaped there; files get what was sent.
        let isOnTerminal = output.style.columns != nil
        try write(
            pieces: AnySequence {
                AnyIterator {
                    encoder.next().map { isOnTerminal ? JSONString.escapingInvisible($0) : $0 }
                }
            }
        )
    }

    func write(pieces: some Sequence<[UInt8]>) throws {
        for piece in pieces {
            guard try output.write(piece) else { return }
        }
    }
}
