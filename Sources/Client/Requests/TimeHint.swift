import TraceModel

/// When a trace is known to have happened, as servers are told it.
enum TimeHint {
    /// Asks with a hint, if there is one, and without it where that finds nothing or is refused: a hint that is a little off must not
    /// hide the trace, nor one that a strict server refuses.
    static func asking<Answer>(
        _ near: ClosedRange<Timestamp>?,
        _ ask: (ClosedRange<Timestamp>?) async throws(TraceReaderError) -> Answer
    ) async throws(TraceReaderError) -> Answer {
        guard let near else { return try await ask(nil) }
        do throws(TraceReaderError) {
            return try await ask(near)
        } catch {
            guard error.kind == .notFound || error.kind == .invalidQuery else { throw error }
            return try await ask(nil)
        }
    }
}
