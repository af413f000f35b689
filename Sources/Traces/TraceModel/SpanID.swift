/// The identifier of a span within its trace: 8 bytes, of which zero names no span, or in files and answers that do not keep
/// to that, a text.
///
/// Ids that are texts are equal if the texts are; their bytes are a hash.
package struct SpanID: Sendable {
    package let value: UInt64
    /// What was written, if that is no number of 64 bits.
    package let text: IDText?

    package init(_ value: UInt64) {
        self.init(value, nil)
    }

    init(_ value: UInt64, _ text: IDText?) {
        self.value = value
        self.text = text
    }

    /// The id that is this text, whatever it looks like.
    package init(text: String) {
        self.init(IDText.number(of: text, lane: 3), IDText(text))
    }

    /// Reads an id as a document or a user spells it.
    ///
    /// Hexadecimal digits are read as by ``init(hexDigits:)``, also with more zeros before them, `0x`, or the dashes of a UUID; anything
    /// else is an id by itself, a number beyond 64 bits as its digits. An empty text is zero.
    package init(written bytes: UnsafeBufferPointer<UInt8>) {
        if let number = SpanID(hexDigits: bytes) {
            self = number
            return
        }
        switch IDSpelling(bytes) {
        case .number(0, let low): self.init(low)
        case .number(let high, let low):
            let digits = TraceID(high: high, low: low).hex
            self.init(text: String(digits.drop { $0 == "0" }))
        case .text(let text): self.init(text: text)
        }
    }

    /// Reads an id as ``init(written:)-(UnsafeBufferPointer<UInt8>)`` does.
    package init(written text: some StringProtocol) {
        var text = String(text)
        self = text.withUTF8 { SpanID(written: $0) }
    }

    /// The all-zero id: "no span", as in the parent of a root.
    package static var zero: SpanID { SpanID(0) }

    package var isZero: Bool { value == 0 }

    /// 16 lower-case hexadecimal digits; of a text the text.
    package var hex: String { text?.written ?? Hexadecimal.text(of: value) }

    /// Reads 1–16 hexadecimal digits of either case, as if padded with zeros on the left.
    package init?(hex: some StringProtocol) {
        var text = String(hex)
        let id: SpanID? = text.withUTF8 { SpanID(hexDigits: $0) }
        guard let id else { return nil }
        self = id
    }

    /// Reads 1–16 hexadecimal digits as UTF-8 bytes.
    package init?(hexDigits bytes: UnsafeBufferPointer<UInt8>) {
        guard (1...16).contains(bytes.count),
            let value = Hexadecimal.value(of: bytes, in: 0..<bytes.count)
        else { return nil }
        self.init(value)
    }

    /// Reads exactly 8 bytes, big-endian.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 8 else { return nil }
        self.init(bytes.reduce(0) { $0 << 8 | UInt64($1) })
    }
}

extension SpanID: Hashable {
    package static func == (left: SpanID, right: SpanID) -> Bool {
        left.value == right.value && IDText.areEqual(left.text, right.text)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

extension SpanID: Comparable {
    package static func < (left: SpanID, right: SpanID) -> Bool {
        if left.value != right.value { return left.value < right.value }
        return (left.text?.written ?? "") < (right.text?.written ?? "")
    }
}

extension SpanID: CustomStringConvertible {
    package var description: String { hex }
}
