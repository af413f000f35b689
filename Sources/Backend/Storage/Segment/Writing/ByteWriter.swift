/// Bytes of a section as they are written: numbers little-endian, one behind the other.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    var count: Int { bytes.count }

    /// The bytes that `write` appends.
    static func made(_ write: (inout ByteWriter) -> Void) -> [UInt8] {
        var out = ByteWriter()
        write(&out)
        return out.bytes
    }

    @inline(__always)
    mutating func append<Word: FixedWidthInteger>(_ word: Word) {
        withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(contentsOf more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    /// A number in as few bytes of seven bits as it needs, lowest first.
    mutating func appendVariable(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Bytes behind their number.
    mutating func appendCounted(_ more: UnsafeBufferPointer<UInt8>) {
        appendVariable(UInt64(more.count))
        bytes.append(contentsOf: more)
    }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
