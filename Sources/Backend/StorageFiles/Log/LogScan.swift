/// What the files of a log hold, read in the order of their numbers.
///
/// Two rules decide which records count. Those up to the sequence that is sealed stand in segments. And a record of an older file
/// whose sequence a newer file begins at or below is void: its write failed, its sender was told so, and the number was used again.
package struct LogScan: Sendable {
    /// A file of the log that was read.
    struct File: Sendable, Equatable {
        let number: Int
        /// The last whole record's sequence; that before the first if there is none.
        var lastSequence: UInt64
        let byteCount: Int
    }

    /// Something in a file that is no record.
    package struct Damage: Sendable, Equatable {
        /// The name of the file.
        package let file: String
        /// Its bytes, which are set aside.
        let bytes: Range<Int>
        let kind: Kind

        enum Kind: Sendable, Equatable {
            /// So many records of which others follow.
            case records(Int)
            /// The end of the file.
            case end
            /// All of the file, whose header is damaged.
            case file
        }
    }

    private(set) var files: [File] = []
    package private(set) var damage: [Damage] = []
    /// The sequence of the next record to be written.
    private(set) var nextSequence: UInt64 = 1
    /// The number of the next file.
    private(set) var nextFile = 1

    /// The largest file that is read; no writer makes one as large.
    static let mostFileBytes = 256 << 20

    /// Of a log without files.
    init() {}

    /// Reads the log in `folder`.
    ///
    /// - Parameters:
    ///   - folder: Where the files are; one that goes while they are read counts as one that was not there.
    ///   - fileSystem: What they are read with.
    ///   - sealedThrough: Up to which sequence records stand in segments.
    ///   - take: Gets each record behind that, in order.
    /// - Throws: ``FolderError``, and what `take` throws.
    init(
        of folder: String,
        in fileSystem: any FileSystem,
        after sealedThrough: UInt64,
        take: (LogRecord) throws(FolderError) -> Void
    ) throws(FolderError) {
        nextSequence = sealedThrough + 1
        let numbers = try Self.numbers(in: folder, fileSystem)
        nextFile = (numbers.last ?? 0) + 1
        var readers: [(number: Int, bytes: [UInt8], firstSequence: UInt64?)] = []
        for number in numbers {
            let path = folder + "/" + LogFileName.name(number)
            guard let bytes = try Self.contents(of: path, fileSystem) else { continue }
            readers.append((number, bytes, try firstSequence(of: bytes, number, path)))
        }
        // Sequences from this on are void in the file that is looked at.
        var void = [UInt64](repeating: .max, count: readers.count + 1)
        for place in readers.indices.reversed() {
            void[place] = min(void[place + 1], readers[place].firstSequence ?? .max)
        }
        for (place, reader) in readers.enumerated() where reader.firstSequence != nil {
            try read(
                reader.bytes,
                reader.number,
                counting: sealedThrough + 1..<max(void[place + 1], sealedThrough + 1),
                take
            )
        }
    }

    private static func numbers(
        in folder: String,
        _ fileSystem: any FileSystem
    ) throws(FolderError) -> [Int] {
        do throws(FileError) {
            return try fileSystem.names(in: folder).compactMap(LogFileName.number).sorted()
        } catch {
            throw .file(error)
        }
    }

    /// The bytes of a file; nil if it is gone.
    private static func contents(
        of path: String,
        _ fileSystem: any FileSystem
    ) throws(FolderError) -> [UInt8]? {
        do throws(FileError) {
            return try fileSystem.open(path, for: .reading).readAll(most: mostFileBytes)
        } catch {
            if error.isMissing { return nil }
            throw .file(error)
        }
    }

    /// The sequence that a file begins with; nil if its header is damaged.
    private mutating func firstSequence(
        of bytes: [UInt8],
        _ number: Int,
        _ path: String
    ) throws(FolderError) -> UInt64? {
        do throws(LogFileHeader.Failure) {
            return try bytes.span.bytes.withUnsafeBytes { (raw) throws(LogFileHeader.Failure) in
                try LogFileHeader(raw).firstSequence
            }
        } catch {
            switch error {
            case .newer(let version): throw .newer(path: path, format: Int(version))
            case .damaged:
                damage.append(
                    Damage(file: LogFileName.name(number), bytes: 0..<bytes.count, kind: .file)
                )
                return nil
            }
        }
    }

    private mutating func read(
        _ bytes: [UInt8],
        _ number: Int,
        counting range: Range<UInt64>,
        _ take: (LogRecord) throws(FolderError) -> Void
    ) throws(FolderError) {
        try bytes.span.bytes.withUnsafeBytes { (raw) throws(FolderError) in
            guard var reader = try? LogFileReader(raw) else { return }
            var file = File(
                number: number,
                lastSequence: reader.firstSequence - 1,
                byteCount: bytes.count
            )
            let name = LogFileName.name(number)
            while let item = reader.next() {
                switch item {
                case .record(let record):
                    file.lastSequence = record.sequence
                    if range.contains(record.sequence) { try take(record) }
                case .damage(let bytes, let lost):
                    // What is sealed or void is no loss.
                    let count = lost.clamped(to: range).count
                    guard count > 0 else { continue }
                    damage.append(Damage(file: name, bytes: bytes, kind: .records(count)))
                case .torn(let bytes, let next):
                    guard range.contains(next) else { continue }
                    damage.append(Damage(file: name, bytes: bytes, kind: .end))
                }
            }
            nextSequence = max(nextSequence, min(file.lastSequence + 1, range.upperBound))
            files.append(file)
        }
    }
}
