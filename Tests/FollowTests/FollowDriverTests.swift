import Synchronization
import TestSupport
import Testing
import TraceModel

@testable import Follow

struct FollowDriverTests {
    @Test func `a source is followed until the task is cancelled`() async throws {
        let virtual = VirtualClock(begin: Timestamp(nanoseconds: 1_795_000_000_000_000_000))
        let traffic = SteadyTraffic(begin: virtual.begin)
        let source = SteadySource(virtual) { _ in traffic }
        let driver = FollowDriver(
            source,
            wanted: TraceQuery(start: .zero, end: .zero),
            clock: virtual.clock
        )
        let updates = Mutex<[FollowUpdate]>([])
        let following = Task {
            try await driver.run { update in updates.withLock { $0.append(update) } }
        }
        #expect(await eventually(within: .seconds(120)) { virtual.second > 200 })
        following.cancel()
        try await following.value
        let seen = updates.withLock { $0 }
        let ids = seen.flatMap { $0.changes.appeared.map(\.summary.id) }
        #expect(Set(ids).count == ids.count, "each trace comes once")
        let (start, end) = (
            virtual.begin.advanced(by: -.seconds(800)), virtual.begin.advanced(by: .seconds(180))
        )
        let wanted = traffic.traces(start, end, at: end).map { SteadyTraffic.id($0) }
        #expect(Set(ids).isSuperset(of: wanted))
        #expect(source.mostAtOnce == 1, "one question at a time")
        #expect(seen.last?.status.coverage.isWhole == true)
    }

    /// As long as a pager or a stopped terminal holds the one thread that takes what comes.
    @Test func `no more is taken from a source than is delivered`() async throws {
        let virtual = VirtualClock(begin: Timestamp(nanoseconds: 1_795_000_000_000_000_000))
        let source = TellingSource(virtual)
        let driver = FollowDriver(
            source,
            wanted: TraceQuery(start: .zero, end: .zero),
            clock: virtual.clock
        )
        let (isHeld, held) = AsyncStream.makeStream(of: Void.self)
        let (isLetGo, letGo) = AsyncStream.makeStream(of: Void.self)
        let delivered = Mutex(0)
        let following = Task {
            try await driver.run { update in
                guard !update.changes.appeared.isEmpty else { return }
                delivered.withLock { $0 += 1 }
                held.yield()
                for await _ in isLetGo {}
            }
        }
        var holding = isHeld.makeAsyncIterator()
        _ = await holding.next()
        for _ in 0..<2000 { await Task.yield() }
        #expect(source.batchesTaken == 1, "what comes waits at the source")
        letGo.finish()
        #expect(await eventually(within: .seconds(120)) { delivered.withLock { $0 } > 20 })
        following.cancel()
        try await following.value
    }
}
