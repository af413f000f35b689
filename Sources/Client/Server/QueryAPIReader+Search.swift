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
        var notes: [String] = []
        if found.malformed > 0 {
            notes.append("\(found.malformed) summaries could not be read and are left out.")
        }
        return SearchAnswer(
            summaries: found.summaries.newestFirst,
            limitHit: found.summaries.count + found.malformed >= plan.asked.limit,
            filteredHere: plan.filteredHere,
            notes: notes,
            malformedCount: found.malformed,
            receivedCount: found.summaries.count + found.malformed,
            serverTime: answer.timing.date
        )
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
        var traces = decoded.traces
        if !plan.filteredHere.isEmpty {
            traces = traces.places(matching: query).map { traces[$0] }
        }
        if !query.raw { traces = ClockCorrectedTraces(traces).traces }
        var answer = SearchAnswer(
            summaries: traces.map { TraceSummary($0) }.newestFirst,
            limitHit: decoded.traces.count >= plan.asked.limit,
            filteredHere: plan.filteredHere,
            notes: decoded.report.notes + errors.map { "The server says: \($0)." },
            malformedCount: decoded.report.malformedSpans + decoded.report.malformedParts,
            receivedCount: decoded.traces.count
        )
        answer.add(query.detail, of: traces)
        return answer
    }
}

extension [TraceSummary] {
    /// By start, newest first; ids decide between equal ones, so that the order is the same each time.
    var newestFirst: [TraceSummary] {
        sorted { ($1.start, $1.id) < ($0.start, $0.id) }
    }
}
