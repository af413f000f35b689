import Databases

/// What a folder of traces holds at one moment, for one who only reads, while another process writes there or none does.
///
/// Nothing in the folder is changed, and the writer is not held up.
package struct FolderSnapshot: Sendable {
    /// The segments, oldest first.
    package private(set) var segments: [KeptSegment] = []
    /// The batches of the log that no segment holds, in order.
    package private(set) var records: [LogRecord] = []
    /// How long the one who wrote last keeps segments.
    package private(set) var retention: Retention?
    /// Sentences on what is damaged and left out.
    package private(set) var notes: [String] = []

    /// Reads the folder at `path`.
    ///
    /// - Throws: ``FolderError``.
    package init(
        of path: String,
        in fileSystem: any FileSystem = SystemFiles()
    ) throws(FolderError) {
        try FolderFrame.checkFormat(of: path, in: fileSystem)
        let manifest = try Manifest(
            path: fileSystem.databasePath(path + "/" + FolderLayout.manifest),
            access: .reading
        )
        // The log is read before the segments: a batch that is sealed in between is then in both, and left out here.
        let log = path + "/" + FolderLayout.log
        let before = try manifest.sealedThrough()
        var records: [LogRecord] = []
        let scan = try LogScan(of: log, in: fileSystem, after: before) { records.append($0) }
        let (rows, sealed) = try manifest.snapshot()
        retention = try manifest.retention()
        self.records = records.filter { $0.sequence > sealed }
        // The end of the log is being written.
        notes = scan.damage.filter { $0.kind != .end }.map { damage in
            "\(log)/\(damage.file) is damaged; what cannot be read there is left out."
        }
        for row in rows {
            let file = path + "/" + FolderLayout.segments + "/" + row.fileName.name
            do throws(FileError) {
                let bytes = try fileSystem.map(file)
                if bytes.count == row.byteCount {
                    segments.append(KeptSegment(row: row, bytes: bytes))
                } else {
                    notes.append("\(file) is damaged; its \(row.facts.spans) spans are left out.")
                }
            } catch {
                // It was deleted meanwhile.
                guard error.isMissing else { throw .file(error) }
            }
        }
    }
}
