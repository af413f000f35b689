import StorageFiles
import Synchronization
import TraceModel

/// The folder of a store that keeps its spans on disk.
final class StoreDisk: Sendable {
    private struct State {
        /// Nil until the log was read.
        var folder: DataFolder?
        /// The open block by its first row, and since when it has been seen with spans.
        var open: (row: UInt64, since: Timestamp)?
        /// Segments that were there at the start and were not compared with their check sums yet.
        var unchecked: [Int] = []
        /// Those whose spans were not counted yet.
        var uncounted: [Int] = []
        /// What looks after the folder.
        var upkeep: Task<Void, Never>?
        /// Why the last attempt to seal failed.
        var failure: FolderError?
    }

    let retention: Retention
    let mostLogBytes: Int
    /// Called with sentences for the operator; must not block.
    let report: @Sendable (String) -> Void
    private let state = Mutex(State())

    init(_ options: SpanStore.DiskOptions, report: @escaping @Sendable (String) -> Void) {
        retention = options.retention ?? Retention()
        mostLogBytes = options.mostLogBytes
        self.report = report
    }

    deinit { stopLooking() }

    var folder: DataFolder? { state.withLock { $0.folder } }

    /// Begins to seal into a folder.
    func attach(_ folder: DataFolder) { state.withLock { $0.folder = folder } }

    /// Takes what looks after the folder, to end it in time.
    func lookAfter(by upkeep: Task<Void, Never>) {
        state.withLock { state in
            state.upkeep = upkeep
            state.unchecked = state.folder?.segments.map(\.number) ?? []
            state.uncounted = state.unchecked
        }
    }

    /// Looks after the folder no more.
    func stopLooking() {
        let upkeep = state.withLock { $0.upkeep.take() }
        upkeep?.cancel()
    }

    /// The number of a segment whose check sums nobody looked at, the newest first.
    func nextToCheck() -> Int? { state.withLock { $0.unchecked.popLast() } }

    /// The number of a segment whose spans nobody counted, the newest first.
    func nextToCount() -> Int? { state.withLock { $0.uncounted.popLast() } }

    /// Whether the open block has had spans for so long.
    func isOld(openBlock row: UInt64?, at now: Timestamp, mostAge: Duration) -> Bool {
        state.withLock { state in
            guard let row else {
                state.open = nil
                return false
            }
            guard let open = state.open, open.row == row else {
                state.open = (row, now)
                return false
            }
            return now.since(open.since) >= mostAge.components.seconds * 1_000_000_000
        }
    }

    /// Writes segments into the folder and maps them; nil if that failed, which is reported when it begins.
    func seal(_ bytes: [[UInt8]], through sequence: UInt64) -> [SealedBlock]? {
        guard let folder else { return nil }
        do throws(FolderError) {
            var new: [NewSegment] = []
            var tallies: [SegmentTally] = []
            for bytes in bytes {
                let stored = bytes.span.bytes.withUnsafeBytes { StoredBytes(copying: $0) }
                let segment = try stored.segment(in: folder.path)
                tallies.append(SegmentTally(of: segment))
                new.append(NewSegment(stored, of: segment, tallies[tallies.count - 1]))
            }
            let kept = try folder.seal(new, through: sequence, at: .now)
            var sealed: [SealedBlock] = []
            for (kept, tally) in zip(kept, tallies) {
                let segment = try kept.bytes.segment(in: folder.path)
                sealed.append(SealedBlock(segment: segment, number: kept.number, tally: tally))
            }
            if state.withLock({ $0.failure.take() }) != nil {
                report("segments are written to \(folder.path) again")
            }
            return sealed
        } catch {
            let isNew = state.withLock { state in
                defer { state.failure = error }
                return state.failure == nil
            }
            if isNew { report("a segment cannot be written, and is tried again: \(error)") }
            return nil
        }
    }
}

extension StoredBytes {
    /// The segment that they are, to be read where it stands.
    fileprivate func segment(in path: String) throws(FolderError) -> Segment {
        do throws(SegmentError) {
            return try Segment(SegmentMemory(self))
        } catch {
            throw .segment(path: path, SegmentDamage(error))
        }
    }
}
