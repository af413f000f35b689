import TraceModel

/// Compares values with one that was typed, as ``ValueOrder`` says.
struct OrderTest: Sendable {
    private let order: ValueOrder
    private let text: [UInt8]
    private let number: Number?

    init(_ order: ValueOrder, _ text: String) {
        self.order = order
        self.text = Array(text.utf8)
        number = Number(self.text)
    }

    func accepts(_ value: Int64) -> Bool { accepts(.whole(value)) }

    func accepts(_ value: Double) -> Bool { accepts(.fraction(value)) }

    func accepts(_ bytes: some Collection<UInt8>) -> Bool {
        if number != nil { return Number(bytes).map(accepts) ?? false }
        switch order {
        case .equal: return bytes.elementsEqual(text)
        case .more: return text.lexicographicallyPrecedes(bytes)
        case .atLeast: return !bytes.lexicographicallyPrecedes(text)
        case .less: return bytes.lexicographicallyPrecedes(text)
        case .atMost: return !text.lexicographicallyPrecedes(bytes)
        }
    }

    private func accepts(_ value: Number) -> Bool {
        switch (value, number) {
        case (_, nil): false
        case (.whole(let left), .whole(let right)?): order.holds(left, right)
        case (let left, let right?): order.holds(left.double, right.double)
        }
    }

    /// A decimal number, exact where it is a whole one.
    private enum Number: Sendable {
        case whole(Int64)
        case fraction(Double)

        /// No text of a double is longer that says something.
        private static let longest = 400

        init?(_ bytes: some Collection<UInt8>) {
            // Most texts are no numbers, which their first character tells.
            guard let first = bytes.first, Self.begins(first), bytes.count <= Self.longest,
                bytes.allSatisfy({ Self.begins($0) || $0 == 0x65 || $0 == 0x45 })
            else { return nil }
            let text = String(decoding: bytes, as: UTF8.self)
            if let whole = Int64(text) {
                self = .whole(whole)
            } else if let fraction = Double(text) {
                self = .fraction(fraction)
            } else {
                return nil
            }
        }

        var double: Double {
            switch self {
            case .whole(let value): Double(value)
            case .fraction(let value): value
            }
        }

        /// A digit, a sign or a point.
        private static func begins(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E
        }
    }
}
