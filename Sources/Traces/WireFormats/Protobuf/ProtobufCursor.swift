/// A place in a protobuf message, never past its end (protobuf.dev/programming-guides/encoding).
///
/// Offsets count from the beginning of the whole body, so that errors of nested messages can name them.
struct ProtobufCursor {
    /// The whole body; it outlives the cursor, which is made and used within one `withUnsafeBytes`.
    private let base: UnsafeRawPointer
    private(set) var offset: Int
    let end: Int

    private static let deepestGroup = 100

    init(_ base: UnsafeRawPointer, _ range: Range<Int>) {
        self.base = base
        offset = range.lowerBound
        end = range.upperBound
    }

    var isAtEnd: Bool {
        @inline(__always) get { offset >= end }
    }

    /// A cursor over a part of the body that this cursor has gone over.
    @inline(__always)
    func nested(_ range: Range<Int>) -> ProtobufCursor { ProtobufCursor(base, range) }

    /// The bytes of a part of the body that this cursor has gone over.
    @inline(__always)
    func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
    }

    @inline(__always)
    mutating func varint() throws(ProtobufError) -> UInt64 {
        if offset < end {
            let byte = base.load(fromByteOffset: offset, as: UInt8.self)
            if byte < 0x80 {
                offset &+= 1
                return UInt64(byte)
            }
        }
        return try longVarint()
    }

    @inline(never)
    private mutating func longVarint() throws(ProtobufError) -> UInt64 {
        let start = offset
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while offset < end {
            guard shift < 70 else { throw ProtobufError(.overlongVarint, at: start) }
            let byte = base.load(fromByteOffset: offset, as: UInt8.self)
            offset &+= 1
            // Bits past the 64th are dropped, as protobuf's own readers do.
            if shift < 64 { value |= UInt64(byte & 0x7F) << shift }
            if byte < 0x80 { return value }
            shift &+= 7
        }
        throw ProtobufError(.truncated, at: start)
    }

    /// Reads a length and goes over as many bytes, whose place is returned.
    @inline(__always)
    mutating func lengthDelimited() throws(ProtobufError) -> Range<Int> {
        let start = offset
        let length = try varint()
        guard length <= UInt64(end &- offset) else {
            throw ProtobufError(.truncated, at: start)
        }
        let lower = offset
        offset &+= Int(length)
        return Range(uncheckedBounds: (lower, offset))
    }

    @inline(__always)
    mutating func fixed64() throws(ProtobufError) -> UInt64 {
        guard end &- offset >= 8 else { throw ProtobufError(.truncated, at: offset) }
        let value = base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        offset &+= 8
        return UInt64(littleEndian: value)
    }

    @inline(__always)
    mutating func fixed32() throws(ProtobufError) -> UInt32 {
        guard end &- offset >= 4 else { throw ProtobufError(.truncated, at: offset) }
        let value = base.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
        offset &+= 4
        return UInt32(littleEndian: value)
    }

    /// Calls `body` with each message of the field `tag` from here on; `known` are field numbers as in ``skip(_:known:)``.
    func each(
        _ tag: UInt64,
        known: ClosedRange<UInt32> = 0...0,
        _ body: (ProtobufCursor) throws(ProtobufError) -> Void
    ) throws(ProtobufError) {
        var cursor = self
        while !cursor.isAtEnd {
            let next = try cursor.varint()
            if next == tag {
                try body(cursor.nested(try cursor.lengthDelimited()))
            } else {
                try cursor.skip(next, known: known)
            }
        }
    }

    /// The same for a field that is a list: errors of `body` say which element of `name` they are in.
    func each(
        _ tag: UInt64,
        of name: StaticString,
        known: ClosedRange<UInt32> = 0...0,
        _ body: (ProtobufCursor) throws(ProtobufError) -> Void
    ) throws(ProtobufError) {
        var index = 0
        try each(tag, known: known) { message throws(ProtobufError) in
            do throws(ProtobufError) { try body(message) } catch {
                throw error.within("\(name)[\(index)]")
            }
            index += 1
        }
    }

    /// Goes over the value of a field that nobody asked for, after its tag.
    ///
    /// `known` are the field numbers of the schema: one of these here was written with a wrong type.
    mutating func skip(_ tag: UInt64, known: ClosedRange<UInt32>) throws(ProtobufError) {
        let (number, type) = try split(tag)
        if known.contains(number) && type < 6 && type != 4 {
            throw ProtobufError(.wrongWireType(field: number, type: type), at: offset)
        }
        try skipValue(number, type)
    }

    private func split(_ tag: UInt64) throws(ProtobufError) -> (UInt32, UInt8) {
        guard tag >= 8, tag <= UInt64(UInt32.max) else {
            throw ProtobufError(.illegalFieldNumber, at: offset)
        }
        return (UInt32(tag >> 3), UInt8(tag & 7))
    }

    private mutating func skipValue(_ number: UInt32, _ type: UInt8) throws(ProtobufError) {
        switch type {
        case 0: _ = try varint()
        case 1: _ = try fixed64()
        case 2: _ = try lengthDelimited()
        case 3: try skipGroup(number)
        case 4: throw ProtobufError(.unexpectedEndOfGroup, at: offset)
        case 5: _ = try fixed32()
        default: throw ProtobufError(.illegalWireType(type), at: offset)
        }
    }

    private mutating func skipGroup(_ number: UInt32) throws(ProtobufError) {
        var open = [number]
        while let innermost = open.last {
            let (number, type) = try split(try varint())
            switch type {
            case 3:
                guard open.count < Self.deepestGroup else {
                    throw ProtobufError(.groupsTooDeep, at: offset)
                }
                open.append(number)
            case 4:
                guard number == innermost else {
                    throw ProtobufError(.unexpectedEndOfGroup, at: offset)
                }
                open.removeLast()
            default:
                try skipValue(number, type)
            }
        }
    }
}
