extension TraceReader {
    /// Reads the traces of a list, a few at a time, and makes something of each as soon as it is there.
    ///
    /// - Parameters:
    ///   - summaries: The traces, with the times that they are known to have happened at.
    ///   - atOnce: Requests under way at the same time, > 0.
    ///   - stopsAtFailure: The first trace that cannot be read cancels the rest.
    ///   - transform: Called off the caller's actor; a whole trace is kept no longer than this takes.
    /// - Returns: One result a summary, in their order. When the task is cancelled, the rest fail as `cancelled`.
    package func readEach<Value: Sendable>(
        _ summaries: [TraceSummary],
        atOnce: Int = 4,
        stopsAtFailure: Bool = false,
        _ transform: @escaping @Sendable (TraceAnswer) -> Value
    ) async -> [Result<Value, TraceReaderError>] {
        var results = [Int: Result<Value, TraceReaderError>]()
        await withTaskGroup(of: (Int, Result<Value, TraceReaderError>).self) { group in
            func keep(_ done: Int, _ result: Result<Value, TraceReaderError>) {
                results[done] = result
                if stopsAtFailure, case .failure = result { group.cancelAll() }
            }
            for place in summaries.indices {
                if place >= atOnce, let (done, result) = await group.next() { keep(done, result) }
                let summary = summaries[place]
                group.addTask { (place, await self.read(summary, transform)) }
            }
            for await (done, result) in group { keep(done, result) }
        }
        return summaries.indices.compactMap { results[$0] }
    }

    /// Reads the traces of a list whole, a few at a time, in their order.
    ///
    /// - Throws: What kept the first trace from being read that could not be; the rest is not asked for.
    package func readWhole(
        _ summaries: [TraceSummary]
    ) async throws(TraceReaderError) -> [TraceAnswer] {
        let results = await readEach(summaries, stopsAtFailure: true) { $0 }
        var answers: [TraceAnswer] = []
        var cancelled: TraceReaderError?
        for result in results {
            switch result {
            case .success(let answer): answers.append(answer)
            case .failure(let error):
                guard error.kind == .cancelled else { throw error }
                cancelled = error
            }
        }
        if let cancelled { throw cancelled }
        return answers
    }

    @concurrent
    private func read<Value: Sendable>(
        _ summary: TraceSummary,
        _ transform: @Sendable (TraceAnswer) -> Value
    ) async -> Result<Value, TraceReaderError> {
        do throws(TraceReaderError) {
            if Task.isCancelled { throw TraceReaderError(.cancelled, "cancelled") }
            return .success(
                transform(
                    try await trace(
                        summary.id,
                        near: summary.recordedTime,
                        raw: false,
                        progress: nil
                    )
                )
            )
        } catch {
            return .failure(error)
        }
    }
}
