import Collector
import TestSupport
import Testing
import TraceModel

@Suite struct SpanQueueTests {
    private func batch(_ count: Int) -> SpanBatch { .numbered(count) }

    @Test func `batches leave in the order they came`() throws {
        var queue = SpanQueue()
        #expect(queue.offer(batch(1)) == .taken)
        #expect(queue.offer(batch(2)) == .taken)
        #expect(queue.next()?.count == 1)
        #expect(queue.next() == nil, "one is being written")
        queue.finish(WriteReceipt(storedSpans: 1))
        #expect(queue.next()?.count == 2)
        queue.finish(WriteReceipt(storedSpans: 2))
        #expect(queue.isEmpty)
        #expect(queue.counts.stored == 3)
    }

    @Test func `a batch is let go when it is written, though others wait`() {
        var queue = SpanQueue()
        weak var columns: SpanColumns?
        do {
            let first = batch(1)
            columns = first.columns
            #expect(queue.offer(first) == .taken)
        }
        #expect(queue.offer(batch(2)) == .taken)
        #expect(queue.offer(batch(3)) == .taken)
        _ = queue.next()
        #expect(columns != nil)
        queue.finish(WriteReceipt(storedSpans: 1))
        #expect(columns == nil)
        #expect(queue.next()?.count == 2)
    }

    @Test func `a full queue refuses whole batches and has room again after a write`() {
        var queue = SpanQueue(limits: .init(spans: 4))
        #expect(queue.offer(batch(3)) == .taken)
        #expect(queue.offer(batch(2)) == .full)
        _ = queue.next()
        #expect(queue.offer(batch(2)) == .full, "what is being written still takes room")
        queue.finish(WriteReceipt(storedSpans: 3))
        #expect(queue.offer(batch(2)) == .taken)
        #expect(queue.counts.refusedByQueue == 4)
    }

    @Test func `a batch that can never fit is told apart from a full queue`() {
        var spans = SpanQueue(limits: .init(spans: 4))
        #expect(spans.offer(batch(5)) == .tooLarge)
        var bytes = SpanQueue(limits: .init(bytes: batch(1).byteCount))
        #expect(bytes.offer(batch(1)) == .taken)
        #expect(bytes.offer(batch(1)) == .full)
        #expect(bytes.offer(batch(100)) == .tooLarge)
    }

    @Test func `a closed queue takes nothing and gives what it has`() {
        var queue = SpanQueue()
        _ = queue.offer(batch(2))
        queue.close()
        #expect(queue.offer(batch(1)) == .closed)
        #expect(queue.next()?.count == 2)
    }

    @Test func `an empty batch is taken even by a full queue`() {
        var queue = SpanQueue(limits: .init(spans: 1))
        _ = queue.offer(batch(1))
        #expect(queue.offer(batch(0)) == .taken)
        #expect(queue.counts.received == 1)
    }

    @Test(arguments: [
        WriteReceipt(storedSpans: 2, refusedSpans: 1), WriteReceipt(storedSpans: 1),
        WriteReceipt(storedSpans: 9, refusedSpans: 9), WriteReceipt(storedSpans: -4),
    ])
    func `whatever a store claims every span is accounted for`(receipt: WriteReceipt) {
        var queue = SpanQueue()
        _ = queue.offer(batch(3))
        _ = queue.next()
        queue.finish(receipt)
        #expect(queue.counts.isBalanced)
        #expect(queue.isEmpty)
    }

    @Test(arguments: 1...20)
    func `at all times received is stored and refused and dropped and queued`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var queue = SpanQueue(limits: .init(spans: 30))
        for step in 0..<400 {
            switch Int.random(in: 0..<8, using: &random) {
            case 0...3: _ = queue.offer(batch(Int.random(in: 0...40, using: &random)))
            case 4, 5: _ = queue.next()
            case 6:
                let stored = Int.random(in: 0...20, using: &random)
                queue.finish(WriteReceipt(storedSpans: stored, refusedSpans: 20 - stored))
            default: queue.dropWriting()
            }
            #expect(queue.counts.isBalanced, "seed \(seed), step \(step)")
            #expect(queue.counts.queued <= 30)
        }
        queue.dropWriting()
        queue.dropWaiting()
        #expect(queue.isEmpty)
        #expect(queue.counts.isBalanced)
        #expect(queue.counts.queuedBytes == 0)
    }
}
