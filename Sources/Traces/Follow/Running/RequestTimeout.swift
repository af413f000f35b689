package import TraceModel

/// How long a question may take before it is given up, where nobody waits for the answer and could cancel it.
///
/// A body that trickles, or a server that holds a connection and says nothing, would otherwise keep all those waiting
/// that ask after it.
package struct RequestTimeout: Sendable {
    /// Nanoseconds.
    private let limit: Nanoseconds
    private let clock: FollowClock

    package init(
        _ limit: Nanoseconds = FollowSettings().requestTimeout,
        clock: FollowClock = .system
    ) {
        self.limit = limit
        self.clock = clock
    }

    /// What `ask` comes to; when that takes too long it is cancelled.
    ///
    /// - Throws: What `ask` throws, `unreachable` when it took too long, `cancelled` when this task was cancelled.
    package func wait<Answer: Sendable>(
        for ask: @escaping @Sendable () async throws(TraceReaderError) -> Answer
    ) async throws(TraceReaderError) -> Answer {
        let result = await withTaskGroup(of: Result<Answer, TraceReaderError>.self) { group in
            group.addTask { await Self.result(of: ask) }
            group.addTask { .failure(await end()) }
            defer { group.cancelAll() }
            return await group.next() ?? .failure(.cancelled)
        }
        return try result.get()
    }

    private static func result<Answer>(
        of ask: @Sendable () async throws(TraceReaderError) -> Answer
    ) async -> Result<Answer, TraceReaderError> {
        do throws(TraceReaderError) {
            return .success(try await ask())
        } catch {
            return .failure(error)
        }
    }

    /// What to say when the time is over, or nobody wants to know any more.
    private func end() async -> TraceReaderError {
        do {
            try await clock.sleep(limit)
        } catch {
            return .cancelled
        }
        return .unanswered(within: limit)
    }
}

extension TraceReaderError {
    /// A question had no answer for so many nanoseconds.
    static func unanswered(within limit: Nanoseconds) -> TraceReaderError {
        TraceReaderError(
            .unreachable,
            "the server did not answer within \(limit / .seconds(1)) seconds"
        )
    }
}
