import HTTPServer
import TraceModel
import WireFormats

extension QueryServer {
    /// Answers `GET /api/v3/traces/{id}`.
    func v3Trace(
        _ text: String,
        _ parameters: Parameters
    ) async throws(Refusal) -> ServerResponse {
        let id: TraceID
        do { id = try GoText.traceID(text) } catch {
            throw Refusal(400, "malformed parameter trace_id: \(error.text)")
        }
        let start = try v3Time("startTime", "start_time", parameters)
        let end = try v3Time("endTime", "end_time", parameters)
        let raw = try parameters.v3(["rawTraces", "raw_traces"]) { text throws(GoTextError) in
            try GoText.bool(text)
        }
        var near: ClosedRange<Timestamp>?
        if let start, let end, start <= end { near = start...end }
        guard let trace = try await trace(id, near: near, raw: raw ?? false) else {
            throw Refusal(404, "No traces found")
        }
        let said = trace.sayingWarningsInSpan
        return try await answer(
            FoundTraces(count: 1, inParts: { _ in said }),
            as: OTLPDocument(wrappedInResult: true),
            isRaw: raw ?? false
        )
    }
}

extension TraceInParts {
    /// The trace with the warnings of the whole on its first span, as OTLP has no other place for them.
    fileprivate var sayingWarningsInSpan: TraceInParts {
        changing(heldBytes: 0) { part, start in
            guard start == 0, part.trace.count > 0, !part.trace.warnings.isEmpty else {
                return part
            }
            var edit = SpanTimesEdit(part.trace.columns)
            for warning in part.trace.warnings {
                edit.move(row: part.trace.row(at: 0), by: 0, warning: warning)
            }
            return Part(trace: part.trace.moved(to: edit.finish()), end: part.end)
        }
    }
}
