/// Reads numbers and texts one behind the other; nil where there are not enough bytes.
struct ByteReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var offset = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { offset >= bytes.count }

    mutating func byte() -> UInt8? {
        guard offset < bytes.count else { return nil }
        defer { offset += 1 }
        return bytes[offset]
    }

    /// Eight bytes.
    mutating func word() -> UInt64? {
        guard bytes.count - offset >= 8 else { return nil }
        defer { offset += 8 }
        let word = UnsafeRawBufferPointer(bytes).loadUnaligned(
            fromByteOffset: offset,
            as: UInt64.self
        )
        return UInt64(littleEndian: word)
    }

    /// A number of as few bytes as it needs.
    mutating func variable() -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64, let byte = byte() {
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
            shift += 7
        }
        return nil
    }

    /// A number of 32 bits.
    mutating func small() -> UInt32? { variable().flatMap { UInt32(exactly: $0) } }

    /// How many elements follow, of at least a byte each.
    mutating func count() -> Int? {
        guard let count = variable(), count <= UInt64(bytes.count - offset) else { return nil }
        return Int(count)
    }

    /// Bytes behind their number.
    mutating func counted() -> UnsafeBufferPointer<UInt8>? {
        guard let count = count() else { return nil }
        defer { offset += count }
        return UnsafeBufferPointer(rebasing: bytes[offset..<offset + count])
    }

    /// The same as text.
    mutating func text() -> String? {
        counted().map { String(decoding: $0, as: UTF8.self) }
    }
}
