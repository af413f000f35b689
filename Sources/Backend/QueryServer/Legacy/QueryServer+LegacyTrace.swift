import HTTPServer
import TraceModel
import WireFormats

extension QueryServer {
    /// Answers `GET /api/traces/{id}`.
    func legacyTrace(
        _ text: String,
        _ parameters: Parameters
    ) async throws(Refusal) -> ServerResponse {
        let id = try legacyID(text)
        let start = try parameters.legacy("start") { text throws(GoTextError) in
            try GoText.int(text)
        }
        let end = try parameters.legacy("end") { text throws(GoTextError) in try GoText.int(text) }
        let raw = try parameters.legacy("raw") { text throws(GoTextError) in try GoText.bool(text) }
        var near: ClosedRange<Timestamp>?
        if let start, let end, start <= end {
            let times = [start, end].map { Timestamp(microseconds: UInt64(clamping: $0)) }
            near = times[0]...times[1]
        }
        guard let trace = try await trace(id, near: near, raw: raw ?? false) else {
            throw Refusal(404, "trace not found")
        }
        return try await legacyAnswer([trace], parameters, isRaw: raw ?? false)
    }

    /// Traces in the legacy API's envelope, with what is to be said of those that are missing.
    func legacyAnswer(
        _ traces: [TraceInParts],
        _ parameters: Parameters,
        isRaw: Bool,
        errors: [ServerError] = []
    ) async throws(Refusal) -> ServerResponse {
        try await answer(
            FoundTraces(count: traces.count, inParts: { traces[$0] }),
            as: JaegerDocument(errors: errors),
            isRaw: isRaw,
            isPretty: LegacyAnswer.isPretty(parameters)
        )
    }

    /// Answers `POST /api/archive/{id}`.
    func legacyArchive(
        _ text: String,
        _ parameters: Parameters
    ) async throws(Refusal) -> ServerResponse {
        let id = try legacyID(text)
        try await archive(id)
        return LegacyAnswer.done(parameters)
    }

    /// Keeps a trace in the archive; refused in Jaeger's words where there is none.
    func archive(_ id: TraceID) async throws(Refusal) {
        guard let trace = try await trace(id, near: nil, raw: true) else {
            throw Refusal(404, "trace not found")
        }
        guard let archive else { throw Refusal(500, "archive span storage was not configured") }
        // Beside the room in the archive, it takes as much memory again while it is joined.
        try await turnstile.pass { () throws(Refusal) in
            do throws(TraceArchiveError) { try archive.keep(trace) } catch {
                throw Refusal(507, error.message)
            }
        }
    }

    private func legacyID(_ text: String) throws(Refusal) -> TraceID {
        do { return try GoText.traceID(text) } catch { throw Refusal(400, error.text) }
    }
}
