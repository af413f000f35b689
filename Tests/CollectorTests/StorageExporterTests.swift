import Collector
import Synchronization
import TestSupport
import Testing
import TraceModel

/// A store that does what it is told.
private final class ScriptedStore: TraceWriter {
    struct State {
        var isOpen: Bool
        var failures: [TraceWriterError] = []
        var written = 0
        var attempts = 0
    }

    let state: Mutex<State>

    init(isOpen: Bool = true, failures: [TraceWriterError] = []) {
        state = Mutex(State(isOpen: isOpen, failures: failures))
    }

    func open() { state.withLock { $0.isOpen = true } }
    var written: Int { state.withLock { $0.written } }

    func write(_ batch: SpanBatch) async throws(TraceWriterError) -> WriteReceipt {
        state.withLock { $0.attempts += 1 }
        while !state.withLock({ $0.isOpen }) {
            if Task.isCancelled {
                throw TraceWriterError(isRetryable: true, message: "the store was too slow")
            }
            try? await Task.sleep(for: .milliseconds(1))
        }
        let failure = state.withLock { $0.failures.isEmpty ? nil : $0.failures.removeFirst() }
        if let failure { throw failure }
        state.withLock { $0.written += batch.count }
        return WriteReceipt(storedSpans: batch.count)
    }
}

@Suite struct StorageExporterTests {
    private func batch(_ count: Int) -> SpanBatch { .numbered(count) }

    @Test func `what is offered is written`() async {
        let store = ScriptedStore()
        let exporter = StorageExporter(writer: store)
        for _ in 0..<20 { #expect(exporter.offer(batch(5)) == .taken) }
        #expect(await eventually { store.written == 100 })
        await exporter.stop(grace: .seconds(20))
        #expect(exporter.counts.stored == 100)
        #expect(exporter.counts.isBalanced)
    }

    @Test func `a slow store makes the queue refuse and nothing accepted is lost`() async {
        let store = ScriptedStore(isOpen: false)
        let exporter = StorageExporter(writer: store, limits: .init(spans: 25))
        var taken = 0
        for _ in 0..<20 where exporter.offer(batch(5)) == .taken { taken += 5 }
        #expect(taken == 25)
        #expect(exporter.counts.refusedByQueue == 75)
        store.open()
        await exporter.stop(grace: .seconds(20))
        #expect(store.written == taken)
        #expect(exporter.counts.queued == 0)
        #expect(exporter.counts.isBalanced)
    }

    @Test func `a write that may succeed later is tried again`() async {
        let failure = TraceWriterError(isRetryable: true, message: "busy")
        let store = ScriptedStore(failures: [failure, failure])
        let exporter = StorageExporter(writer: store, firstPause: .milliseconds(1))
        _ = exporter.offer(batch(3))
        #expect(await eventually { store.written == 3 })
        await exporter.stop(grace: .seconds(20))
        #expect(exporter.counts.failedWrites == 2)
        #expect(exporter.counts.dropped == 0)
    }

    @Test func `a write that never can is dropped and counted and the next goes on`() async {
        let events = Mutex<[StorageExporter.Event]>([])
        let store = ScriptedStore(
            failures: [TraceWriterError(isRetryable: false, message: "no such table")]
        )
        let exporter = StorageExporter(writer: store) { event in
            events.withLock { $0.append(event) }
        }
        _ = exporter.offer(batch(3))
        _ = exporter.offer(batch(4))
        await exporter.stop(grace: .seconds(20))
        #expect(exporter.counts.dropped == 3)
        #expect(exporter.counts.stored == 4)
        #expect(
            events.withLock { $0 } == [
                .writeFailed(message: "no such table", willRetry: false),
                .spansDropped(count: 3),
            ]
        )
    }

    @Test func `a stop that runs out of time drops and counts the rest`() async {
        let exporter = StorageExporter(writer: ScriptedStore(isOpen: false))
        for _ in 0..<3 { _ = exporter.offer(batch(5)) }
        await exporter.stop(grace: .milliseconds(20))
        #expect(exporter.counts.dropped == 15)
        #expect(exporter.counts.queued == 0)
        #expect(exporter.counts.isBalanced)
        #expect(exporter.offer(batch(1)) == .closed)
    }

    @Test func `many senders at once lose nothing`() async {
        let store = ScriptedStore()
        let exporter = StorageExporter(writer: store, limits: .init(spans: 100))
        let taken = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    var taken = 0
                    for _ in 0..<50 where exporter.offer(batch(7)) == .taken {
                        taken += 7
                        await Task.yield()
                    }
                    return taken
                }
            }
            return await group.reduce(0, +)
        }
        await exporter.stop(grace: .seconds(20))
        #expect(store.written == taken)
        #expect(exporter.counts.received == 16 * 50 * 7)
        #expect(exporter.counts.isBalanced)
    }
}
