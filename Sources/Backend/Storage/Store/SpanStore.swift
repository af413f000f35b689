import Synchronization
package import TraceModel

/// Spans as columns and in segments, found through indexes: in memory alone, or kept in a folder.
///
/// Spans are written into an open block of up to 65,536 of them, which is then closed, and sealed into a segment in the background.
/// Readers work on a snapshot: segments and closed blocks never change, and of the open one they see what was there when they came.
/// So a search holds no lock while it runs, and a writer never waits for a search. Traces are numbered in
/// the order they were first seen; a row of a block knows its trace's number and where the trace's previous span is, and in a segment
/// the spans of a trace stand together.
///
/// In memory, the oldest traces are deleted to make room for new ones. With a folder, segments are mapped files that take no memory
/// of the store's, and go when their time is over; what is in no segment yet is in the folder's log.
///
/// Spans are kept as they are given: corrections are made before, by the processors. One that comes twice is kept once.
package final class SpanStore: Sendable {
    package let limits: StoreLimits
    /// The folder; nil if all is in memory.
    let disk: StoreDisk?
    /// What is being written to; held for the length of a write, by one writer at a time.
    let writing: Mutex<OpenBlock>
    /// What was written last; held only within `writing`.
    let recent: Mutex<RecentSpans>
    /// Held while a block is sealed, so that they are sealed in their order.
    let sealing = Mutex<Void>(())
    /// What readers see; held only briefly.
    let state: Mutex<StoreState>

    /// A store in memory.
    package convenience init(limits: StoreLimits = StoreLimits()) {
        self.init(limits: limits, disk: nil)
    }

    init(limits: StoreLimits, disk: StoreDisk?) {
        self.limits = limits
        self.disk = disk
        writing = Mutex(OpenBlock(firstRow: 0, firstOrdinal: 0))
        recent = Mutex(RecentSpans(bytes: limits.bytes))
        state = Mutex(StoreState(limits: limits, isOnDisk: disk != nil))
    }

    /// What the store has done and holds.
    package var counts: StoreCounts {
        state.withLock { state in
            var counts = state.counts
            counts.heldTraces = state.traces.count
            counts.heldBytes = state.heldBytes
            counts.diskBytes = disk == nil ? nil : state.mappedBytes
            counts.omittedOperations = state.catalogue.omitted
            counts.continuedTraces = state.traces.continuedCount
            return counts
        }
    }

    /// What is stored at this moment.
    func snapshot() -> Snapshot { state.withLock { $0.snapshot } }
}
