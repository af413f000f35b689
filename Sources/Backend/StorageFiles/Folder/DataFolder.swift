import Synchronization
package import TraceModel

/// A folder of traces as the one process has it that writes there: its log, its segments and its manifest.
///
/// A batch is first written to the log, and may be acknowledged then. When enough of them are sealed into a segment, the segment's
/// file is written and synced, then its row is committed to the manifest together with how far the log is sealed, and only then
/// is the log freed. So each acknowledged batch is at every moment in the log or in a segment that counts, and never in both.
///
/// Its calls block, apart from those of the log; they belong on threads that may.
package final class DataFolder: Sendable {
    package struct Options: Sendable {
        package var sync: SyncPolicy
        /// How many bytes the files of the log are made with.
        package var logFileBytes: Int

        package init(
            sync: SyncPolicy = .eachBatch,
            logFileBytes: Int = 16 << 20
        ) {
            self.sync = sync
            self.logFileBytes = logFileBytes
        }
    }

    private struct State {
        var segments: [KeptSegment]
        var nextNumber: Int
        var sealedThrough: UInt64
        /// Keeps others from writing for as long as it is open; nil once the folder is closed.
        var lock: (any OpenFile)?
    }

    package let path: String
    /// Where batches are written before they are acknowledged.
    package let log: WriteAheadLog
    private let fileSystem: any FileSystem
    private let manifest: Manifest
    private let state: Mutex<State>
    /// Held for the length of a change to the segments.
    private let changing = Mutex(())

    init(
        _ opening: FolderOpening,
        options: Options,
        report: @escaping @Sendable (FileError) -> Void
    ) throws(FolderError) {
        path = opening.path
        fileSystem = opening.fileSystem
        manifest = opening.manifest
        state = Mutex(
            State(
                segments: opening.segments,
                nextNumber: try opening.manifest.nextNumber(),
                sealedThrough: opening.sealedThrough,
                lock: opening.lock
            )
        )
        let writer = LogWriter(
            folder: opening.path + "/" + FolderLayout.log,
            in: opening.fileSystem,
            after: opening.scan,
            fileBytes: options.logFileBytes
        )
        log = WriteAheadLog(writer, policy: options.sync, report: report)
        log.free(through: opening.sealedThrough)
    }

    /// The segments, oldest first.
    package var segments: [KeptSegment] { state.withLock { $0.segments } }

    /// Bytes of the log, which is read whole when the folder is opened after a crash; waits for what is being written.
    package var logBytes: Int { log.byteCount }

    /// Through which sequence the log's records stand in segments.
    package var sealedThrough: UInt64 { state.withLock { $0.sealedThrough } }

    /// Keeps segments that hold every batch of the log up to `sealed` that none held before, and frees the log through there.
    ///
    /// - Throws: ``FolderError``; then none of them is kept, the log stays, and the same may be tried again, unless it is closed.
    @discardableResult
    package func seal(
        _ new: [NewSegment],
        through sealed: UInt64,
        at now: Timestamp
    ) throws(FolderError) -> [KeptSegment] {
        let kept = try changing.withLock { _ throws(FolderError) in
            try checkOpen()
            let (first, before) = state.withLock { ($0.nextNumber, $0.sealedThrough) }
            var rows: [(row: KeptSegment.Row, catalogue: SegmentCatalogue)] = []
            for (index, segment) in new.enumerated() {
                let isLast = index == new.count - 1
                let row = segment.row(
                    number: first + index,
                    sealedThrough: isLast ? max(sealed, before) : before,
                    at: now
                )
                rows.append((row, segment.catalogue))
            }
            // Numbers are not used again, whatever becomes of their files.
            state.withLock { $0.nextNumber += new.count }
            let segments = try write(new, rows.map(\.row))
            do throws(FolderError) {
                try manifest.add(rows, sealedThrough: sealed)
            } catch {
                removeFiles(of: segments.map(\.row))
                throw error
            }
            state.withLock { state in
                state.segments += segments
                state.sealedThrough = max(state.sealedThrough, sealed)
            }
            return segments
        }
        log.free(through: sealed)
        return kept
    }

    /// Writes the files and maps them.
    private func write(
        _ new: [NewSegment],
        _ rows: [KeptSegment.Row]
    ) throws(FolderError) -> [KeptSegment] {
        let folder = path + "/" + FolderLayout.segments
        var segments: [KeptSegment] = []
        do throws(FileError) {
            for (segment, row) in zip(new, rows) {
                let name = row.fileName.name
                try fileSystem.makeWhole(name, in: folder) { (file) throws(FileError) in
                    try file.reserve(segment.bytes.count)
                    try file.writeAll(segment.bytes.bytes, at: 0)
                }
                let bytes = try fileSystem.map(folder + "/" + name)
                segments.append(KeptSegment(row: row, bytes: bytes))
            }
            return segments
        } catch {
            removeFiles(of: rows)
            throw .file(error)
        }
    }

    /// Deletes the segments that are not kept any longer; those that are gone now.
    ///
    /// Who still reads one can do so to its end.
    package func applyRetention(
        _ retention: Retention,
        at now: Timestamp
    ) throws(FolderError) -> [KeptSegment] {
        try changing.withLock { _ throws(FolderError) in
            try checkOpen()
            let expired = Set(retention.expired(segments.map(\.row), at: now))
            try manifest.remove(expired.sorted(), .retention)
            return takeOut(expired, thenFiles: removeFiles)
        }
    }

    /// Notes how long segments are kept, for those who look into the folder.
    package func note(_ retention: Retention) throws(FolderError) { try manifest.note(retention) }

    /// Takes a segment out of use that turned out to be damaged, and keeps its file in `damaged`.
    ///
    /// - Returns: A sentence for the operator.
    package func setAside(
        _ segment: KeptSegment,
        _ damage: SegmentDamage
    ) throws(FolderError) -> String {
        try changing.withLock { _ throws(FolderError) in
            try checkOpen()
            let note = try segment.row.setAside(damage, of: path, in: fileSystem, manifest)
            _ = takeOut([segment.number]) { _ in }
            return note
        }
    }

    private func takeOut(
        _ numbers: Set<Int>,
        thenFiles change: ([KeptSegment.Row]) -> Void
    ) -> [KeptSegment] {
        let gone = state.withLock { state in
            let gone = state.segments.filter { numbers.contains($0.number) }
            state.segments.removeAll { numbers.contains($0.number) }
            return gone
        }
        change(gone.map(\.row))
        return gone
    }

    /// Removes files that do not count; what cannot be removed now is at the next start.
    private func removeFiles(of rows: [KeptSegment.Row]) {
        for row in rows {
            try? fileSystem.remove(path + "/" + FolderLayout.segments + "/" + row.fileName.name)
        }
    }

    /// Whether segments are gone that had spans of this time: traces of then may lack some.
    package func hasDeleted(
        from start: Timestamp,
        to end: Timestamp
    ) throws(FolderError) -> Bool {
        try manifest.hasDeleted(from: start, to: end)
    }

    /// All services of the segments, sorted by their bytes.
    package func services() throws(FolderError) -> [String] { try manifest.services() }

    /// The operations of a service in the segments, sorted by name and kind.
    package func operations(of service: String) throws(FolderError) -> [Operation] {
        try manifest.operations(of: service)
    }

    /// The calls between services in the segments that have spans of this time.
    package func calls(
        from start: Timestamp,
        to end: Timestamp
    ) throws(FolderError) -> [DependencyLink] { try manifest.calls(from: start, to: end) }

    /// The entries of a segment's catalogue, sorted by their names.
    package func entries(
        of segment: Int
    ) throws(FolderError) -> [SegmentCatalogue.Entry] { try manifest.entries(of: segment) }

    /// Writes what the log was given, syncs it, and removes what of it is sealed: all, after a last ``seal(_:through:at:)``.
    ///
    /// Nothing is written from then on, and another process may.
    package func close() {
        changing.withLock { _ in
            log.close(sealedThrough: sealedThrough)
            state.withLock { $0.lock = nil }
        }
    }

    private func checkOpen() throws(FolderError) {
        guard state.withLock({ $0.lock != nil }) else { throw .closed(path: path) }
    }
}

extension NewSegment {
    func row(number: Int, sealedThrough: UInt64, at now: Timestamp) -> KeptSegment.Row {
        KeptSegment.Row(
            number: number,
            sealedThrough: sealedThrough,
            madeAt: now,
            facts: facts,
            byteCount: bytes.count,
            checksum: bytes.checksum,
            omittedOperations: catalogue.omittedOperations
        )
    }
}
