import Compression

/// What stands before the body of each record of the log.
struct LogRecordHeader: Equatable {
    static let byteCount = 32
    /// Records begin at multiples of this.
    static let alignment = 8
    /// The largest body, compressed or not, in bytes.
    static let mostBytes = 64 << 20

    private static let mark: UInt32 = 0x4352_5053

    var sequence: UInt64
    /// Bytes of the body, as they stand behind this.
    var bodyBytes: Int
    /// Bytes of the body, decompressed.
    var contentBytes: Int
    /// The check sum of the body, without the file's salt.
    var bodyChecksum: UInt32
    /// What the contents are, by the writer's own numbers.
    var kind: UInt16

    /// Bytes of header, body and padding.
    var recordBytes: Int { Self.recordBytes(ofBody: bodyBytes) }

    /// Bytes of a record with a body of so many.
    static func recordBytes(ofBody count: Int) -> Int {
        (byteCount + count + alignment - 1) / alignment * alignment
    }

    func append(to output: inout [UInt8], salt: UInt32) {
        var rest: [UInt8] = []
        rest.reserveCapacity(Self.byteCount)
        rest.append(littleEndian: sequence)
        rest.append(littleEndian: UInt32(bodyBytes))
        rest.append(littleEndian: UInt32(contentBytes))
        rest.append(littleEndian: bodyChecksum ^ salt)
        rest.append(littleEndian: kind)
        rest.append(littleEndian: UInt16(0))
        output.append(littleEndian: Self.mark)
        output.append(littleEndian: crc32(of: rest) ^ salt)
        output += rest
    }
}

extension LogRecordHeader {
    /// Reads the header at `offset`; nil if there is none, or a damaged one.
    init?(_ file: UnsafeRawBufferPointer, at offset: Int, salt: UInt32) {
        guard offset + Self.byteCount <= file.count,
            file.number(at: offset, as: UInt32.self) == Self.mark,
            file.number(at: offset + 4, as: UInt32.self)
                == crc32(of: file.part(offset + 8..<offset + Self.byteCount)) ^ salt
        else { return nil }
        sequence = file.number(at: offset + 8)
        bodyBytes = Int(file.number(at: offset + 16, as: UInt32.self))
        contentBytes = Int(file.number(at: offset + 20, as: UInt32.self))
        bodyChecksum = file.number(at: offset + 24) ^ salt
        kind = file.number(at: offset + 28)
        guard sequence <= LogRecord.mostSequence,
            bodyBytes <= Self.mostBytes, contentBytes <= Self.mostBytes,
            file.number(at: offset + 30, as: UInt16.self) == 0
        else { return nil }
    }
}
