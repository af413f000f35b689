import Storage
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// A store answers the same whether spans are in its head or sealed, and while they are being sealed.
@Suite struct StoreSealingTests {
    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `random questions get the answers of a naive list, whatever is sealed`(
        seed: UInt64
    ) async throws {
        var generator = SeededGenerator(seed: seed)
        let mostTraces = seed.isMultiple(of: 4) ? 25 : 100_000
        var limits = StoreLimits(bytes: 256 << 20, traces: mostTraces)
        if seed.isMultiple(of: 3) { limits.blockBytes = 512 << 10 }
        let store = SpanStore(limits: limits)
        var naive = NaiveStore(mostTraces: mostTraces)
        for _ in 0..<8 {
            var batch = (0..<Int.random(in: 1...80, using: &generator)).map { _ in
                PlainSpan.random(traces: 60, using: &generator)
            }
            if seed.isMultiple(of: 2) {
                for index in batch.indices { batch[index].spoil(using: &generator) }
            }
            for batch in mostTraces < 100 ? batch.map({ [$0] }) : [batch] {
                _ = store.write(SpanBatch(batch))
                naive.write(batch)
                if Int.random(in: 0..<(mostTraces < 100 ? 20 : 2), using: &generator) == 0 {
                    store.seal()
                }
            }
            for _ in 0..<25 {
                let query = StoreKind.memory.randomQuery(
                    known: naive.spans,
                    limit: min(mostTraces, 1000),
                    using: &generator
                )
                let found = try await store.ids(query)
                #expect(found == Set(naive.search(query)), "seed \(seed), \(query)")
            }
        }
        for id in naive.order {
            let spans = try await store.plainSpans(id)
            #expect(spans == naive.trace(id), "seed \(seed), \(id)")
        }
        let names = Set(naive.spans.map(\.resource.name)).subtracting([""])
        #expect(try await Set(store.services()) == names, "seed \(seed)")
    }

    @Test func `what is sealed is counted by its bytes, and is less`() throws {
        var generator = SeededGenerator(seed: 1)
        let store = SpanStore()
        for _ in 0..<20 {
            _ = store.write(
                SpanBatch((0..<500).map { _ in .random(traces: 2000, using: &generator) })
            )
        }
        let before = store.counts
        store.seal()
        let after = store.counts
        #expect(after.heldSpans == before.heldSpans)
        #expect(after.heldTraces == before.heldTraces)
        #expect(after.heldBytes < before.heldBytes)
    }

    @Test func `a trace that is being read in parts goes on when it is sealed`() async throws {
        let store = SpanStore()
        let id = TraceID(high: 3, low: 4)
        var generator = SeededGenerator(seed: 9)
        func write(_ count: Int) -> [PlainSpan] {
            let spans = (0..<count).map { number in
                var span = PlainSpan.random(using: &generator)
                span.traceID = id
                span.name = "span \(number)"
                return span
            }
            _ = store.write(SpanBatch(spans))
            return spans
        }
        var sent = write(3000)
        store.seal()
        sent += write(3000)
        let trace = try await store.traceInParts(id, near: nil, raw: true)
        var read: [PlainSpan] = []
        while read.count < trace.spanCount {
            let part = try #require(trace.part(from: read.count))
            read += part.trace.spans.map { PlainSpan($0) }
            #expect(part.end == read.count)
            store.seal()
        }
        #expect(read == sent)
        let some = [5999, 0, 3000, 2999]
        #expect(trace.spans(some)?.spans.map { PlainSpan($0) } == some.map { sent[$0] })
    }

    @Test func `a span that comes again is recognised among those that are sealed`() throws {
        let store = SpanStore()
        var generator = SeededGenerator(seed: 4)
        for spans in [10, 200] {
            let batch = (0..<spans).map { number in
                var span = PlainSpan.random(using: &generator)
                span.traceID = TraceID(high: 1, low: UInt64(spans))
                span.spanID = SpanID(UInt64(number + 1))
                return span
            }
            _ = store.write(SpanBatch(batch))
            store.seal()
            let stored = store.counts.storedSpans
            _ = store.write(SpanBatch(batch))
            #expect(store.counts.storedSpans == stored)
            var other = batch[0]
            other.name += " once more"
            _ = store.write(SpanBatch([other]))
            #expect(store.counts.storedSpans == stored + 1)
        }
    }
}
