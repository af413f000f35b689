import Storage
import TestSupport
import Testing
import TraceModel

struct ArrivalTests {
    private static func span(_ trace: UInt64, _ id: UInt64, kind: SpanKind = .server) -> PlainSpan {
        var span = PlainSpan()
        span.traceID = TraceID(high: 0, low: trace)
        span.spanID = SpanID(id)
        span.resource.name = "web"
        span.name = "GET"
        span.kind = kind
        span.start = 1_700_000_000_000_000_000
        span.end = span.start + 1000
        return span
    }

    @Test func `traces are told as they come and grow, each once a batch`() async throws {
        let store = SpanStore()
        _ = store.write(SpanBatch([Self.span(9, 1)]))
        let arrivals = try #require(store.arrivals())
        var batches = arrivals.makeAsyncIterator()
        _ = store.write(SpanBatch([Self.span(1, 1), Self.span(2, 1)]))
        _ = store.write(SpanBatch([Self.span(1, 2, kind: .internal)]))
        let first = try #require(await batches.next())
        #expect(first.arrivals.map(\.summary.id.low) == [1, 2])
        #expect(first.arrivals.map(\.summary.spanCount) == [2, 1])
        #expect(first.arrivals.map(\.calls.count) == [1, 1])
        #expect(first.skippedTraces == 0)
        _ = store.write(SpanBatch([Self.span(2, 2)]))
        let second = try #require(await batches.next())
        #expect(second.arrivals.map(\.summary.id.low) == [2])
        #expect(second.arrivals.map(\.summary.spanCount) == [2])
    }

    @Test func `a follower that takes nothing holds nothing up, and is told what it missed`()
        async throws
    {
        let store = SpanStore()
        let arrivals = try #require(store.arrivals())
        for part in 0..<25 as Range<UInt64> {
            _ = store.write(SpanBatch((1...1000).map { Self.span(part * 1000 + $0, 1) }))
        }
        var batches = arrivals.makeAsyncIterator()
        let batch = try #require(await batches.next())
        #expect(batch.arrivals.count == 20_000)
        #expect(batch.skippedTraces == 5000)
    }

    @Test func `traces that gave way before they were taken are counted as skipped`() async throws {
        let store = SpanStore(limits: StoreLimits(traces: 300))
        let arrivals = try #require(store.arrivals())
        for part in 0..<10 as Range<UInt64> {
            _ = store.write(SpanBatch((1...100).map { Self.span(part * 100 + $0, 1) }))
        }
        var batches = arrivals.makeAsyncIterator()
        let batch = try #require(await batches.next())
        #expect(batch.arrivals.count == 300)
        #expect(batch.skippedTraces == 700)
    }

    @Test func `a cancelled follower's stream ends`() async throws {
        let store = SpanStore()
        let arrivals = try #require(store.arrivals())
        let following = Task {
            for await _ in arrivals {}
            return true
        }
        following.cancel()
        #expect(await following.value)
    }
}
