package import TraceModel

/// Durations as `String()` of Go's `time.Duration` writes them, in Jaeger's warnings: `1.5ms`, `-20µs`, `1m30s`, `2h0m0.5s`.
package enum GoDurationString {
    package static func text(of duration: Nanoseconds) -> String {
        var bytes: [UInt8] = []
        append(duration, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the text to UTF-8; a trace may have millions of them.
    static func append(_ duration: Nanoseconds, to bytes: inout [UInt8]) {
        if duration < 0 { bytes.append(UInt8(ascii: "-")) }
        let size = duration.magnitude
        switch size {
        case 0: append("0s", &bytes)
        case ..<1000:
            append(size, &bytes)
            append("ns", &bytes)
        case ..<1_000_000: append(size, unit: 1000, "µs", &bytes)
        case ..<1_000_000_000: append(size, unit: 1_000_000, "ms", &bytes)
        default:
            let minutes = size / 60_000_000_000
            if minutes >= 60 {
                append(minutes / 60, &bytes)
                append("h", &bytes)
            }
            if minutes > 0 {
                append(minutes % 60, &bytes)
                append("m", &bytes)
            }
            append(size % 60_000_000_000, unit: 1_000_000_000, "s", &bytes)
        }
    }

    /// `size` in units, with as many decimals as it has.
    private static func append(
        _ size: UInt64,
        unit: UInt64,
        _ name: StaticString,
        _ bytes: inout [UInt8]
    ) {
        append(size / unit, &bytes)
        var rest = size % unit
        if rest > 0 { bytes.append(UInt8(ascii: ".")) }
        var place = unit / 10
        while rest > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / place))
            rest %= place
            place /= 10
        }
        append(name, &bytes)
    }

    private static func append(_ number: UInt64, _ bytes: inout [UInt8]) {
        let start = bytes.count
        var rest = number
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    private static func append(_ text: StaticString, _ bytes: inout [UInt8]) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        )
    }
}
