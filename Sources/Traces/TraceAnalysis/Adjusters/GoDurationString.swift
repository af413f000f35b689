package import TraceModel

/// Durations as `String()` of Go's `time.Duration` writes them, in Jaeger's warnings: `1.5ms`, `-20µs`, `1m30s`, `2h0m0.5s`.
package enum GoDurationString {
    package static func text(of duration: Nanoseconds) -> String {
        let sign = duration < 0 ? "-" : ""
        let size = duration.magnitude
        switch size {
        case 0: return "0s"
        case ..<1000: return "\(sign)\(size)ns"
        case ..<1_000_000: return sign + decimal(size, unit: 1000) + "µs"
        case ..<1_000_000_000: return sign + decimal(size, unit: 1_000_000) + "ms"
        default:
            let minutes = size / 60_000_000_000
            let seconds = decimal(size % 60_000_000_000, unit: 1_000_000_000) + "s"
            if minutes == 0 { return sign + seconds }
            if minutes < 60 { return "\(sign)\(minutes)m\(seconds)" }
            return "\(sign)\(minutes / 60)h\(minutes % 60)m\(seconds)"
        }
    }

    /// The duration that a text written so means; nil if it is none.
    package static func duration(_ text: String) -> Nanoseconds? {
        let isNegative = text.hasPrefix("-")
        var rest = text.drop { $0 == "-" }
        var total = 0.0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isNumber || $0 == "." }
            guard let number = Double(digits) else { return nil }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter || $0 == "µ" }
            rest = rest.dropFirst(unit.count)
            if number == 0, unit.isEmpty { break }
            guard let size = units[String(unit)] else { return nil }
            total += number * size
        }
        guard total < Double(Nanoseconds.max) else { return nil }
        let size = Nanoseconds(total.rounded())
        return isNegative ? -size : size
    }

    private static let units: [String: Double] = [
        "ns": 1, "µs": 1e3, "μs": 1e3, "us": 1e3, "ms": 1e6, "s": 1e9, "m": 60e9, "h": 3600e9,
    ]

    /// `size` in units, with as many decimals as it has.
    private static func decimal(_ size: UInt64, unit: UInt64) -> String {
        let rest = size % unit
        guard rest > 0 else { return String(size / unit) }
        // The leading 1 keeps the zeros in front.
        var digits = String(unit + rest).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(size / unit).\(digits)"
    }
}
