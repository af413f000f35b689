import HTTPServer
import TraceModel
import WireFormats

extension QueryServer {
    /// `GET /api/v3/traces`: whole traces, and 404 where nothing matches.
    func v3Search(_ parameters: Parameters) async throws(Refusal) -> ServerResponse {
        let query = try v3Query(parameters)
        let traces = try await traces(matching: query)
        guard !traces.isEmpty else { throw Refusal(404, "No traces found") }
        return try await answer(
            traces,
            as: OTLPDocument(wrappedInResult: true),
            isRaw: query.raw
        )
    }

    /// `GET /api/v3/trace-summaries`: an empty list where nothing matches.
    func v3Summaries(_ parameters: Parameters) async throws(Refusal) -> ServerResponse {
        let query = try v3Query(parameters)
        let answer: SearchAnswer
        do { answer = try await reader.search(query, progress: nil) } catch { throw Refusal(error) }
        let names = answer.summaries.reduce(0) { sum, summary in
            sum + summary.services.reduce(256) { $0 + $1.name.utf8.count + 64 }
        }
        return try await withMemory(names) {
            V3Answer.list("summaries", answer.summaries) { V3Answer.write($1, to: &$0) }
        }
    }

    /// The question, its parameters in either spelling; of two, the newer one counts.
    private func v3Query(_ parameters: Parameters) throws(Refusal) -> TraceQuery {
        let start = try v3Time("query.startTimeMin", "query.start_time_min", parameters)
        let end = try v3Time("query.startTimeMax", "query.start_time_max", parameters)
        guard let start, let end else {
            throw Refusal(400, "query.startTimeMin and query.startTimeMax are required")
        }
        guard start < end else {
            throw Refusal(400, "query.startTimeMin must be before query.startTimeMax")
        }
        let depth = try parameters.v3([
            "query.searchDepth", "query.search_depth", "query.num_traces",
        ]) { text throws(GoTextError) in try GoText.count(text) }
        let conditions = try v3Conditions(parameters)
        let raw = try parameters.v3(["query.rawTraces", "query.raw_traces"]) {
            text throws(GoTextError) in try GoText.bool(text)
        }
        let query = TraceQuery(
            conditions,
            start: start,
            end: end,
            limit: depth ?? 100,
            raw: raw ?? false
        )
        try refuseFilter(parameters)
        return query
    }

    /// Structured filters are off, as they are in Jaeger unless its operator turns them on.
    private func refuseFilter(_ parameters: Parameters) throws(Refusal) {
        let filter = try parameters.v3(["query.filter"]) { text throws(GoTextError) in
            try GoText.json(text, atEnd: "unexpected EOF")
        }
        guard filter == nil else {
            throw Refusal(400, Self.filterIsOff)
        }
    }

    /// What is said of a structured filter.
    static let filterIsOff =
        "the structured query filter is disabled: enable the "
        + "\"jaeger.query.structuredFilters\" feature gate to use it"

    func v3Time(
        _ name: String,
        _ oldName: String,
        _ parameters: Parameters
    ) throws(Refusal) -> Timestamp? {
        try parameters.v3([name, oldName]) { text throws(GoTextError) in try GoText.time(text) }
    }
}
