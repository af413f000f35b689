import Collector
import Synchronization
import TestSupport
import Testing
import TraceModel

/// A processor that lets every second span pass.
struct LeavingOut: SpanProcessor {
    var name: String { "halve" }
    func process(_ batch: SpanBatch) -> SpanBatch { .numbered(batch.count / 2) }
}

/// A store that takes everything and keeps nothing.
struct Discarding: TraceWriter {
    func write(_ batch: SpanBatch) async throws(TraceWriterError) -> WriteReceipt {
        WriteReceipt(storedSpans: batch.count)
    }
}

/// A processor that counts how often it is asked.
private final class Counting: SpanProcessor {
    let calls = Mutex(0)
    var name: String { "count" }

    func process(_ batch: SpanBatch) -> SpanBatch {
        calls.withLock { $0 += 1 }
        return batch
    }
}

@Suite struct SpanPipelineTests {
    @Test func `processors follow one another and tell what they passed on`() async {
        let exporter = StorageExporter(writer: Discarding())
        let pipeline = SpanPipeline(
            processors: [LeavingOut(), Counting(), LeavingOut()],
            exporter: exporter
        )
        #expect(pipeline.input(for: .test).offer(.numbered(8)) == .taken)
        #expect(pipeline.input(for: .test).offer(.numbered(4)) == .taken)
        await exporter.stop(grace: .seconds(20))
        #expect(pipeline.processorCounts.map(\.processor) == ["halve", "count", "halve"])
        #expect(pipeline.processorCounts.map(\.incoming) == [12, 6, 6])
        #expect(pipeline.processorCounts.map(\.outgoing) == [6, 6, 3])
        #expect(exporter.counts.received == 12)
        #expect(exporter.counts.stored == 3)
        #expect(exporter.counts.dropped == 9)
        #expect(exporter.counts.isBalanced)
    }

    @Test func `a full queue refuses before any processor works, and leaves the sender everything`()
        async
    {
        let counting = Counting()
        let exporter = StorageExporter(writer: Discarding(), limits: .init(spans: 10))
        let pipeline = SpanPipeline(processors: [counting, LeavingOut()], exporter: exporter)
        #expect(pipeline.input(for: .test).offer(.numbered(11)) == .tooLarge)
        #expect(counting.calls.withLock { $0 } == 0)
        #expect(exporter.counts.refusedByQueue == 11)
        #expect(exporter.counts.dropped == 0)
        await exporter.stop(grace: .seconds(20))
        #expect(pipeline.input(for: .test).offer(.numbered(1)) == .closed)
        #expect(exporter.counts.isBalanced)
    }

    @Test func `a batch of which nothing is left is done with`() async {
        let exporter = StorageExporter(writer: Discarding())
        let pipeline = SpanPipeline(processors: [LeavingOut()], exporter: exporter)
        #expect(pipeline.input(for: .test).offer(.numbered(1)) == .taken)
        #expect(exporter.counts.dropped == 1)
        #expect(exporter.counts.isBalanced)
        await exporter.stop(grace: .seconds(20))
    }

    @Test(arguments: 1...20)
    func `every span is accounted for whatever processors leave out`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var queue = SpanQueue(limits: .init(spans: 30))
        for step in 0..<300 {
            let count = Int.random(in: 0...20, using: &random)
            let dropped = Int.random(in: 0...5, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0...2: _ = queue.offer(.numbered(count), droppedByProcessors: dropped)
            case 3: _ = queue.refuse(spans: count)
            case 4: _ = queue.next()
            default: queue.finish(WriteReceipt(storedSpans: count))
            }
            #expect(queue.counts.isBalanced, "seed \(seed), step \(step)")
        }
    }

    @Test(arguments: 1...10)
    func `what each receiver brought adds up to what the queue was offered`(seed: UInt64) async {
        var random = SeededGenerator(seed: seed)
        let exporter = StorageExporter(writer: Discarding(), limits: .init(spans: 20))
        let pipeline = SpanPipeline(processors: [LeavingOut()], exporter: exporter)
        let labels = ["a", "b", "c"].map { ReceiverLabels(receiver: $0, transport: "none") }
        let inputs = labels.map { pipeline.input(for: $0) }
        #expect(pipeline.receiverCounts == labels.map { ReceiverCounts($0) })
        for _ in 0..<200 {
            let input = inputs[Int.random(in: 0..<3, using: &random)]
            let count = Int.random(in: 0...30, using: &random)
            if Bool.random(using: &random) {
                _ = input.offer(.numbered(count))
            } else if let refusal = input.refusal(ofAtMost: count + 5, count: { count }) {
                #expect(refusal != .taken, "seed \(seed)")
            }
        }
        await exporter.stop(grace: .seconds(20))
        #expect(inputs[0].offer(.numbered(3)) == .closed)
        let received = pipeline.receiverCounts
        let counts = exporter.counts
        #expect(received.reduce(0) { $0 + $1.refused } == counts.refusedByQueue, "seed \(seed)")
        let offered = received.reduce(0) { $0 + $1.accepted + $1.refused }
        #expect(offered == counts.received, "seed \(seed)")
        #expect(counts.isBalanced, "seed \(seed)")
    }

    @Test func `inputs of the same labels are counted together`() async {
        let exporter = StorageExporter(writer: Discarding())
        let pipeline = SpanPipeline(exporter: exporter)
        for count in [1, 2] { _ = pipeline.input(for: .test).offer(.numbered(count)) }
        #expect(pipeline.receiverCounts.map(\.accepted) == [3])
        await exporter.stop(grace: .seconds(20))
    }
}
