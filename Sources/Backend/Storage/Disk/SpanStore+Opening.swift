import Dispatch
package import StorageFiles
import Synchronization
package import TraceModel

extension SpanStore {
    /// How a store keeps its spans on disk.
    package struct DiskOptions: Sendable {
        package var folder: DataFolder.Options
        /// Nil to keep everything, and to leave what others note for those who look into the folder.
        package var retention: Retention?
        /// The head is sealed before the log is much longer, although there may be little in it: batches that are sent again are
        /// in the log again, and all of it is read after a crash.
        package var mostLogBytes: Int

        package init(
            folder: DataFolder.Options = DataFolder.Options(),
            retention: Retention? = nil,
            mostLogBytes: Int = 24 << 20
        ) {
            self.folder = folder
            self.retention = retention
            self.mostLogBytes = mostLogBytes
        }
    }

    /// A store as it was opened, and what there is to tell of it.
    package struct Opened: Sendable {
        package let store: SpanStore
        /// Sentences for the operator on what was damaged, and what became of it.
        package let notes: [String]
    }

    /// Opens a store that keeps its spans in a folder; one that is not there is made.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - limits: What it may take in memory; how many traces there are is for the retention to say.
    ///   - options: How the log is written, and how long segments are kept.
    ///   - fileSystem: What files are written with.
    ///   - report: Called with sentences for the operator; must not block.
    ///   - decode: Reads a batch of the log; nil if it cannot be read, which is noted.
    /// - Returns: The store, which has the folder for itself until it is closed, or the last reference goes.
    /// - Throws: ``FolderError``.
    package static func open(
        _ path: String,
        limits: StoreLimits,
        options: DiskOptions = DiskOptions(),
        in fileSystem: any FileSystem = SystemFiles(),
        report: @escaping @Sendable (String) -> Void = { _ in },
        decode: (LogRecord) -> SpanBatch?
    ) throws(FolderError) -> Opened {
        let disk = StoreDisk(options, report: report)
        let store = SpanStore(limits: limits, disk: disk)
        var damaged: [(segment: KeptSegment, damage: SegmentDamage)] = []
        var unread = 0
        let opened = try DataFolder.open(
            path,
            in: fileSystem,
            options: options.folder,
            inspector: SpanSegments(),
            at: .now,
            report: { report("the log of \(path): \($0)") },
            begin: { damaged = store.adopt($0) },
            replay: { (record) throws(FolderError) in
                guard var batch = decode(record) else {
                    unread += 1
                    return
                }
                batch.logSequence = record.sequence
                _ = store.write(batch)
            }
        )
        var notes = opened.notes
        for (segment, damage) in damaged {
            notes.append(try opened.folder.setAside(segment, damage))
        }
        if unread > 0 {
            notes.append(
                "\(unread) \(unread == 1 ? "batch" : "batches") in the log of \(path) cannot be read, and are left out."
            )
        }
        if let retention = options.retention { try opened.folder.note(retention) }
        disk.attach(opened.folder)
        store.sealSoon()
        return Opened(store: store, notes: notes)
    }

    /// A store of what a folder has at a moment, for reading alone.
    package static func reading(
        _ snapshot: FolderSnapshot,
        limits: StoreLimits,
        decode: (LogRecord) -> SpanBatch?
    ) -> Opened {
        let store = SpanStore(
            limits: limits,
            disk: StoreDisk(DiskOptions(), report: { _ in })
        )
        var notes = snapshot.notes
        for (segment, damage) in store.adopt(snapshot.segments) {
            notes.append("Segment \(segment.number) is damaged: \(damage.reason); it is left out.")
        }
        for record in snapshot.records {
            if let batch = decode(record) { _ = store.write(batch) }
        }
        return Opened(store: store, notes: notes)
    }

    /// Takes in the segments of a folder; those that are damaged are returned.
    private func adopt(
        _ kept: [KeptSegment]
    ) -> [(segment: KeptSegment, damage: SegmentDamage)] {
        var damaged: [(segment: KeptSegment, damage: SegmentDamage)] = []
        var adopted = AdoptedSegments()
        for kept in kept {
            do throws(SegmentDamage) {
                try adopted.add(kept)
            } catch {
                damaged.append((kept, error))
            }
        }
        let (endRow, endOrdinal) = (adopted.endRow, adopted.endOrdinal)
        state.withLock { $0.begin(behind: adopted) }
        writing.withLock { $0 = OpenBlock(firstRow: endRow, firstOrdinal: endOrdinal) }
        return damaged
    }

    /// Where batches are written before they are acknowledged; nil if all is in memory.
    package var log: (any BatchLog)? {
        disk?.folder.map { SegmentLog(log: $0.log, store: self) }
    }

    /// Seals what is in the head, empties the log, and lets another process write to the folder.
    package func close() async {
        guard let disk, let folder = disk.folder else { return }
        disk.stopLooking()
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            // Files are waited for, so not on a thread that others need.
            Self.closing.async {
                self.seal()
                let sequence = self.state.withLock { $0.waiting.isEmpty ? $0.lastSequence : 0 }
                if sequence > folder.sealedThrough {
                    _ = try? folder.seal([], through: sequence, at: .now)
                }
                folder.close()
                continuation.resume()
            }
        }
    }
}

/// Segments of a folder, in the order in which their rows and traces are numbered.
struct AdoptedSegments {
    private(set) var segments: [Segment] = []
    private(set) var numbers: [Int] = []
    private(set) var endRow: UInt64 = 0
    private(set) var endOrdinal: UInt64 = 0
    private(set) var traceCount = 0

    /// Ordinals that a folder skips where segments are gone are no more than this: beyond, something is wrong.
    private static let mostSkipped: UInt64 = 1 << 40

    /// Takes a segment in behind the others.
    mutating func add(_ kept: KeptSegment) throws(SegmentDamage) {
        let segment: Segment
        do throws(SegmentError) {
            segment = try Segment(SegmentMemory(kept.bytes))
        } catch {
            throw SegmentDamage(error)
        }
        let first = segment.header.firstOrdinal
        let isFirst = segments.isEmpty
        guard first >= endOrdinal, isFirst || first - endOrdinal < Self.mostSkipped,
            segment.endOrdinal - first <= UInt64(Segment.mostSpans)
        else {
            throw SegmentDamage(reason: "its traces are not numbered as those before it")
        }
        segments.append(segment)
        numbers.append(kept.number)
        endRow += UInt64(segment.count)
        endOrdinal = segment.endOrdinal
        traceCount += segment.traceCount - segment.firstTrace(withOrdinalFrom: first)
    }
}
