import HTTPServer
import TraceModel
import WireFormats

extension QueryServer {
    /// `GET /api/traces`: a search, or a list of traces by id.
    func legacySearch(_ parameters: Parameters) async throws(Refusal) -> ServerResponse {
        let ids = try legacyIDs(parameters)
        let query = try legacyQuery(parameters, needsService: ids.isEmpty)
        guard ids.isEmpty else { return try await legacyTraces(ids, query, parameters) }
        let traces = try await traces(matching: query)
        return LegacyAnswer.traces(traces, parameters)
    }

    /// The traces found as they are given out, each changed no sooner than it is encoded.
    func traces(matching query: TraceQuery) async throws(Refusal) -> FoundTraces {
        do {
            let found = try await reader.traces(matching: query)
            return query.raw ? found : found.changing { adjusted($0, raw: false) }
        } catch {
            throw Refusal(error)
        }
    }

    /// Traces by id, each once however often it is asked for; what is missing stands beside them.
    private func legacyTraces(
        _ ids: [TraceID],
        _ query: TraceQuery,
        _ parameters: Parameters
    ) async throws(Refusal) -> ServerResponse {
        var traces: [Trace] = []
        var errors: [ServerError] = []
        for id in ids {
            if let trace = try await trace(id, near: nil, raw: query.raw) {
                traces.append(trace)
            } else {
                errors.append(ServerError(message: "trace not found", traceID: id.jaegerHex))
            }
        }
        return LegacyAnswer.traces(FoundTraces(traces), parameters, errors: errors)
    }

    /// The trace as it is given out, or nil if there is none.
    func trace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool
    ) async throws(Refusal) -> Trace? {
        guard !id.isZero else { return nil }
        do {
            let answer = try await reader.trace(id, near: near, raw: raw, progress: nil)
            return adjusted(answer.trace, raw: raw)
        } catch {
            guard error.kind == .notFound else { throw Refusal(error) }
            return nil
        }
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
        let service = parameters.text("service")
        let now = now()
        let start = try parameters.legacy("start") { text throws(GoTextError) in
            try GoText.int(text)
        }
        let end = try parameters.legacy("end") { text throws(GoTextError) in try GoText.int(text) }
        let raw = try parameters.legacy("raw") { text throws(GoTextError) in try GoText.bool(text) }
        if needsService, service == nil { throw Refusal(400, "parameter 'service' is required") }
        var query = TraceQuery(
            service: service,
            operation: parameters.text("operation"),
            attributes: try legacyConditions(parameters),
            minDuration: try legacyDuration("minDuration", parameters),
            maxDuration: try legacyDuration("maxDuration", parameters),
            start: start.map { Timestamp(microseconds: UInt64(clamping: $0)) }
                ?? now.advanced(by: -48 * 3600 * 1_000_000_000),
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

    private func legacyDuration(
        _ name: String,
        _ parameters: Parameters
    ) throws(Refusal) -> Nanoseconds? {
        try parameters.legacy(name) { text throws(GoTextError) in try GoText.duration(text) }
    }

    /// `tag` as `key:value`, and over it `tags` as JSON.
    private func legacyConditions(_ parameters: Parameters) throws(Refusal) -> [AttributeCondition]
    {
        var values: [String: String] = [:]
        for tag in parameters.all("tag") {
            let sides = tag.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2 else {
                throw Refusal(
                    400,
                    "malformed 'tag' parameter, expecting key:value, received: \(tag)"
                )
            }
            values[String(sides[0])] = String(sides[1])
        }
        for tags in parameters.all("tags") {
            do {
                for condition in try GoText.stringMap(tags) {
                    values[condition.key] = condition.value
                }
            } catch {
                throw Refusal(
                    400,
                    "malformed 'tags' parameter, cannot unmarshal JSON: \(error.text)"
                )
            }
        }
        return values.sorted { $0.key < $1.key }.map {
            AttributeCondition(key: $0.key, value: $0.value)
        }
    }
}
