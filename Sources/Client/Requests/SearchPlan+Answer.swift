import TraceAnalysis
import TraceModel
import WireFormats

/// What becomes of what a server found.
extension SearchPlan {
    /// The answer of whole traces, filtered by what the server cannot test, and with their clocks corrected where it left that out.
    ///
    /// - Parameters:
    ///   - decoded: What came.
    ///   - query: What was to be found.
    ///   - remarks: What the server said beside it.
    /// - Returns: Summaries, and of the traces what the query asks for besides.
    func answer(
        _ decoded: DecodedTraces,
        to query: TraceQuery,
        remarks: [String] = []
    ) -> SearchAnswer {
        var traces = decoded.traces
        if !filteredHere.isEmpty {
            traces = traces.places(matching: query).map { traces[$0] }
        }
        if !query.raw { traces = ClockCorrectedTraces(traces).traces }
        var answer = SearchAnswer(
            summaries: traces.map { TraceSummary($0) }.newestFirst,
            limitHit: decoded.traces.count >= asked.limit,
            filteredHere: filteredHere,
            notes: decoded.report.notes + remarks,
            malformedCount: decoded.report.malformedSpans + decoded.report.malformedParts,
            receivedCount: decoded.traces.count
        )
        answer.add(query.detail, of: traces)
        return answer
    }

    /// The answer of summaries, so many of which could not be read.
    func answer(_ summaries: [TraceSummary], malformed: Int) -> SearchAnswer {
        let count = summaries.count + malformed
        return SearchAnswer(
            summaries: summaries.newestFirst,
            limitHit: count >= asked.limit,
            filteredHere: filteredHere,
            notes: malformed > 0
                ? ["\(malformed) summaries could not be read and are left out."] : [],
            malformedCount: malformed,
            receivedCount: count
        )
    }
}

extension [TraceSummary] {
    /// By start, newest first; ids decide between equal ones, so that the order is the same each time.
    var newestFirst: [TraceSummary] {
        sorted { ($1.start, $1.id) < ($0.start, $0.id) }
    }
}
