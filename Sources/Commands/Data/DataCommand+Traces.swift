import Explorer
import PlainText
import TraceAnalysis
import TraceModel
import WireFormats

extension TraceFormat {
    /// The form that is whole traces in this format and nothing else; nil if there is none.
    var output: OutputFormat? {
        switch self {
        case .jaegerJSON: .jaeger
        case .otlpJSON: .otlp
        // That is `json` and `ndjson` of a trace, with figures.
        case .spoorJSON: nil
        }
    }
}

extension OutputFormat {
    /// The format of whole traces that this is, which other programs read.
    var traceFormat: TraceFormat? { TraceFormat.allCases.first { $0.output == self } }
}

extension DataCommand {
    func trace(_ id: TraceID, raw: Bool) async throws -> ExitCode {
        let answer = try await reader.trace(id, near: nil, raw: raw, progress: nil)
        if let format = request.output.traceFormat {
            try write([answer.trace], as: format)
            output.remark(all: answer.notes)
            remark(onMoved: answer.movedSpans)
            return .found
        }
        let prepared = PreparedTrace(answer)
        let json = TraceOutput(prepared: prepared, isRaw: raw)
        switch request.output {
        case .json: try write(pieces: json.documentPieces)
        case .ndjson: try write(pieces: json.spanLines)
        default: try output.write(lines: TraceTreeText(prepared, output.style).lines)
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
        switch request.output {
        case .json:
            let document = JSONOutput.document(output.style) { writer in
                writer.spoorSpan(prepared.trace[node], prepared.jsonFigures(ofSpan: node)) {
                    $0.field("notes", prepared.notes)
                }
            }
            _ = try output.write(document)
        case .ndjson:
            let line = JSONOutput.line { writer in
                writer.spoorSpan(prepared.trace[node], prepared.jsonFigures(ofSpan: node))
            }
            _ = try output.write(line)
        default:
            try output.write(lines: SpanDetailsText(prepared, node: node, output.style).lines)
        }
        if request.output != .json { remark(on: prepared) }
        return .found
    }

    private func remark(on prepared: PreparedTrace) {
        output.remark(all: prepared.notes + prepared.trace.warnings)
        remark(onMoved: prepared.movedSpans)
    }

    private func remark(onMoved count: Int) {
        guard count > 0 else { return }
        output.remark(
            "\(CountText.of(count, "span")) \(count == 1 ? "was" : "were") moved for clock skew; "
                + "--raw leaves times as recorded."
        )
    }

    /// Loads the traces of a list and writes them as one document.
    func writeTraces(_ summaries: [TraceSummary], as format: TraceFormat) async throws {
        let answers = try await reader.readWhole(summaries)
        for answer in answers { output.remark(all: answer.notes) }
        try write(answers.map(\.trace), as: format)
    }

    private func write(_ traces: [Trace], as format: TraceFormat) throws {
        var encoder = TraceEncoder(traces, as: format)
        try write(pieces: AnySequence { AnyIterator { encoder.next() } })
    }

    private func write(pieces: some Sequence<[UInt8]>) throws {
        for piece in pieces {
            guard try output.write(piece) else { return }
        }
    }
}
