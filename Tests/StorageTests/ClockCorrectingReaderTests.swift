import Client
import Storage
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// A store in this process keeps times as they came; those who ask it see corrected ones.
struct ClockCorrectingReaderTests {
    private let epoch: UInt64 = 1_796_042_842_000_000_000

    private func span(_ id: UInt64, _ start: Int64, _ end: Int64, on host: String) -> PlainSpan {
        var span = PlainSpan()
        span.traceID = TraceID(high: 0, low: 7)
        span.spanID = SpanID(id)
        span.resource.name = "service-" + host
        span.resource.attributes = [Attribute(key: "host.name", value: .string(host))]
        span.name = "work"
        span.kind = .server
        span.start = UInt64(Int64(epoch) + start * 1_000_000)
        span.end = UInt64(Int64(epoch) + end * 1_000_000)
        return span
    }

    private var skewed: [PlainSpan] {
        var child = span(2, -500, -440, on: "b")
        child.parentID = SpanID(1)
        return [span(1, 0, 100, on: "a"), child]
    }

    @Test func `lists, traces and arrivals have one figure, and raw ones the recorded`()
        async throws
    {
        let store = SpanStore()
        let reader = ClockCorrectingReader(store)
        let arrivals = try #require(reader.arrivals())
        _ = store.write(SpanBatch(skewed))
        var query = TraceQuery(start: .zero, end: Timestamp(nanoseconds: .max), limit: 10)
        let listed = try #require(try await reader.search(query, progress: nil).summaries.first)
        #expect(listed.duration == .milliseconds(100))
        #expect(listed.movedSpanCount == 1)

        let answer = try await reader.trace(listed.id, near: nil, raw: false, progress: nil)
        #expect(TraceSummary(answer.trace) == listed)
        #expect(answer.movedSpans == 1)

        var batches = arrivals.makeAsyncIterator()
        let arrival = try #require(await batches.next()?.arrivals.first)
        #expect(arrival.summary == listed)
        #expect(arrival.trace.map { TraceSummary($0) } == listed)
        #expect(arrival.calls.allSatisfy { $0.start >= Timestamp(nanoseconds: epoch) })

        query.detail = .calls
        let calls = try #require(try await reader.search(query, progress: nil).calls?[listed.id])
        #expect(calls.allSatisfy { $0.start >= Timestamp(nanoseconds: epoch) })

        query.raw = true
        query.detail = .summary
        let raw = try #require(try await reader.search(query, progress: nil).summaries.first)
        #expect(raw.duration == .milliseconds(600))
        #expect(raw.movedSpanCount == 0)
    }
}
