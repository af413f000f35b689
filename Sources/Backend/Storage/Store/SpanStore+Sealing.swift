import Dispatch
import StorageFiles
import Synchronization
import TraceModel

/// Making segments of blocks that have stopped growing, beside the writing and the reading.
extension SpanStore {
    /// More closed blocks do not wait: the writer that would add one seals one itself, which takes some tenths of a second.
    static let mostWaiting = 4

    private static let queue = DispatchQueue(label: "spoor.sealing", qos: .utility)

    /// For the end of a store, which waits for files.
    static let closing = DispatchQueue(label: "spoor.closing")

    /// Seals what waits, in the background.
    func sealSoon() {
        Self.queue.async { while self.sealOldest() {} }
    }

    /// Seals the oldest block that waits, if there is one, and those that share a batch with it; returns whether there was, and it
    /// could be.
    ///
    /// Readers see the blocks until the segments take their place, from one moment to the next.
    func sealOldest() -> Bool {
        sealing.withLock { _ in
            guard let next = state.withLock({ $0.nextToSeal }),
                let sealed = seal(next.blocks, through: next.through)
            else { return false }
            let freed = state.withLock { state in
                state.replaceOldest(next.blocks, by: sealed)
                return state.evict(to: limits)
            }
            _ = consume freed
            return true
        }
    }

    /// Nil if there is no memory for it, or no room on disk: the blocks then stay as they are.
    private func seal(_ blocks: [Block], through sequence: UInt64) -> [SealedBlock]? {
        var bytes: [[UInt8]] = []
        for block in blocks {
            guard let made = try? SegmentWriter.bytes(of: block) else { return nil }
            bytes.append(made)
        }
        if let disk { return disk.seal(bytes, through: sequence) }
        return try? bytes.map {
            let segment = try Segment(SegmentMemory(copying: $0))
            return SealedBlock(segment: segment, number: nil, tally: SegmentTally(of: segment))
        }
    }

    /// Seals all spans, those of the head too, and returns when that is done, or cannot be.
    package func seal() {
        let freed = writing.withLock { open in close(&open) }
        _ = consume freed
        while sealOldest() {}
    }
}
