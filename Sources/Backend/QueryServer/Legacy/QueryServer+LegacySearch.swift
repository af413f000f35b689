import HTTPServer
import TraceModel
import WireFormats

extension QueryServer {
    /// `GET /api/traces`: a search, or a list of traces by id.
    func legacySearch(_ parameters: Parameters) async throws(Refusal) -> ServerResponse {
        let ids = try legacyIDs(parameters)
        let query = try legacyQuery(parameters, needsService: ids.isEmpty)
        guard ids.isEmpty else { return try await legacyTraces(ids, query, parameters) }
        return try await answer(
            try await traces(matching: query),
            as: JaegerDocument(),
            isRaw: query.raw,
            isPretty: LegacyAnswer.isPretty(parameters)
        )
    }

    /// Traces by id, each once however often it is asked for; what is missing stands beside them.
    private func legacyTraces(
        _ ids: [TraceID],
        _ query: TraceQuery,
        _ parameters: Parameters
    ) async throws(Refusal) -> ServerResponse {
        var traces: [TraceInParts] = []
        var errors: [ServerError] = []
        for id in ids {
            if let trace = try await trace(id, near: nil, raw: query.raw) {
                traces.append(trace)
            } else {
                errors.append(ServerError(message: "trace not found", traceID: id.jaegerHex))
            }
        }
        return try await legacyAnswer(traces, parameters, isRaw: query.raw, errors: errors)
    }

    private func legacyIDs(_ parameters: Parameters) throws(Refusal) -> [TraceID] {
        var ids: [TraceID] = []
        for text in parameters.all("traceID") {
            do {
                let id = try GoText.hexTraceID(text)
                if !ids.contains(id) { ids.append(id) }
            } catch {
                throw Refusal(400, "cannot parse traceID param: \(error.text)")
            }
        }
        return ids
    }

    private func legacyQuery(
        _ parameters: Parameters,
        needsService: Bool
    ) throws(Refusal) -> TraceQuery {
        let now = now()
        let start = try parameters.legacy("start") { text throws(GoTextError) in
            try GoText.int(text)
        }
        let end = try parameters.legacy("end") { text throws(GoTextError) in try GoText.int(text) }
        let raw = try parameters.legacy("raw") { text throws(GoTextError) in try GoText.bool(text) }
        if needsService, parameters.text("service") == nil {
            throw Refusal(400, "parameter 'service' is required")
        }
        var query = TraceQuery(
            try legacyConditions(parameters),
            start: start.map { Timestamp(microseconds: UInt64(clamping: $0)) }
                ?? now.advanced(by: -.hours(48)),
            end: end.map { Timestamp(microseconds: UInt64(clamping: $0)) } ?? now,
            limit: 100,
            raw: raw ?? false
        )
        if let least = query.minDuration, let most = query.maxDuration, least > most {
            throw Refusal(400, "'maxDuration' should be greater than 'minDuration'")
        }
        if let limit = parameters.text("limit") {
            // The one parameter whose error does not name it.
            do { query.limit = Int(try GoText.int(limit, bits: 32)) } catch {
                throw Refusal(400, error.text)
            }
        }
        return query
    }
}
