/// Writes protobuf messages into one growing buffer (protobuf.dev/programming-guides/encoding).
struct ProtobufWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Writes an integer field, unless it is zero, which proto3 leaves out.
    mutating func field(_ tag: UInt64, varint value: UInt64) {
        guard value != 0 else { return }
        varint(tag)
        varint(value)
    }

    /// Writes a field of eight bytes, unless it is zero.
    mutating func field(_ tag: UInt64, fixed64 value: UInt64) {
        guard value != 0 else { return }
        varint(tag)
        appendLittleEndian(value)
    }

    /// Writes a 64-bit number as eight bytes, the lowest first.
    mutating func appendLittleEndian(_ value: UInt64) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Writes a field of four bytes, unless it is zero.
    mutating func field(_ tag: UInt64, fixed32 value: UInt32) {
        guard value != 0 else { return }
        varint(tag)
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Writes text or bytes, empty or not.
    mutating func field(_ tag: UInt64, bytes value: some Collection<UInt8>) {
        varint(tag)
        varint(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    /// Writes a 64-bit number as eight bytes, the highest first, the way ids are written.
    mutating func appendBigEndian(_ value: UInt64) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Begins a message field; give the result to ``endMessage(_:)`` once its fields are written.
    mutating func beginMessage(_ tag: UInt64) -> Int {
        varint(tag)
        // Most messages are shorter than 128 bytes: their length fits where one byte is left free.
        bytes.append(0)
        return bytes.count
    }

    /// Ends the message begun last, writing its length before it.
    mutating func endMessage(_ start: Int) {
        var length = bytes.count - start
        guard length >= 0x80 else {
            bytes[start - 1] = UInt8(length)
            return
        }
        bytes[start - 1] = UInt8(truncatingIfNeeded: length) | 0x80
        length >>= 7
        var rest: [UInt8] = []
        while length >= 0x80 {
            rest.append(UInt8(truncatingIfNeeded: length) | 0x80)
            length >>= 7
        }
        rest.append(UInt8(length))
        bytes.insert(contentsOf: rest, at: start)
    }
}
