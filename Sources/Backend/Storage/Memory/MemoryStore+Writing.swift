import Synchronization
package import TraceModel

extension MemoryStore: TraceWriter {
    /// Stores the spans of `batch`, and evicts the oldest traces if there is no room.
    ///
    /// Spans of the trace id zero, which names no trace, and spans larger than ``StoreLimits/spanBytes`` are refused. A span that
    /// is in the store already, as after a batch that was sent twice, is not stored again, as long as its trace is small or ``RecentSpans`` knows it.
    ///
    /// - Complexity: O(spans and attributes), and once O(bytes) of each distinct text.
    package func write(_ batch: SpanBatch) -> WriteReceipt {
        var freed: [StorePart] = []
        let receipt = writing.withLock { open in
            var run = WriteRun(batch.columns, largestSpan: limits.spanBytes) {
                self.snapshot()
            }
            while run.choosePart(in: &open, blockBytes: limits.blockBytes) {
                state.withLock { run.resolveTraces(&$0.traces) }
                recent.withLock { run.append(to: &open, &$0) }
                let view = open.view()
                let isFull = open.isFull(bytes: limits.blockBytes)
                let names = run.takeNewOperations(of: view)
                freed += state.withLock { state in
                    run.note(in: &state)
                    state.publish(open: view)
                    if !state.followers.isEmpty { state.announce(run.touchedOrdinals) }
                    for (service, operation) in names {
                        state.catalogue.add(service: service, operation, in: &state.openListing)
                    }
                    return isFull ? [] : state.evict(to: limits)
                }
                guard isFull else { continue }
                run.startNewBlock()
                freed += close(&open)
            }
            return run.receipt
        }
        if receipt.refusedSpans > 0 {
            state.withLock { $0.counts.refusedSpans += receipt.refusedSpans }
        }
        // Freeing a part takes a while: it is done when no lock is held.
        freed.removeAll()
        return receipt
    }

    /// Closes the open block and begins the next.
    func close(_ open: inout OpenBlock) -> [StorePart] {
        let next = OpenBlock(
            firstRow: open.firstRow + UInt64(open.count),
            firstOrdinal: state.withLock { $0.traces.next }
        )
        let full = exchange(&open, for: next)
        let block = full.view()
        let (freed, isBehind) = state.withLock { state in
            state.close(block)
            return (state.evict(to: limits), state.waiting.count > Self.mostWaiting)
        }
        if isBehind { _ = sealOldest() }
        sealSoon()
        return freed
    }
}

private func exchange(_ open: inout OpenBlock, for next: consuming OpenBlock) -> OpenBlock {
    let old = open
    open = next
    return old
}

extension OpenBlock {
    /// Whether the next span belongs in another block.
    func isFull(bytes: Int) -> Bool { count >= Self.mostRows || usedBytes >= bytes }
}
