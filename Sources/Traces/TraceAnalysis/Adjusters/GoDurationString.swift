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
