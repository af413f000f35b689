/// How messages follow one another in a file of OTLP's protobuf.
enum OTLPProtobufFraming {
    /// One message, read one `ResourceSpans` after another: an export, a `TracesData`, or an answer of Tempo.
    case none
    /// Before each message its length as a varint, as protobuf's libraries write delimited messages.
    case varint
    /// Before each message its length in four bytes, the highest first, as the Collector's file exporter writes them.
    case bigEndian

    /// Bytes that are enough to tell.
    static let telling = 64

    /// The framing of a file that begins like this; nil if it is no OTLP.
    init?(beginning: [UInt8]) {
        if Self.isMessage(beginning[...], length: nil) {
            self = .none
        } else if let (length, count) = Self.varint(beginning[...]), length > 1,
            Self.isMessage(beginning[count...], length: length)
        {
            self = .varint
        } else if beginning.count > 4,
            case let length = beginning[..<4].reduce(0, { $0 << 8 | UInt64($1) }), length > 1,
            Self.isMessage(beginning[4...], length: length)
        {
            self = .bigEndian
        } else {
            return nil
        }
    }

    /// Whether `bytes` begin with a `ResourceSpans` that has a plausible beginning itself, within `length` bytes if these are known.
    private static func isMessage(_ bytes: ArraySlice<UInt8>, length: UInt64?) -> Bool {
        guard bytes.first == 0x0A, let (outer, count) = varint(bytes.dropFirst()) else {
            return false
        }
        if let length, UInt64(1 + count) + outer > length { return false }
        // A resource, scope spans or a schema's address; in Tempo's answer one level more.
        let inner = bytes.dropFirst(1 + count)
        guard let tag = inner.first, [0x0A, 0x12, 0x1A].contains(tag),
            let (nested, nestedCount) = varint(inner.dropFirst()),
            UInt64(1 + nestedCount) + nested <= outer
        else { return false }
        if nested == 0 || tag == 0x1A { return true }
        guard let deepest = inner.dropFirst(1 + nestedCount).first else { return false }
        return [0x0A, 0x10, 0x12, 0x1A].contains(deepest)
    }

    /// A varint and how many bytes it takes; nil if it is not complete.
    static func varint(_ bytes: ArraySlice<UInt8>) -> (value: UInt64, count: Int)? {
        var value: UInt64 = 0
        for (place, byte) in bytes.prefix(9).enumerated() {
            value |= UInt64(byte & 0x7F) << UInt64(7 * place)
            if byte < 0x80 { return (value, place + 1) }
        }
        return nil
    }
}
