/// The 8-byte identifier of a span within its trace; zero names no span.
package struct SpanID: Hashable, Sendable {
    package var value: UInt64

    package init(_ value: UInt64) {
        self.value = value
    }

    /// The all-zero id: "no span", as in the parent of a root.
    package static let zero = SpanID(0)

    package var isZero: Bool { value == 0 }

    /// 16 lower-case hexadecimal digits.
    package var hex: String { Hexadecimal.text(of: value) }

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

extension SpanID: Comparable {
    package static func < (left: SpanID, right: SpanID) -> Bool { left.value < right.value }
}

extension SpanID: CustomStringConvertible {
    package var description: String { hex }
}
