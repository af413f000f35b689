import Synchronization
import TestSupport
import Testing
import TraceModel

@testable import Storage

/// What is the memory store's own: limits, what it refuses, readers beside writers.
@Suite struct SpanStoreTests {
    private static func span(trace: UInt64, _ change: (inout PlainSpan) -> Void = { _ in })
        -> PlainSpan
    {
        var span = PlainSpan()
        span.traceID = TraceID(high: 0, low: trace)
        span.spanID = SpanID(trace + 1)
        span.resource.name = "web"
        span.name = "GET"
        span.start = 1_700_000_000_000_000_000
        span.end = span.start + 1000
        change(&span)
        return span
    }

    @Test func `the oldest traces go first, whole and counted`() {
        let store = SpanStore(limits: StoreLimits(traces: 3))
        for trace in 1...5 as ClosedRange<UInt64> {
            let other = Self.span(trace: trace) { $0.spanID = SpanID(99) }
            _ = store.write(SpanBatch([Self.span(trace: trace), other]))
        }
        #expect(store.trace(TraceID(high: 0, low: 2)) == nil)
        #expect(store.trace(TraceID(high: 0, low: 3))?.count == 2)
        let counts = store.counts
        #expect(counts.storedSpans == 10)
        #expect(counts.evictedTraces == 2)
        #expect(counts.evictedSpans == 4)
        #expect(counts.heldTraces == 3)
        #expect(counts.heldSpans == 6)
    }

    @Test func `a batch of more traces than fit leaves as many as fit`() {
        let store = SpanStore(limits: StoreLimits(traces: 10))
        _ = store.write(SpanBatch((1...2000).map { Self.span(trace: $0) }))
        #expect(store.counts.heldTraces == 10)
        #expect(store.counts.heldSpans == 10)
        #expect(store.trace(TraceID(high: 0, low: 2000)) != nil)
    }

    @Test func `what a search found is gone once the store has deleted it`() throws {
        let store = SpanStore(limits: StoreLimits(traces: 2))
        _ = store.write(SpanBatch([Self.span(trace: 1), Self.span(trace: 2)]))
        let found = try store.find(.everything(limit: 2))
        _ = store.write(SpanBatch((3...5).map { Self.span(trace: $0) }))
        _ = store.write(SpanBatch([Self.span(trace: 5)]))
        #expect(store.trace(TraceID(high: 0, low: 1)) == nil)
        #expect(found.count == 2)
        #expect(found.indices.allSatisfy { found.inParts($0) == nil })
    }

    @Test func `a trace that comes again after it went begins anew`() {
        let store = SpanStore(limits: StoreLimits(traces: 1))
        _ = store.write(SpanBatch([Self.span(trace: 1)]))
        _ = store.write(SpanBatch([Self.span(trace: 2)]))
        _ = store.write(SpanBatch([Self.span(trace: 1)]))
        #expect(store.trace(TraceID(high: 0, low: 1))?.count == 1)
        #expect(store.counts.evictedSpans == 2)
    }

    @Test func `memory stays within its bound whatever comes`() throws {
        var limits = StoreLimits(bytes: 2 << 20)
        limits.blockBytes = 64 << 10
        let store = SpanStore(limits: limits)
        var generator = SeededGenerator(seed: 1)
        for round in 0..<60 as Range<UInt64> {
            let spans = (0..<200 as Range<UInt64>).map { index in
                Self.span(trace: round * 200 + index + 1) { span in
                    span.name = String(repeating: "x", count: Int(index)) + "\(round)"
                    span.resource.name = "service-\(round)-\(index)"
                    span.attributes = [
                        Attribute(
                            key: "key-\(round)-\(index)",
                            value: .int(.random(in: .min ... .max, using: &generator))
                        )
                    ]
                }
            }
            _ = store.write(SpanBatch(spans))
            #expect(store.counts.heldBytes <= limits.bytes)
        }
        let counts = store.counts
        #expect(counts.storedSpans == 12_000)
        #expect(counts.evictedSpans > 0)
        #expect(counts.heldSpans > 500)
        // What is held can be found, and the count of it is right.
        let found = try store.find(.everything(limit: 100_000))
        #expect(found.count == counts.heldTraces)
        #expect(found.reduce(0) { $0 + $1.count } == counts.heldSpans)
    }

    @Test func `one trace without end gives way as a whole`() {
        var limits = StoreLimits(bytes: 1 << 20)
        limits.blockBytes = 32 << 10
        let store = SpanStore(limits: limits)
        for round in 0..<150 as Range<UInt64> {
            let spans = (0..<50 as Range<UInt64>).map { index in
                Self.span(trace: 1) { $0.spanID = SpanID(round * 50 + index + 1) }
            }
            _ = store.write(SpanBatch(spans))
        }
        let counts = store.counts
        #expect(counts.heldBytes <= limits.bytes)
        #expect(counts.storedSpans == 7500)
        #expect(store.trace(TraceID(high: 0, low: 1))?.count ?? 0 == counts.heldSpans)
    }

    @Test func `a span without trace id is refused and says why`() {
        let store = SpanStore()
        let receipt = store.write(SpanBatch([Self.span(trace: 0), Self.span(trace: 1)]))
        #expect(receipt.storedSpans == 1)
        #expect(receipt.refusedSpans == 1)
        #expect(receipt.refusal == "refused: spans of the all-zero trace id, which names no trace")
        #expect(store.counts.refusedSpans == 1)
    }

    @Test func `a span larger than a share of the memory is refused, one of a megabyte is kept`()
        throws
    {
        let store = SpanStore(limits: StoreLimits(bytes: 64 << 20))
        let fits = Self.span(trace: 1) {
            $0.attributes = [
                Attribute(key: "k", value: .string(String(repeating: "a", count: 1 << 20)))
            ]
        }
        let large = Self.span(trace: 2) {
            $0.attributes = [
                Attribute(key: "k", value: .string(String(repeating: "b", count: 3 << 20)))
            ]
        }
        let receipt = store.write(SpanBatch([fits, large]))
        #expect(receipt.storedSpans == 1)
        #expect(receipt.refusedSpans == 1)
        let kept = try #require(store.trace(TraceID(high: 0, low: 1)))
        #expect(PlainSpan(kept[0]) == fits)
        #expect(store.counts.heldBytes < 64 << 20)
    }

    @Test func `ten thousand attributes, deep nesting and odd times come back`() throws {
        var value = AttributeValue.int(7)
        for level in 0..<100 {
            value =
                level.isMultiple(of: 2)
                ? .array([value]) : .map([Attribute(key: "k", value: value)])
        }
        let odd = [
            Self.span(trace: 1) { span in
                span.attributes = (0..<10_000).map {
                    Attribute(key: "key-\($0)", value: .string("value-\($0)"))
                }
            },
            Self.span(trace: 2) { $0.attributes = [Attribute(key: "deep", value: value)] },
            Self.span(trace: 3) { ($0.start, $0.end) = (0, 1) },
            Self.span(trace: 4) { ($0.start, $0.end) = (UInt64(Int64.max), .max) },
        ]
        let store = SpanStore()
        _ = store.write(SpanBatch(odd))
        for span in odd {
            let trace = try #require(store.trace(span.traceID))
            #expect(PlainSpan(trace[0]) == span)
        }
        let late = try store.find(
            .everything { $0.start = Timestamp(nanoseconds: UInt64(Int64.max)) }
        )
        #expect(late.map(\.id.low) == [4])
    }

    @Test func `an empty batch is no harm`() throws {
        let store = SpanStore()
        #expect(store.write(SpanBatch([PlainSpan]())) == WriteReceipt(storedSpans: 0))
        #expect(try store.find(.everything()).isEmpty)
    }

    @Test func `a limit out of bounds is an error as Jaeger words it`() {
        let store = SpanStore(limits: StoreLimits(traces: 10))
        for limit in [0, -1, 11] {
            let error = #expect(throws: TraceReaderError.self) {
                try store.find(.everything(limit: limit))
            }
            #expect(error?.kind == .invalidQuery)
        }
        #expect(throws: Never.self) { try store.find(.everything(limit: 10)) }
    }

    @Test func `readers beside a writer see whole spans and traces that only grow`() async throws {
        var limits = StoreLimits(bytes: 64 << 20)
        limits.blockBytes = 32 << 10
        let store = SpanStore(limits: limits)
        let writer = WriterState()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for round in 0..<100 as Range<UInt64> {
                    let spans = (0..<40 as Range<UInt64>).map { index in
                        Self.span(trace: index % 10 + 1) { span in
                            span.spanID = SpanID(round * 40 + index + 1)
                            span.name = "round \(round)"
                            span.attributes = [
                                Attribute(key: "round", value: .int(Int64(round)))
                            ]
                        }
                    }
                    _ = store.write(SpanBatch(spans))
                }
                writer.isDone.store(true, ordering: .releasing)
            }
            for _ in 0..<2 {
                group.addTask {
                    var seen = 0
                    while true {
                        let last = writer.isDone.load(ordering: .acquiring)
                        let trace = store.trace(TraceID(high: 0, low: 3))
                        let count = trace?.count ?? 0
                        #expect(count >= seen)
                        seen = count
                        for span in trace?.spans.suffix(5).map({ PlainSpan($0) }) ?? [] {
                            #expect(span.name == "round \(span.attributes[0].value.canonicalInt)")
                        }
                        let found = try store.find(
                            .everything(limit: 5) { $0.operation = "round 0" }
                        )
                        #expect(found.count <= 5)
                        if last { break }
                    }
                    #expect(seen == 400)
                }
            }
            try await group.waitForAll()
        }
    }
}

private final class WriterState: Sendable {
    let isDone = Atomic(false)
}

extension AttributeValue {
    fileprivate var canonicalInt: String {
        if case .int(let value) = self { String(value) } else { "?" }
    }
}
