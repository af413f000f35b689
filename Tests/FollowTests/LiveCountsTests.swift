import Explorer
import TestSupport
import Testing
import TraceModel

@testable import Follow

struct LiveCountsTests {
    private static let second: UInt64 = 1_000_000_000
    private static let begin: UInt64 = 1_795_000_000 * second

    private static func seen(_ seconds: UInt64, from: UInt64 = 0) -> SeenTime {
        var coverage = Coverage()
        let now = Timestamp(nanoseconds: begin + seconds * second)
        coverage.note(Timestamp(nanoseconds: begin + from * second), now, seenAt: now)
        return SeenTime(now: now, allowance: .seconds(10), coverage: coverage)
    }

    private static func trace(
        _ id: UInt64,
        at seconds: UInt64,
        calls: [(service: String, milliseconds: UInt64, isError: Bool)]
    ) -> FollowedTrace {
        let start = Timestamp(nanoseconds: begin + seconds * second)
        return FollowedTrace(
            summary: TraceSummary(
                id: TraceID(high: 0, low: id),
                rootService: calls.first?.service ?? "",
                rootOperation: "run",
                start: start,
                end: start.advanced(by: 100_000_000),
                spanCount: calls.count,
                errorCount: calls.count { $0.isError },
                orphanCount: nil,
                services: calls.map {
                    ServiceShare(name: $0.service, spanCount: 1, errorCount: $0.isError ? 1 : 0)
                }
            ),
            calls: calls.map {
                ServiceCall(
                    service: $0.service,
                    operation: "run",
                    start: start,
                    duration: $0.milliseconds * 1_000_000,
                    isError: $0.isError
                )
            }
        )
    }

    private static func came(_ traces: [FollowedTrace]) -> FollowChanges {
        var changes = FollowChanges()
        changes.appeared = traces
        return changes
    }

    @Test func `a trace that grows is not counted twice`() throws {
        var counts = LiveCounts(basis: .calls)
        counts.apply(Self.came([Self.trace(1, at: 100, calls: [("a", 5, false)])]), Self.seen(130))
        var growth = FollowChanges()
        growth.grew = [Self.trace(1, at: 100, calls: [("a", 7, false), ("b", 9, true)])]
        counts.apply(growth, Self.seen(131))
        let rows = counts.services(Self.seen(131))
        #expect(rows.map(\.service) == ["a", "b"])
        #expect(rows.map(\.figures.calls) == [1, 1])
        #expect(rows.map(\.figures.errors) == [0, 1])
        let p50 = try #require(rows[0].figures.p50)
        #expect(abs(p50 - 7_000_000) <= 70_000)
        #expect(rows.allSatisfy { !$0.isLowerBound })
        #expect(counts.operations(of: "b", Self.seen(131)).map(\.operation) == ["run"])
        #expect(counts.traces(Self.seen(131)).count == 1)
    }

    @Test func `what was not wholly seen is a lower bound`() {
        var counts = LiveCounts(basis: .calls)
        let seen = Self.seen(130, from: 90)
        counts.apply(Self.came([Self.trace(1, at: 100, calls: [("a", 5, false)])]), seen)
        #expect(counts.services(seen).map(\.isLowerBound) == [true])
        #expect(counts.services(window: .seconds(20), seen).map(\.isLowerBound) == [false])
    }

    @Test func `what grows after it settled is counted apart`() {
        var counts = LiveCounts(basis: .calls)
        let trace = Self.trace(1, at: 100, calls: [("a", 5, false)])
        counts.apply(Self.came([trace]), Self.seen(130))
        var changes = FollowChanges()
        changes.settled = [trace.summary.id]
        counts.apply(changes, Self.seen(131))
        changes = FollowChanges()
        changes.grew = [Self.trace(1, at: 100, calls: [("a", 5, false), ("a", 6, false)])]
        counts.apply(changes, Self.seen(132))
        #expect(counts.uncounted.grownTraces == 1)
        let rows = counts.services(Self.seen(132))
        #expect(rows.map(\.figures.calls) == [1])
        #expect(rows.map(\.isLowerBound) == [true])
    }

    @Test func `summaries count spans, and durations at the root alone`() {
        var counts = LiveCounts(basis: .spans)
        let trace = Self.trace(1, at: 100, calls: [("a", 5, false), ("b", 9, true)])
        counts.apply(Self.came([trace]), Self.seen(130))
        let rows = counts.services(Self.seen(130))
        #expect(rows.map(\.figures.calls) == [1, 1])
        #expect(rows.map { $0.figures.p95 != nil } == [true, false])
        #expect(LiveBasis.spans.sentence.contains("summaries"))
    }

    @Test func `time that is too old is forgotten`() {
        var counts = LiveCounts(basis: .calls, slotCount: 12)
        counts.apply(Self.came([Self.trace(1, at: 100, calls: [("a", 5, false)])]), Self.seen(130))
        #expect(counts.keys.count == 2)
        counts.apply(FollowChanges(), Self.seen(400))
        #expect(counts.keys.isEmpty)
        #expect(counts.services(window: .seconds(400), Self.seen(400)).isEmpty)
        counts.apply(Self.came([Self.trace(2, at: 100, calls: [("a", 5, false)])]), Self.seen(400))
        #expect(counts.uncounted.outsideCalls == 1)
    }

    @Test func `a service that fails more than in its last hour is marked, without flicker`() {
        func figures(_ calls: Int, _ errors: Int, _ milliseconds: UInt64) -> LiveFigures {
            var figures = LiveFigures()
            figures.calls = calls
            figures.errors = errors
            for _ in 0..<calls { figures.latencies.add(milliseconds * 1_000_000) }
            return figures
        }
        let usual = figures(10_000, 100, 100)
        func judge(_ recent: LiveFigures, _ before: Anomaly = []) -> Anomaly {
            Anomaly(recent: recent, usual: usual, before: before)
        }
        #expect(judge(figures(1000, 12, 100)) == [])
        #expect(judge(figures(1000, 60, 100)) == .errors)
        #expect(judge(figures(1000, 25, 100)) == [])
        #expect(judge(figures(1000, 25, 100), .errors) == .errors)
        #expect(judge(figures(1000, 11, 100), .errors) == [])
        #expect(judge(figures(1000, 10, 160)) == .latency)
        #expect(judge(figures(1000, 10, 130)) == [])
        #expect(judge(figures(1000, 10, 130), .latency) == .latency)
        #expect(judge(figures(1000, 10, 110), .latency) == [])
        #expect(judge(figures(10, 10, 900)) == [], "ten calls say nothing")
    }
}
