import Follow
import Synchronization
import TestSupport
import Testing
import TraceModel

struct RequestTimeoutTests {
    /// A clock by which any time is over at once, or never.
    private func clock(isOver: Bool) -> FollowClock {
        FollowClock(
            now: { Moment(monotonic: 0, wall: .zero) },
            sleep: { _ in if !isOver { try await Task.sleep(for: .seconds(3600)) } }
        )
    }

    @Test func `a question that nobody answers is cancelled and has failed`() async throws {
        let wasCancelled = Mutex(false)
        let patience = RequestTimeout(.seconds(120), clock: clock(isOver: true))
        do throws(TraceReaderError) {
            try await patience.wait { () async throws(TraceReaderError) in
                try? await Task.sleep(for: .seconds(3600))
                wasCancelled.withLock { $0 = Task.isCancelled }
                throw .cancelled
            }
            Issue.record("nobody answered")
        } catch {
            #expect(error.kind == .unreachable)
            #expect(error.message == "the server did not answer within 120 seconds")
        }
        #expect(wasCancelled.withLock { $0 })
    }

    @Test func `an answer in time is that, and so is an error`() async throws {
        let patience = RequestTimeout(clock: clock(isOver: false))
        let answer = try await patience.wait { () async throws(TraceReaderError) in 7 }
        #expect(answer == 7)
        await #expect(throws: TraceReaderError.self) {
            try await patience.wait { () async throws(TraceReaderError) in
                throw TraceReaderError(.notFound, "none")
            }
        }
    }

    @Test func `who is cancelled meanwhile is told so`() async throws {
        let patience = RequestTimeout(clock: clock(isOver: false))
        let asking = Task {
            do throws(TraceReaderError) {
                try await patience.wait { () async throws(TraceReaderError) in
                    try? await Task.sleep(for: .seconds(3600))
                    throw .cancelled
                }
                return TraceReaderError.Kind?.none
            } catch {
                return error.kind
            }
        }
        asking.cancel()
        #expect(await asking.value == .cancelled)
    }
}
