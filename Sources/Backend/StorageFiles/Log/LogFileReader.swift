import Compression

/// Reads the records of one log file from its bytes, which may be torn, flipped or not a log at all.
package struct LogFileReader {
    /// What stands next in the file.
    package enum Item: Equatable, Sendable {
        case record(LogRecord)
        /// Bytes that are no record although whole ones stand behind them; `lost` are the sequences that they had.
        case damage(Range<Int>, lost: Range<UInt64>)
        /// Bytes behind the last whole record that are not all zero, of one that was not written whole; its sequence is `next`.
        case torn(Range<Int>, next: UInt64)
    }

    /// The sequence number of the file's first record.
    package let firstSequence: UInt64
    private var offset = LogFileHeader.recordsStart
    private let salt: UInt32
    private let zstd = ZstdBlocks()
    private let file: UnsafeRawBufferPointer
    private var nextSequence: UInt64
    private var isAtEnd = false

    /// Reads the file's header; `file` must outlive this.
    ///
    /// - Throws: ``LogFileHeader/Failure``.
    package init(_ file: UnsafeRawBufferPointer) throws(LogFileHeader.Failure) {
        self.file = file
        let header = try LogFileHeader(file)
        firstSequence = header.firstSequence
        nextSequence = header.firstSequence
        salt = header.salt
    }

    /// The next record, or what is wrong instead; nil at the end.
    package mutating func next() -> Item? {
        let start = offset
        guard let record = record(at: start) else { return skipDamage(from: start) }
        nextSequence = record.value.sequence &+ 1
        offset += record.bytes
        return .record(record.value)
    }

    private mutating func skipDamage(from start: Int) -> Item? {
        // Most of a file that is not full is zeros.
        let end = file.countWithoutTrailingZeros
        var place = start + LogRecordHeader.alignment
        while place < end, place + LogRecordHeader.byteCount <= file.count {
            if let record = record(at: place) {
                offset = place
                return .damage(start..<place, lost: nextSequence..<record.value.sequence)
            }
            place += LogRecordHeader.alignment
        }
        // What is read ends here, but the whole records end where they did.
        guard !isAtEnd, start < end else { return nil }
        isAtEnd = true
        return .torn(start..<end, next: nextSequence)
    }

    /// The whole record at `offset`, and how many bytes it takes; nil if there is none.
    private func record(at offset: Int) -> (value: LogRecord, bytes: Int)? {
        guard let header = LogRecordHeader(file, at: offset, salt: salt),
            header.sequence >= nextSequence
        else { return nil }
        let start = offset + LogRecordHeader.byteCount
        guard start + header.bodyBytes <= file.count else { return nil }
        let body = file.part(start..<start + header.bodyBytes)
        guard crc32(of: body) == header.bodyChecksum,
            let contents = zstd.decompress(body, size: header.contentBytes)
        else { return nil }
        return (
            LogRecord(sequence: header.sequence, kind: header.kind, contents: contents),
            header.recordBytes
        )
    }
}
