import TraceModel

/// When the question that the present task asks has to be answered: whatever is done for it, credentials, probing, retries
/// and redirects, shares one time.
package struct QuestionDeadline: Sendable {
    @TaskLocal static var current: QuestionDeadline?

    /// The time that the user allows.
    let limit: Duration
    /// What is left of it; zero or less when it is over.
    let left: @Sendable () -> Duration

    /// What is left of the time of the present question; nil outside of one.
    package static var timeLeft: Duration? { current.map { max(.zero, $0.left()) } }

    /// Asks a question that has `limit` to be answered in, unless it is part of one that has its time already.
    static func bound<Answer: Sendable>(
        _ limit: Duration?,
        _ clock: ReaderClock,
        _ ask: () async throws(TraceReaderError) -> Answer
    ) async throws(TraceReaderError) -> Answer {
        guard current == nil, let limit else { return try await ask() }
        let end = clock.now() + limit
        let deadline = QuestionDeadline(limit: limit) { end - clock.now() }
        let result = await $current.withValue(deadline) {
            await Result.of(ask)
        }
        return try result.get()
    }
}

extension Result where Failure == TraceReaderError {
    fileprivate static func of(
        _ ask: () async throws(TraceReaderError) -> Success
    ) async -> Self {
        do throws(TraceReaderError) {
            return .success(try await ask())
        } catch {
            return .failure(error)
        }
    }
}
