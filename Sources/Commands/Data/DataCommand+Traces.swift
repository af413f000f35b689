import Explorer
import PlainText
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
        let json = SpanJSON(prepared: prepared)
        switch request.output {
        case .json:
            let document = JSONOutput.document(output.style) { writer in
                json.write(node, &writer) { $0.field("notes", prepared.notes) }
            }
            _ = try output.write(document)
        case .ndjson: _ = try output.write(JSONOutput.line { json.write(node, &$0) })
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
