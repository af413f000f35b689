package import TraceModel

extension DataFolder {
    /// A folder as it was opened, and what there is to tell of it.
    package struct Opened: Sendable {
        package let folder: DataFolder
        /// Sentences for the operator on what was damaged, and what became of it.
        package let notes: [String]
    }

    /// Opens a folder to write to it; one that is not there is made.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - fileSystem: What files are written with.
    ///   - options: How the log is written.
    ///   - inspector: Knows the format of segments.
    ///   - now: The time of day.
    ///   - report: Called when something failed later that no caller is told of; must not block.
    ///   - begin: Gets the segments, before the batches.
    ///   - replay: Gets the batches of the log that no segment holds, in order.
    /// - Returns: The folder, which is this process's alone until the last reference goes.
    /// - Throws: ``FolderError``, also when another process writes to it.
    package static func open(
        _ path: String,
        in fileSystem: any FileSystem = SystemFiles(),
        options: Options = Options(),
        inspector: any SegmentInspector,
        at now: Timestamp,
        report: @escaping @Sendable (FileError) -> Void = { _ in },
        begin: ([KeptSegment]) -> Void = { _ in },
        replay: (LogRecord) throws(FolderError) -> Void
    ) throws(FolderError) -> Opened {
        let opening = try FolderOpening(
            path,
            in: fileSystem,
            inspector: inspector,
            now: now,
            begin: begin,
            take: replay
        )
        let folder = try DataFolder(opening, options: options, report: report)
        return Opened(folder: folder, notes: opening.notes)
    }
}
