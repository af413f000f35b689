import Dispatch
import StorageFiles
import Synchronization
package import TraceModel

/// What a store on disk does by itself from time to time.
extension SpanStore {
    /// How long the newest spans stay in the head at most, so that a quiet system's log is short and its spans are in segments too.
    package static let mostAge = Duration.seconds(600)

    /// Begins to look after the folder, until the store is closed or gone.
    package func lookAfterFolder() {
        guard let disk else { return }
        disk.lookAfter(
            by: Task.detached { [weak self] in
                while (try? await Task.sleep(for: .seconds(1))) != nil {
                    guard let self else { return }
                    await withCheckedContinuation { continuation in
                        // Files are waited for, so not on a thread that others need.
                        Self.upkeep.async {
                            self.keepUp(at: .now)
                            continuation.resume()
                        }
                    }
                }
            }
        )
    }

    private static let upkeep = DispatchQueue(label: "spoor.upkeep", qos: .utility)

    /// Seals what is old or could not be sealed, deletes what is kept no longer, and checks and counts some of what was there at the start.
    package func keepUp(at now: Timestamp) {
        guard let disk, let folder = disk.folder else { return }
        let (open, isWaiting) = state.withLock { ($0.open?.firstRow, !$0.waiting.isEmpty) }
        let isOld = disk.isOld(openBlock: open, at: now, mostAge: Self.mostAge)
        let isLong = !isWaiting && folder.logBytes > disk.mostLogBytes
        if isLong, open == nil {
            freeLog(of: folder)
        } else if isOld || isLong {
            let freed = writing.withLock { close(&$0) }
            _ = consume freed
        } else if isWaiting {
            sealSoon()
        }
        do throws(FolderError) {
            let gone = try folder.applyRetention(disk.retention, at: now)
            takeOut(Set(gone.map(\.number)))
            try checkNext(folder, disk)
            for _ in 0..<Self.countedAtOnce { countNext(disk) }
        } catch {
            // The store is closed, or the disk is full; what is to be deleted is tried again.
        }
    }

    /// Frees a log all batches of which are in segments, those that were sent once more among them.
    private func freeLog(of folder: DataFolder) {
        let sequence = writing.withLock { open in
            state.withLock { open.count == 0 && $0.waiting.isEmpty ? $0.lastSequence : 0 }
        }
        // Not sealed now, it is tried again in a second.
        if sequence > folder.sealedThrough { _ = try? folder.seal([], through: sequence, at: .now) }
    }

    private func takeOut(_ numbers: Set<Int>) {
        guard !numbers.isEmpty else { return }
        let freed = state.withLock { $0.takeOut(numbers) }
        _ = consume freed
    }

    /// Of so many segments that were there at the start it is counted every second what questions will ask, which takes some ten
    /// milliseconds each.
    private static let countedAtOnce = 8

    private func countNext(_ disk: StoreDisk) {
        guard let number = disk.nextToCount(),
            let stored = snapshot().parts.segments.first(where: { $0.number == number })
        else { return }
        _ = stored.tally.value(of: stored.segment)
    }

    /// Compares a segment with its check sums.
    private func checkNext(_ folder: DataFolder, _ disk: StoreDisk) throws(FolderError) {
        guard let number = disk.nextToCheck(),
            let kept = folder.segments.first(where: { $0.number == number })
        else { return }
        do throws(SegmentError) {
            try Segment(SegmentMemory(kept.bytes)).verify()
        } catch {
            takeOut([number])
            disk.report(try folder.setAside(kept, SegmentDamage(error)))
        }
    }
}
