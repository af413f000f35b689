/// The 16-byte identifier of a trace.
///
/// Equality is by value, so that an id of 16 digits and the same one padded to 32 are one id
/// (opentelemetry-proto `trace.proto`, `Span.trace_id`; W3C Trace Context §3.2.2.3).
package struct TraceID: Hashable, Sendable {
    /// Bytes 0–7, big-endian; zero for a 64-bit id.
    package var high: UInt64
    /// Bytes 8–15, big-endian.
    package var low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The all-zero id, which names no trace.
    package static let zero = TraceID(high: 0, low: 0)

    package var isZero: Bool { high == 0 && low == 0 }

    /// 32 lower-case hexadecimal digits.
    package var hex: String { Hexadecimal.text(of: high) + Hexadecimal.text(of: low) }

    /// 16 digits when the high half is zero, else 32: the form of Jaeger's JSON.
    package var jaegerHex: String { high == 0 ? Hexadecimal.text(of: low) : hex }

    /// Reads 1–32 hexadecimal digits of either case, as if padded with zeros on the left.
    package init?(hex: some StringProtocol) {
        var text = String(hex)
        let id: TraceID? = text.withUTF8 { TraceID(hexDigits: $0) }
        guard let id else { return nil }
        self = id
    }

    /// Reads 1–32 hexadecimal digits as UTF-8 bytes.
    package init?(hexDigits bytes: UnsafeBufferPointer<UInt8>) {
        guard (1...32).contains(bytes.count) else { return nil }
        let split = max(0, bytes.count - 16)
        guard let low = Hexadecimal.value(of: bytes, in: split..<bytes.count) else { return nil }
        var high: UInt64 = 0
        if split > 0 {
            guard let value = Hexadecimal.value(of: bytes, in: 0..<split) else { return nil }
            high = value
        }
        self.init(high: high, low: low)
    }

    /// Reads exactly 16 bytes, or 8 as the low half.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 || bytes.count == 8 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for byte in bytes {
            high = high << 8 | low >> 56
            low = low << 8 | UInt64(byte)
        }
        self.init(high: high, low: low)
    }

    /// The 16 bytes, big-endian.
    package var bytes: [UInt8] {
        [high, low].flatMap { half in
            (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) }
        }
    }
}

extension TraceID: Comparable {
    package static func < (left: TraceID, right: TraceID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension TraceID: CustomStringConvertible {
    package var description: String { hex }
}
