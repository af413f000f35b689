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
        #expect(await eventually { virtual.second > 200 })
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
}
