import Dispatch
import Synchronization

/// Making segments of blocks that have stopped growing, beside the writing and the reading.
extension MemoryStore {
    /// More closed blocks do not wait: the writer that would add one seals one itself, which takes some tenths of a second.
    static let mostWaiting = 4

    private static let queue = DispatchQueue(label: "spoor.sealing", qos: .utility)

    /// Seals what waits, in the background.
    func sealSoon() {
        Self.queue.async { while self.sealOldest() {} }
    }

    /// Seals the oldest block that waits, if there is one; returns whether there was.
    ///
    /// Readers see the block until the segment takes its place, from one moment to the next.
    func sealOldest() -> Bool {
        sealing.withLock { _ in
            guard let block = state.withLock({ $0.waiting.first }) else { return false }
            guard let segment = Self.segment(of: block) else { return false }
            let freed = state.withLock { state in
                state.replaceOldest(block, by: segment)
                return state.evict(to: limits)
            }
            _ = consume freed
            return true
        }
    }

    /// Nil if there is no memory for it: the block then stays as it is.
    private static func segment(of block: Block) -> StoredSegment? {
        guard let bytes = try? SegmentWriter.bytes(of: block),
            let segment = try? Segment(SegmentMemory(copying: bytes))
        else { return nil }
        return StoredSegment(segment: segment, firstRow: block.firstRow)
    }

    /// Seals all spans, those of the head too, and returns when that is done.
    package func seal() {
        let freed = writing.withLock { open in open.count > 0 ? close(&open) : [] }
        _ = consume freed
        while sealOldest() {}
    }
}
