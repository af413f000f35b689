import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@testable import Explorer

@Suite struct ConcurrencyJourneyTests {
    private static let trace = Trace.make {
        $0.span("page", 0..<100, service: "web")
        $0.span("a", 10..<60, parent: "page", service: "db")
        $0.span("b", 20..<50, parent: "page", service: "db")
    }

    private func journey(rows: Int = 24, columns: Int = 80) -> Journey {
        var source = ScriptedSource.shop
        source.traces = [Self.trace]
        return Journey(
            rows: rows,
            columns: columns,
            source: source,
            start: .trace(Self.trace.id, span: nil)
        )
    }

    private func rows(_ journey: Journey) -> [ServiceConcurrency.Row] {
        journey.trace?.views.concurrency.found?.rows ?? []
    }

    @Test func `K shows and hides it, and the tree has the rest of the rows`() {
        var journey = journey(columns: 110)
        let before = journey.trace?.mainRows ?? 0
        #expect(journey.trace?.concurrencyRows == 0)
        journey.press("K")
        #expect(journey.trace?.concurrencyRows == 2)
        #expect(journey.trace?.mainRows == before - 2)
        #expect(rows(journey).map(\.service) == ["web", "db"])
        #expect(rows(journey).map(\.most) == [1, 2])
        #expect(journey.honesty.contains("strip up to 2 spans at once"))
        journey.press("K")
        #expect(journey.trace?.concurrencyRows == 0)
        #expect(journey.trace?.mainRows == before)
    }

    @Test func `it follows zoom, width and refresh`() {
        var journey = journey()
        journey.press("K j j z")
        #expect(rows(journey).first?.running.count == journey.trace?.barColumns)
        #expect(rows(journey).first { $0.service == "db" }?.running.allSatisfy { $0 == 2 } == true)
        journey.press("Z")
        #expect(rows(journey).first { $0.service == "db" }?.running.first == 0)
        journey.resize(rows: 30, columns: 100)
        #expect(rows(journey).first?.running.count == journey.trace?.barColumns)
        journey.press("R")
        #expect(rows(journey).map(\.most) == [1, 2])
    }

    @Test func `a large screen shows it by itself, until K hides it`() {
        var journey = journey(rows: 50, columns: 200)
        #expect(journey.trace?.concurrencyRows == 2)
        #expect(rows(journey).count == 2)
        journey.press("K")
        #expect(journey.trace?.concurrencyRows == 0)
        journey.press("R")
        #expect(journey.trace?.concurrencyRows == 0)
    }

    @Test func `where it cannot be, that is said`() {
        var small = journey(rows: 10, columns: 40)
        small.press("K")
        #expect(small.notice.contains("14 rows"))
        var other = journey()
        other.press("3 K")
        #expect(other.notice == "This works in the tree; 1 shows it.")
    }
}
