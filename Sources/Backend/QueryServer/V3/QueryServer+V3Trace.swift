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
        var answer = try await answer(
            FoundTraces(count: 1, inParts: { _ in trace }),
            as: OTLPDocument(wrappedInResult: true),
            isRaw: raw ?? false
        )
        // OTLP has no place for what is to be said of a whole trace.
        let said = trace.warnings.joined(separator: "; ")
        if !said.isEmpty { answer.headers[Self.noteHeader] = said }
        return answer
    }

    /// What is to be said of the trace of an answer, in words.
    package static let noteHeader = "Spoor-Note"
}
