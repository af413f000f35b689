import TestSupport
import Testing
import TraceModel

@testable import Storage

/// Spans of traces that were deleted, and spans too large to keep.
@Suite struct LateSpansTests {
    private func span(_ trace: UInt64, _ id: UInt64) -> PlainSpan {
        var span = PlainSpan()
        span.traceID = TraceID(high: 0, low: trace)
        span.spanID = SpanID(id)
        span.parentID = SpanID(id - 1)
        span.resource.name = "web"
        span.start = 1_700_000_000_000_000_000
        span.end = span.start + 1000
        return span
    }

    @Test func `a trace of which spans were deleted says so`() async throws {
        let store = SpanStore(limits: StoreLimits(traces: 1))
        _ = store.write(SpanBatch([span(1, 1)]))
        _ = store.write(SpanBatch([span(2, 1)]))
        let id = TraceID(high: 0, low: 1)
        _ = store.write(SpanBatch([span(1, 2)]))
        let trace = try #require(store.trace(id))
        #expect(trace.count == 1)
        #expect(trace.warnings == [store.snapshot().missingSpans])
        #expect(store.counts.continuedTraces == 1)
        let part = try await store.traceInParts(id, near: nil, raw: false).part(from: 0)
        #expect(part?.trace.warnings == [store.snapshot().missingSpans])
        let found = try store.find(.everything(limit: 1))
        #expect(found.first?.warnings == [store.snapshot().missingSpans])
        // A trace that is new says nothing.
        _ = store.write(SpanBatch([span(3, 1)]))
        #expect(store.trace(TraceID(high: 0, low: 3))?.warnings == [])
    }

    @Test func `what is remembered of deleted traces is bounded`() {
        var recent = RecentIDs(capacity: 10)
        for number in 1...1000 as ClosedRange<UInt64> {
            recent.insert(TraceID(high: 0, low: number))
            for last in 0..<min(10, number) {
                #expect(recent.contains(TraceID(high: 0, low: number - last)))
            }
        }
        #expect(!recent.contains(TraceID(high: 0, low: 900)))
    }

    @Test(arguments: [0, 1, 2, 3])
    func `a span is measured by all it holds, also where it holds the same again and again`(
        kind: Int
    ) {
        let store = SpanStore(limits: StoreLimits(bytes: 64 << 20))
        var large = span(1, 1)
        let empty = Attribute(key: "", value: .string(""))
        let many = [Attribute](repeating: empty, count: 200_000)
        switch kind {
        case 0: large.attributes = many
        case 1:
            large.events = [PlainSpan.Event](repeating: PlainSpan.Event(), count: 200_000)
        case 2: large.resource.attributes = many
        default:
            let text = Attribute(key: "k", value: .string(String(repeating: "x", count: 300_000)))
            large.attributes = [Attribute](repeating: text, count: 20)
        }
        let receipt = store.write(SpanBatch([large, span(2, 1)]))
        #expect(receipt.refusedSpans == 1)
        #expect(receipt.storedSpans == 1)
        #expect(receipt.refusal?.contains("more than the 2097152 that fit") == true)
    }
}
