import TraceAnalysis
package import TraceModel

/// A source that has whole traces at hand and gives them as stored: here with clock skew corrected, as ``ClockCorrectedTraces`` does it,
/// and lists with the figures of the corrected traces.
///
/// What is asked for raw stays as it is.
package struct ClockCorrectingReader: ForwardingReader {
    package let base: any TraceReader

    package init(_ base: any TraceReader) { self.base = base }

    @concurrent
    package func search(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        guard !query.raw else { return try await base.search(query, progress: progress) }
        var whole = query
        whole.detail = .spans
        var answer = try await base.search(whole, progress: progress)
        let found = answer.traces ?? [:]
        let traces = ClockCorrectedTraces(answer.summaries.compactMap { found[$0.id] }).traces
        let corrected = Dictionary(traces.map { ($0.id, TraceSummary($0)) }) { first, _ in first }
        answer.summaries = answer.summaries.map { corrected[$0.id] ?? $0 }.newestFirst
        answer.traces = nil
        answer.add(query.detail, of: traces)
        return answer
    }

    @concurrent
    package func trace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> TraceAnswer {
        var answer = try await base.trace(id, near: near, raw: raw, progress: progress)
        guard !raw else { return answer }
        let corrected = ClockCorrectedTraces([answer.trace])
        answer.trace = corrected.traces.first ?? answer.trace
        answer.movedSpans += corrected.movedSpans[0] ?? 0
        return answer
    }

    package func arrivals() -> AsyncStream<ArrivalBatch>? {
        guard let arrivals = base.arrivals() else { return nil }
        return AsyncStream {
            var iterator = arrivals.makeAsyncIterator()
            return await iterator.next().map { Self.corrected($0) }
        }
    }

    package var paced: any TraceReader { ClockCorrectingReader(base.paced) }

    private static func corrected(_ batch: ArrivalBatch) -> ArrivalBatch {
        var batch = batch
        let whole = batch.arrivals.indices.filter { batch.arrivals[$0].trace != nil }
        let corrected = ClockCorrectedTraces(whole.compactMap { batch.arrivals[$0].trace })
        for place in corrected.movedSpans.keys {
            let trace = corrected.traces[place]
            batch.arrivals[whole[place]] = Arrival(
                summary: TraceSummary(trace),
                calls: trace.serviceCalls(),
                trace: trace
            )
        }
        return batch
    }
}
