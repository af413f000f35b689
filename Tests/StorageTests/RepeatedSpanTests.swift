import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@testable import Storage

/// Spans that come more than once, as when a sender did not see the answer to its request.
struct RepeatedSpanTests {
    private func spans(_ count: Int, seed: UInt64) -> [PlainSpan] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { number in
            var span = PlainSpan.random(traces: 20, using: &generator)
            span.spanID = SpanID(UInt64(number + 1))
            return span
        }
    }

    private func answers(_ store: SpanStore) async throws -> [String] {
        let query = TraceQuery.everything(limit: 1000)
        let summaries = try await store.search(query, progress: nil).summaries
        let services = try await store.services()
        var lines = summaries.map { "\($0)" }.sorted() + services
        for service in services {
            let metrics = MetricsQuery(
                services: [service],
                kinds: Set(SpanKind.allCases),
                byOperation: true,
                end: Timestamp(nanoseconds: 2_000_000_000_000_000_000),
                lookback: .hours(1),
                step: .hours(1),
                window: .hours(24 * 365 * 60),
                figures: [.calls]
            )
            lines.append("\(String(describing: try await store.metrics(metrics)))")
        }
        return lines
    }

    @Test(arguments: 1..<6 as Range<UInt64>)
    func `a batch that is sent twice counts once, everywhere`(seed: UInt64) async throws {
        let sent = spans(700, seed: seed)
        let once = SpanStore()
        let twice = SpanStore()
        _ = once.write(SpanBatch(sent))
        #expect(twice.write(SpanBatch(sent)) == WriteReceipt(storedSpans: 700))
        #expect(twice.write(SpanBatch(sent)) == WriteReceipt(storedSpans: 700))
        // Also in other company, and within one batch.
        #expect(twice.write(SpanBatch(Array(sent[..<50] + sent[..<50]))).refusedSpans == 0)
        let (found, wanted) = (try await answers(twice), try await answers(once))
        for (line, other) in zip(found, wanted) { #expect(line == other, "seed \(seed)") }
        #expect(found.count == wanted.count)
        #expect(twice.counts.storedSpans == 700)
        #expect(twice.counts.repeatedSpans == 800)
        #expect(twice.counts.heldSpans == once.counts.heldSpans)
    }

    @Test(arguments: 1..<4 as Range<UInt64>)
    func `a span is recognised in blocks that are closed`(seed: UInt64) async throws {
        var limits = StoreLimits(bytes: 64 << 20)
        limits.blockBytes = 64 << 10
        let store = SpanStore(limits: limits)
        let sent = spans(2000, seed: seed)
        for start in stride(from: 0, to: sent.count, by: 100) {
            _ = store.write(SpanBatch(Array(sent[start..<start + 100])))
        }
        #expect(store.snapshot().parts.count > 3)
        let stored = store.counts.storedSpans
        for start in stride(from: 0, to: sent.count, by: 130) {
            _ = store.write(SpanBatch(Array(sent[start..<min(start + 130, sent.count)])))
        }
        #expect(store.counts.storedSpans == stored, "seed \(seed)")
        #expect(store.counts.repeatedSpans == 2000, "seed \(seed)")
    }

    @Test func `different spans that share an id are both kept`() throws {
        var client = PlainSpan()
        client.traceID = TraceID(high: 1, low: 1)
        client.spanID = SpanID(5)
        client.name = "GET"
        client.kind = .client
        client.start = 1_700_000_000_000_000_000
        client.end = client.start + 1000
        client.attributes = [Attribute(key: "try", value: .int(1))]
        var others = [client, client, client, client, client]
        others[0].kind = .server
        others[1].start += 1
        others[2].attributes[0] = Attribute(key: "try", value: .int(2))
        others[3].resource.name = "elsewhere"
        others[4].end += 1
        let store = SpanStore()
        _ = store.write(SpanBatch([client]))
        _ = store.write(SpanBatch(others))
        #expect(store.trace(client.traceID)?.count == 6)
        #expect(store.counts.repeatedSpans == 0)
    }

    @Test func `a trace that was evicted begins anew with a span that comes again`() throws {
        let store = SpanStore(limits: StoreLimits(traces: 1))
        var span = PlainSpan()
        span.spanID = SpanID(1)
        for trace in [1, 2, 1] as [UInt64] {
            span.traceID = TraceID(high: 0, low: trace)
            _ = store.write(SpanBatch([span]))
        }
        #expect(store.trace(span.traceID)?.count == 1)
        #expect(store.counts.repeatedSpans == 0)
    }

    /// The spans of one trace, all with ids of their own.
    private func trace(of count: Int, _ id: TraceID, seed: UInt64) -> [PlainSpan] {
        var sent = spans(count, seed: seed)
        var generator = SeededGenerator(seed: seed)
        for number in sent.indices {
            sent[number].traceID = id
            sent[number].spanID = SpanID(generator.next() | 1)
        }
        return sent
    }

    @Test(arguments: [1, 2, 31, 32, 33, 34, 64, 700])
    func `spans are recognised in small traces and in large ones`(count: Int) {
        var limits = StoreLimits(bytes: 64 << 20)
        let id = TraceID(high: 7, low: 8)
        let sent = trace(of: count, id, seed: UInt64(count))
        for size in [1, 7, count] {
            for blockBytes in [16 << 10, 4 << 20] {
                limits.blockBytes = blockBytes
                let store = SpanStore(limits: limits)
                for spans in [sent, sent.reversed(), sent] {
                    for start in stride(from: 0, to: count, by: size) {
                        let end = min(start + size, count)
                        _ = store.write(SpanBatch(Array(spans[start..<end])))
                    }
                }
                #expect(store.trace(id)?.count == count)
                #expect(store.counts.repeatedSpans == 2 * count)
                #expect(store.counts.heldSpans == count)
            }
        }
    }

    @Test func `a trace grows large within the batch in which its spans come again`() {
        let id = TraceID(high: 7, low: 8)
        let sent = trace(of: 40, id, seed: 3)
        let store = SpanStore()
        _ = store.write(SpanBatch(Array(sent[..<30])))
        _ = store.write(SpanBatch(sent + sent.reversed()))
        #expect(store.trace(id)?.count == 40)
        #expect(store.counts.repeatedSpans == 70)
    }

    @Test func `ids that are texts and their hashes name traces of their own`() {
        let texts = ["order 1", "order 2"].map { TraceID(text: $0) }
        let ids = texts + texts.map { TraceID(high: $0.high, low: $0.low) }
        let store = SpanStore()
        for _ in 0..<2 {
            for (number, id) in ids.enumerated() {
                _ = store.write(SpanBatch(trace(of: 3 + number, id, seed: 5)))
            }
        }
        for (number, id) in ids.enumerated() { #expect(store.trace(id)?.count == 3 + number) }
        #expect(store.counts.heldTraces == 4)
        #expect(store.counts.repeatedSpans == 3 + 4 + 5 + 6)
    }
}
