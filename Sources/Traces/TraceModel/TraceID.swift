/// The identifier of a trace: 16 bytes, or in files and answers that do not keep to that, a text.
///
/// Equality is by value, so that an id of 16 digits and the same one padded to 32 are one id
/// (opentelemetry-proto `trace.proto`, `Span.trace_id`; W3C Trace Context §3.2.2.3). Ids that are texts are equal if the
/// texts are; their bytes are a hash.
package struct TraceID: Sendable {
    /// Bytes 0–7, big-endian; zero for a 64-bit id.
    package let high: UInt64
    /// Bytes 8–15, big-endian.
    package let low: UInt64
    /// What was written, if that is no number.
    package let text: IDText?

    package init(high: UInt64, low: UInt64) {
        self.init(high: high, low: low, text: nil)
    }

    init(high: UInt64, low: UInt64, text: IDText?) {
        self.high = high
        self.low = low
        self.text = text
    }

    /// The id that is this text, whatever it looks like.
    package init(text: String) {
        self.init(
            high: IDText.number(of: text, lane: 1),
            low: IDText.number(of: text, lane: 2),
            text: IDText(text)
        )
    }

    /// Reads an id as a document or a user spells it.
    ///
    /// Hexadecimal digits are read as by ``init(hexDigits:)``, also with more zeros before them, `0x`, or the dashes of a UUID; anything
    /// else is an id by itself. An empty text is zero.
    package init(written bytes: UnsafeBufferPointer<UInt8>) {
        if let number = TraceID(hexDigits: bytes) {
            self = number
            return
        }
        switch IDSpelling(bytes) {
        case .number(let high, let low): self.init(high: high, low: low)
        case .text(let text): self.init(text: text)
        }
    }

    /// Reads an id as ``init(written:)-(UnsafeBufferPointer<UInt8>)`` does.
    package init(written text: some StringProtocol) {
        var text = String(text)
        self = text.withUTF8 { TraceID(written: $0) }
    }

    /// The all-zero id, which names no trace.
    package static var zero: TraceID { TraceID(high: 0, low: 0) }

    package var isZero: Bool { high == 0 && low == 0 }

    /// 32 lower-case hexadecimal digits; of a text the text.
    package var hex: String {
        text?.written ?? Hexadecimal.text(of: high) + Hexadecimal.text(of: low)
    }

    /// 16 digits when the high half is zero, else 32: the form of Jaeger's JSON; of a text the text.
    package var jaegerHex: String {
        high == 0 && text == nil ? Hexadecimal.text(of: low) : hex
    }

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

    /// The 16 bytes, big-endian; of a text its hash.
    package var bytes: [UInt8] {
        [high, low].flatMap { half in
            (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) }
        }
    }
}

extension TraceID: Hashable {
    package static func == (left: TraceID, right: TraceID) -> Bool {
        left.low == right.low && left.high == right.high
            && IDText.areEqual(left.text, right.text)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(high)
        hasher.combine(low)
    }
}

extension TraceID: Comparable {
    package static func < (left: TraceID, right: TraceID) -> Bool {
        let (first, second) = ((left.high, left.low), (right.high, right.low))
        if first != second { return first < second }
        return (left.text?.written ?? "") < (right.text?.written ?? "")
    }
}

extension TraceID: CustomStringConvertible {
    package var description: String { hex }
}
