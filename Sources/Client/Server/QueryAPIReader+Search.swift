import TraceAnalysis
package import TraceModel
import WireFormats

extension QueryAPIReader {
    package func search(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        try await bound { () throws(TraceReaderError) in
            try await found(query, progress: progress)
        }
    }

    private func found(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        let plan = try SearchPlan(query, dialect: try await dialect())
        if plan.route == .summaries { return try await summaries(plan) }
        let format: WrittenFormat = plan.route == .legacyTraces ? .jaegerJSON : .otlpJSON
        switch try await traces(plan.request, format, progress: progress) {
        case .other(let answer):
            // This is how v3 says that nothing matches.
            if plan.route == .v3Traces, answer.status == 404, answer.content.isV3Error {
                var nothing = SearchAnswer(
                    summaries: [],
                    limitHit: false,
                    filteredHere: plan.filteredHere,
                    serverTime: answer.timing.date
                )
                nothing.add(query.detail, of: [])
                return nothing
            }
            throw AnswerError.error(answer)
        case .traces(let decoded, let timing):
            var answer = try await summarise(decoded, plan, query)
            answer.serverTime = timing.date
            return answer
        }
    }

    private func summaries(_ plan: SearchPlan) async throws(TraceReaderError) -> SearchAnswer {
        let answer = try await sender.answer(plan.request)
        let found = try read(answer) { SummaryAnswer($0) }
        var summaries = plan.answer(found.summaries, malformed: found.malformed)
        summaries.serverTime = answer.timing.date
        return summaries
    }

    /// Summarises whole traces, with their clocks corrected where the server left that out, away from the caller's actor.
    @concurrent
    private func summarise(
        _ decoded: DecodedTraces,
        _ plan: SearchPlan,
        _ query: TraceQuery
    ) async throws(TraceReaderError) -> SearchAnswer {
        let errors = decoded.serverErrors.map(\.description)
        if decoded.traces.isEmpty, let error = errors.first {
            throw TraceReaderError(
                .refused(status: nil),
                "\(sender.name(plan.request)) answered with an error: “\(error)”"
            )
        }
        return plan.answer(
            decoded,
            to: query,
            remarks: errors.map { "The server says: \($0)." }
        )
    }
}
