import Synchronization
import TestSupport
import Testing
import TraceModel

@testable import Follow

struct FollowDriverTests {
    /// A source with one new trace a second of a clock that its sleepers push on.
    private final class StubSource: TraceReader {
        let time = Mutex<Nanoseconds>(0)
        let searching = Mutex((now: 0, most: 0))

        var clock: FollowClock {
            FollowClock(
                now: { self.now },
                sleep: { wait in
                    try Task.checkCancellation()
                    self.time.withLock { $0 += wait }
                    await Task.yield()
                }
            )
        }

        var now: FollowerTime {
            let time = time.withLock { $0 }
            return FollowerTime(monotonic: time, wall: Self.begin.advanced(by: time))
        }

        static let begin = Timestamp(nanoseconds: 1_795_000_000_000_000_000)

        func describe() async throws(TraceReaderError) -> SourceDescription {
            SourceDescription(label: "stub", search: SearchAbility(route: .summaries))
        }

        func services() async throws(TraceReaderError) -> [String] { ["web"] }

        func operations(of service: String) async throws(TraceReaderError) -> [Operation] { [] }

        func search(
            _ query: TraceQuery,
            progress: ProgressHandler?
        ) async throws(TraceReaderError) -> SearchAnswer {
            searching.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            defer { searching.withLock { $0.now -= 1 } }
            await Task.yield()
            let now = now.wall
            let first = query.start.nanoseconds / 1_000_000_000 + 1
            let last = min(query.end, now).nanoseconds / 1_000_000_000
            guard first <= last else { return SearchAnswer(summaries: [], limitHit: false) }
            let summaries = (first...last).map { second in
                TraceSummary(
                    id: TraceID(high: 1, low: second),
                    rootService: "web",
                    rootOperation: "GET",
                    start: Timestamp(nanoseconds: second * 1_000_000_000),
                    end: Timestamp(nanoseconds: second * 1_000_000_000 + 1),
                    spanCount: 1,
                    errorCount: 0,
                    orphanCount: nil,
                    services: []
                )
            }
            return SearchAnswer(summaries: summaries, limitHit: false)
        }

        func trace(
            _ id: TraceID,
            near: ClosedRange<Timestamp>?,
            raw: Bool,
            progress: ProgressHandler?
        ) async throws(TraceReaderError) -> TraceAnswer {
            throw TraceReaderError(.notFound, "there is no trace")
        }

        func metrics(
            _ query: MetricsQuery
        ) async throws(TraceReaderError) -> [ServiceMetrics]? { nil }
    }

    @Test func `a source is followed until the task is cancelled`() async throws {
        let source = StubSource()
        let driver = FollowDriver(
            source,
            wanted: TraceQuery(start: .zero, end: .zero),
            clock: source.clock
        )
        let updates = Mutex<[FollowUpdate]>([])
        let following = Task {
            try await driver.run { update in updates.withLock { $0.append(update) } }
        }
        #expect(await eventually { source.now.monotonic > 200_000_000_000 })
        following.cancel()
        try await following.value
        let seen = updates.withLock { $0 }
        let ids = seen.flatMap { $0.changes.appeared.map(\.summary.id.low) }
        #expect(Set(ids).count == ids.count, "each trace comes once")
        let begin = StubSource.begin.nanoseconds / 1_000_000_000
        #expect(Set(ids).isSuperset(of: begin - 800..<begin + 190))
        #expect(source.searching.withLock { $0.most } == 1, "one question at a time")
        #expect(seen.last?.status.coverage.isWhole == true)
    }
}
