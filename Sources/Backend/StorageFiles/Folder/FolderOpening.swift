import TraceModel

/// What is found in a folder that is opened to be written to, and what was put in order there.
struct FolderOpening {
    let path: String
    let fileSystem: any FileSystem
    let lock: any OpenFile
    let manifest: Manifest
    private(set) var segments: [KeptSegment] = []
    private(set) var sealedThrough: UInt64
    private(set) var scan = LogScan()
    /// Sentences on what was not as it should be.
    private(set) var notes: [String] = []

    private var segmentsFolder: String { path + "/" + FolderLayout.segments }
    private var logFolder: String { path + "/" + FolderLayout.log }

    /// Takes the folder's lock, makes what is missing, and reads what is there.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - fileSystem: What it is read with.
    ///   - inspector: Knows segments whose rows the manifest has lost.
    ///   - now: What counts as the time of making of those.
    ///   - begin: Gets the segments, before the records.
    ///   - take: Gets the records of the log that no segment holds, in order.
    /// - Throws: ``FolderError``.
    init(
        _ path: String,
        in fileSystem: any FileSystem,
        inspector: any SegmentInspector,
        now: Timestamp,
        begin: ([KeptSegment]) -> Void,
        take: (LogRecord) throws(FolderError) -> Void
    ) throws(FolderError) {
        self.path = path
        self.fileSystem = fileSystem
        lock = try FolderFrame.take(path, in: fileSystem)
        let opened = try Manifest.openOrRemake(in: path, fileSystem)
        manifest = opened.manifest
        if let note = opened.note { notes.append(note) }
        sealedThrough = try manifest.sealedThrough()
        let isBlank = try manifest.isBlank()
        try removeParts()
        try adoptSegments(all: isBlank, inspector, now)
        try readSegments()
        begin(segments)
        scan = try LogScan(of: logFolder, in: fileSystem, after: sealedThrough, take: take)
        try setLogDamageAside()
    }

    /// Removes what was being written when the process ended.
    private func removeParts() throws(FolderError) {
        try filing { () throws(FileError) in
            for folder in [logFolder, segmentsFolder, path + "/" + FolderLayout.damaged] {
                for name in try fileSystem.names(in: folder)
                where name.hasSuffix(FolderLayout.temporaryEnding) {
                    try fileSystem.remove(folder + "/" + name)
                }
            }
        }
    }

    /// Takes in segments that the manifest does not know: those that were complete but for their row, or all if it is blank.
    ///
    /// Others were deleted but for their files, or their batches are in a segment that counts: they are removed.
    private mutating func adoptSegments(
        all: Bool,
        _ inspector: any SegmentInspector,
        _ now: Timestamp
    ) throws(FolderError) {
        let known = Set(try manifest.segments().map(\.fileName.name))
        let found = try filing { () throws(FileError) in
            try fileSystem.names(in: segmentsFolder).filter { !known.contains($0) }
        }
        var adopted: [(row: KeptSegment.Row, catalogue: SegmentCatalogue)] = []
        for name in found.compactMap(SegmentFileName.init).sorted(by: { $0.number < $1.number }) {
            let file = segmentsFolder + "/" + name.name
            guard all || name.sealedThrough > sealedThrough else {
                try filing { () throws(FileError) in try fileSystem.remove(file) }
                continue
            }
            let bytes = try filing { () throws(FileError) in try fileSystem.map(file) }
            do throws(SegmentDamage) {
                let segment = try inspector.inspect(bytes)
                let sealed = name.sealedThrough
                let row = segment.row(number: name.number, sealedThrough: sealed, at: now)
                adopted.append((row, segment.catalogue))
                sealedThrough = max(sealedThrough, sealed)
            } catch {
                notes.append(try setAside(name, error))
            }
        }
        guard !adopted.isEmpty else { return }
        // At once, so that an end in the middle does not make the rest look deleted.
        try manifest.add(adopted, sealedThrough: sealedThrough)
    }

    /// Maps the segments that the manifest knows, and sets those aside whose files are not what it says.
    private mutating func readSegments() throws(FolderError) {
        for row in try manifest.segments() {
            switch try content(of: row) {
            case .success(let bytes): segments.append(KeptSegment(row: row, bytes: bytes))
            case .failure(let damage):
                notes.append(try row.setAside(damage, of: path, in: fileSystem, manifest))
            }
        }
    }

    private func content(
        of row: KeptSegment.Row
    ) throws(FolderError) -> Result<StoredBytes, SegmentDamage> {
        do throws(FileError) {
            let bytes = try fileSystem.map(segmentsFolder + "/" + row.fileName.name)
            if bytes.count == row.byteCount { return .success(bytes) }
            let reason = "it has \(bytes.count) bytes instead of \(row.byteCount)"
            return .failure(SegmentDamage(reason: reason))
        } catch {
            guard error.isMissing else { throw .file(error) }
            return .failure(SegmentDamage(reason: "its file is missing"))
        }
    }

    /// Keeps what is damaged in the log in `damaged`, and cuts off a torn end.
    private mutating func setLogDamageAside() throws(FolderError) {
        for damage in scan.damage {
            let file = logFolder + "/" + damage.file
            let kept = path + "/" + FolderLayout.damaged
            try filing { () throws(FileError) in
                guard damage.kind != .file else {
                    try fileSystem.rename(file, to: kept + "/" + damage.file)
                    return
                }
                let log = try fileSystem.open(file, for: .writing)
                let bytes = try log.readAll(most: damage.bytes.upperBound)
                let name = "\(damage.file)-\(damage.bytes.lowerBound)"
                try fileSystem.makeWhole(name, in: kept) { (copy) throws(FileError) in
                    try copy.writeAll(Array(bytes[damage.bytes]), at: 0)
                }
                guard damage.kind == .end else { return }
                try log.cut(to: damage.bytes.lowerBound)
                try log.sync()
            }
            notes.append(damage.sentence(in: path))
        }
    }

    /// Keeps a file that the manifest does not know in `damaged`.
    private func setAside(
        _ name: SegmentFileName,
        _ damage: SegmentDamage
    ) throws(FolderError) -> String {
        let kept = path + "/" + FolderLayout.damaged
        try filing { () throws(FileError) in
            try fileSystem.rename(segmentsFolder + "/" + name.name, to: kept + "/" + name.name)
        }
        return "Segment \(name.number) in \(path) is damaged: \(damage.reason)."
            + " It was moved to \(kept), and what it holds is left out."
    }
}

extension LogScan.Damage {
    /// For the operator, when it was set aside in the folder at `path`.
    func sentence(in path: String) -> String {
        let place = "\(path)/\(FolderLayout.log)/\(file)"
        let kept = "\(path)/\(FolderLayout.damaged)"
        return switch kind {
        case .file:
            "\(place) is damaged from its first bytes on: it was moved to \(kept), and what it holds is left out."
        case .records(let count):
            "\(count) \(count == 1 ? "batch" : "batches") in \(place) cannot be read:"
                + " \(bytes.count) bytes were set aside in \(kept)."
        case .end:
            "The end of \(place) was not written whole, as when a machine stops:"
                + " \(bytes.count) bytes were cut off and set aside in \(kept)."
        }
    }
}

extension KeptSegment.Row {
    /// Moves a damaged segment to `damaged` and forgets it; a sentence for the operator.
    func setAside(
        _ damage: SegmentDamage,
        of path: String,
        in fileSystem: any FileSystem,
        _ manifest: Manifest
    ) throws(FolderError) -> String {
        let kept = path + "/" + FolderLayout.damaged
        let isThere = try filing { () throws(FileError) in
            do throws(FileError) {
                try fileSystem.rename(
                    path + "/" + FolderLayout.segments + "/" + fileName.name,
                    to: kept + "/" + fileName.name
                )
                return true
            } catch {
                guard error.isMissing else { throw error }
                return false
            }
        }
        try manifest.remove([number], .damage)
        return "Segment \(number) in \(path) is damaged: \(damage.reason)."
            + (isThere ? " It was moved to \(kept)," : " Nothing could be kept of it,")
            + " and its \(facts.spans) spans are left out."
    }
}
