package import TraceModel

/// The duration text of the query API: decimal numbers with units, as Go's `time.ParseDuration` reads them.
package enum GoDuration {
    /// The shortest exact text with one unit, such as `1.5s`, `250ms`, `1us`.
    package static func text(of duration: Nanoseconds) -> String {
        let magnitude = duration.magnitude
        let (unit, size): (String, UInt64) =
            switch magnitude {
            case 0: ("s", 1_000_000_000)
            case 1_000_000_000...: ("s", 1_000_000_000)
            case 1_000_000...: ("ms", 1_000_000)
            case 1000...: ("us", 1000)
            default: ("ns", 1)
            }
        let sign = duration < 0 ? "-" : ""
        let fraction = DecimalFraction.text(of: magnitude % size, digits: String(size).count - 1)
        return sign + String(magnitude / size) + (fraction.isEmpty ? "" : "." + fraction) + unit
    }

    /// Reads a duration such as `1m30s` or `0`; nil if it is none, or beyond 292 years.
    package static func parse(_ text: some StringProtocol) -> Nanoseconds? {
        var rest = Array(text.utf8)[...]
        var sign: Int64 = 1
        if let first = rest.first, first == 0x2D || first == 0x2B {
            sign = first == 0x2D ? -1 : 1
            rest.removeFirst()
        }
        if rest.elementsEqual("0".utf8) { return 0 }
        guard !rest.isEmpty else { return nil }
        var total: Int64 = 0
        while !rest.isEmpty {
            guard let part = takePart(from: &rest) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            guard !overflow else { return nil }
            total = sum
        }
        return sign * total
    }

    /// One number and its unit.
    private static func takePart(from rest: inout ArraySlice<UInt8>) -> Int64? {
        let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
        let whole = rest.prefix(while: isDigit)
        rest = rest.dropFirst(whole.count)
        var fraction: ArraySlice<UInt8> = []
        if rest.first == 0x2E {
            rest.removeFirst()
            fraction = rest.prefix(while: isDigit)
            rest = rest.dropFirst(fraction.count)
        }
        guard !(whole.isEmpty && fraction.isEmpty),
            let value = whole.isEmpty ? 0 : Int64(String(decoding: whole, as: UTF8.self))
        else { return nil }
        let name = rest.prefix { !isDigit($0) && $0 != 0x2E }
        rest = rest.dropFirst(name.count)
        guard let unit = units[String(decoding: name, as: UTF8.self)] else { return nil }
        let (product, overflow) = value.multipliedReportingOverflow(by: unit)
        guard !overflow else { return nil }
        var scaled = product
        var place = unit
        for digit in fraction {
            place /= 10
            let (sum, overflow) = scaled.addingReportingOverflow(Int64(digit - 0x30) * place)
            guard !overflow else { return nil }
            scaled = sum
        }
        return scaled
    }

    private static let units: [String: Int64] = [
        "ns": 1, "us": 1000, "µs": 1000, "μs": 1000, "ms": 1_000_000, "s": 1_000_000_000,
        "m": 60_000_000_000, "h": 3_600_000_000_000,
    ]
}

/// Digits after a decimal point.
enum DecimalFraction {
    /// `value` as `digits` digits, without the zeros at the end; empty for zero.
    static func text(of value: UInt64, digits: Int) -> String {
        guard value > 0 else { return "" }
        let text = String(value)
        let padded = String(repeating: "0", count: max(0, digits - text.count)) + text
        return String(padded.prefix(padded.count - padded.reversed().prefix { $0 == "0" }.count))
    }
}
