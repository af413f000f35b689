/// The files of a log as one thread writes them.
///
/// A file is made whole with its header before it gets records, is preallocated, and is left for a new one when it is full or
/// when a write or a sync failed: what such a file holds behind that point nobody knows, and the numbers of its records are
/// used again in the new file, which makes them void.
struct LogWriter {
    private struct OpenLog {
        let file: any OpenFile
        let number: Int
        let salt: UInt32
        let room: Int
        var end: Int
        var isSynced = true
    }

    private let folder: String
    private let fileSystem: any FileSystem
    /// How many bytes a file is made with, unless a group of records has more.
    private let fileBytes: Int
    private var open: OpenLog?
    /// Files that get no more records, oldest first.
    private var older: [(number: Int, lastSequence: UInt64, bytes: Int)]
    private var nextFile: Int
    /// The sequence of the next record.
    private(set) var nextSequence: UInt64
    private var buffer: [UInt8] = []

    /// Goes on behind what `scan` found.
    init(
        folder: String,
        in fileSystem: any FileSystem,
        after scan: LogScan,
        fileBytes: Int
    ) {
        self.folder = folder
        self.fileSystem = fileSystem
        self.fileBytes = fileBytes
        older = scan.files.map { ($0.number, $0.lastSequence, $0.byteCount) }
        nextFile = scan.nextFile
        nextSequence = scan.nextSequence
    }

    /// Bytes of records in all files, those that are sealed in the newer ones too.
    var byteCount: Int { older.reduce(open?.end ?? 0) { $0 + $1.bytes } }

    /// Whether something was written that is not synced.
    var needsSync: Bool { open.map { !$0.isSynced } ?? false }

    /// Writes records, and syncs them if `isSynced`; the sequence of the first.
    ///
    /// When it throws, none of them counts as written.
    mutating func write(_ bodies: [PackedBody], isSynced: Bool) throws(FileError) -> UInt64 {
        let needed = bodies.reduce(0) { $0 + $1.recordBytes }
        var log = try openLog(for: needed)
        buffer.removeAll(keepingCapacity: true)
        for (index, body) in bodies.enumerated() {
            body.append(to: &buffer, sequence: nextSequence + UInt64(index), salt: log.salt)
        }
        do throws(FileError) {
            try log.file.writeAll(buffer, at: log.end)
            if isSynced { try log.file.sync() }
        } catch {
            // Records that were acknowledged before they were synced are in it too; this is the last that can be done for them.
            if !log.isSynced { try? log.file.sync() }
            leave()
            throw error
        }
        log.end += buffer.count
        log.isSynced = isSynced
        open = log
        let first = nextSequence
        nextSequence += UInt64(bodies.count)
        return first
    }

    /// Syncs what was written without.
    mutating func sync() throws(FileError) {
        guard needsSync, let log = open else { return }
        do throws(FileError) {
            try log.file.sync()
        } catch {
            leave()
            throw error
        }
        open?.isSynced = true
    }

    /// Removes files of which every record is sealed; of the one being written to, if `isLast`.
    mutating func free(through sealed: UInt64, isLast: Bool = false) throws(FileError) {
        if isLast, open != nil { leave() }
        while let oldest = older.first(where: { $0.lastSequence <= sealed }) {
            do throws(FileError) {
                try fileSystem.remove(folder + "/" + LogFileName.name(oldest.number))
            } catch {
                guard error.isMissing else { throw error }
            }
            older.removeAll { $0.number == oldest.number }
        }
    }

    /// The open file if it has room, else a new one.
    private mutating func openLog(for needed: Int) throws(FileError) -> OpenLog {
        if let open, open.end + needed <= open.room { return open }
        if open != nil {
            try sync()
            leave()
        }
        let log = try makeFile(room: max(fileBytes, LogFileHeader.recordsStart + needed))
        open = log
        return log
    }

    /// Writes to the open file no more.
    private mutating func leave() {
        guard let log = open else { return }
        older.append((log.number, nextSequence - 1, log.end))
        open = nil
    }

    private mutating func makeFile(room: Int) throws(FileError) -> OpenLog {
        let number = nextFile
        nextFile += 1
        let header = LogFileHeader(firstSequence: nextSequence, salt: .random(in: 1...UInt32.max))
        let name = LogFileName.name(number)
        try fileSystem.makeWhole(name, in: folder) {
            (file) throws(FileError) in
            try file.reserve(room)
            try file.writeAll(header.bytes, at: 0)
        }
        return OpenLog(
            file: try fileSystem.open(folder + "/" + name, for: .writing),
            number: number,
            salt: header.salt,
            room: room,
            end: LogFileHeader.recordsStart
        )
    }
}
