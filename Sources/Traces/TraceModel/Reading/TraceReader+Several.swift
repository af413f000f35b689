extension TraceReader {
    /// Reads the traces of a list, a few at a time, and makes something of each as soon as it is there.
    ///
    /// - Parameters:
    ///   - summaries: The traces, with the times that they are known to have happened at.
    ///   - atOnce: Requests under way at the same time, > 0.
    ///   - transform: Called off the caller's actor; a whole trace is kept no longer than this takes.
    /// - Returns: One result a summary, in their order. When the task is cancelled, the rest fail as `cancelled`.
    package func readEach<Value: Sendable>(
        _ summaries: [TraceSummary],
        atOnce: Int = 4,
        _ transform: @escaping @Sendable (TraceAnswer) -> Value
    ) async -> [Result<Value, TraceReaderError>] {
        var results = [Int: Result<Value, TraceReaderError>]()
        await withTaskGroup(of: (Int, Result<Value, TraceReaderError>).self) { group in
            for place in summaries.indices {
                if place >= atOnce, let (done, result) = await group.next() {
                    results[done] = result
                }
                let summary = summaries[place]
                group.addTask { (place, await self.read(summary, transform)) }
            }
            for await (done, result) in group { results[done] = result }
        }
        return summaries.indices.compactMap { results[$0] }
    }

    @concurrent
    private func read<Value: Sendable>(
        _ summary: TraceSummary,
        _ transform: @Sendable (TraceAnswer) -> Value
    ) async -> Result<Value, TraceReaderError> {
        let near = summary.start...max(summary.start, summary.end)
        do throws(TraceReaderError) {
            if Task.isCancelled { throw TraceReaderError(.cancelled, "cancelled") }
            return .success(
                transform(try await trace(summary.id, near: near, raw: false, progress: nil))
            )
        } catch {
            return .failure(error)
        }
    }
}
