import Compression

/// The first bytes of a log file, which are there twice, one copy behind the other.
package struct LogFileHeader: Equatable, Sendable {
    static let version: UInt32 = 1
    static let byteCount = 32
    /// Where the first record begins.
    static let recordsStart = 2 * byteCount

    private static let mark = Array("SPOORLOG".utf8)

    /// The sequence number of the first record.
    var firstSequence: UInt64
    /// A random number that changes the check sums of this file's records, so that no other bytes can pass for them.
    var salt: UInt32

    init(firstSequence: UInt64, salt: UInt32) {
        self.firstSequence = firstSequence
        self.salt = salt
    }

    package enum Failure: Error, Equatable, Sendable {
        /// Neither copy is whole.
        case damaged
        /// It was written by a newer version.
        case newer(UInt32)
    }

    /// Reads the first copy that is whole.
    init(_ file: UnsafeRawBufferPointer) throws(Failure) {
        for start in [0, Self.byteCount] where file.count >= start + Self.byteCount {
            let bytes = file.part(start..<start + Self.byteCount)
            guard bytes.starts(with: Self.mark),
                bytes.number(at: 28, as: UInt32.self) == crc32(of: bytes.part(0..<28))
            else { continue }
            let version: UInt32 = bytes.number(at: 8)
            guard version == Self.version else { throw .newer(version) }
            self.init(firstSequence: bytes.number(at: 16), salt: bytes.number(at: 12))
            guard (1...LogRecord.mostSequence).contains(firstSequence) else { throw .damaged }
            return
        }
        throw .damaged
    }

    /// Both copies.
    var bytes: [UInt8] {
        var copy = Self.mark
        copy.append(littleEndian: Self.version)
        copy.append(littleEndian: salt)
        copy.append(littleEndian: firstSequence)
        copy.append(littleEndian: UInt32(0))
        copy.append(littleEndian: crc32(of: copy))
        return copy + copy
    }
}
