import Follow
import TraceModel

/// What happens while a command follows.
enum FollowMoment: Sendable {
    case update(FollowUpdate)
    /// Some time has passed.
    case beat
    /// Following could not begin.
    case failed(TraceReaderError)
}

/// Hands moments of several tasks to the one that prints.
///
/// A task that hands one over waits until it was handled: a slow reader of the output delays the next
/// question, and nothing piles up.
struct FollowMoments: Sendable {
    private typealias Pending = (moment: FollowMoment, done: CheckedContinuation<Void, Never>)

    private static let beatLength: Nanoseconds = .milliseconds(500)

    private let pending: AsyncStream<Pending>
    private let inbox: AsyncStream<Pending>.Continuation

    init() {
        (pending, inbox) = AsyncStream.makeStream(of: Pending.self)
    }

    /// Runs a driver and hands over what it delivers, until the task is cancelled.
    func follow(_ driver: FollowDriver) async {
        do throws(TraceReaderError) {
            try await driver.run { await hand(.update($0)) }
        } catch {
            await hand(.failed(error))
        }
    }

    /// Hands over a beat twice a second until the task is cancelled.
    func beat(_ clock: FollowClock) async {
        while !Task.isCancelled {
            do { try await clock.sleep(Self.beatLength) } catch { return }
            await hand(.beat)
        }
    }

    /// Handles one moment after the other until `take` returns false or throws, or the task is cancelled.
    ///
    /// Must be called only once.
    func forEach(_ take: (FollowMoment) throws -> Bool) async throws {
        let result: Result<Void, any Error>
        do {
            for await (moment, done) in pending {
                defer { done.resume() }
                guard !Task.isCancelled, try take(moment) else { break }
            }
            result = .success(())
        } catch {
            result = .failure(error)
        }
        inbox.finish()
        // Releases the tasks whose moments are not handled any more.
        for await (_, done) in pending { done.resume() }
        try result.get()
    }

    private func hand(_ moment: FollowMoment) async {
        await withCheckedContinuation { done in
            if case .enqueued = inbox.yield((moment, done)) { return }
            done.resume()
        }
    }
}
