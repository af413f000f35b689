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

    /// The duration that a text written so means; nil if it is none.
    package static func duration(_ text: String) -> Nanoseconds? {
        var text = text
        return text.withUTF8 { duration($0) }
    }

    /// The same of UTF-8; a trace may have millions of them.
    static func duration(_ text: UnsafeBufferPointer<UInt8>) -> Nanoseconds? {
        let isNegative = text.first == UInt8(ascii: "-")
        var rest = text[(isNegative ? 1 : 0)...]
        var total = 0.0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            guard let number = takeNumber(&rest) else { return nil }
            if number == 0, rest.isEmpty { break }
            guard let size = takeUnit(&rest) else { return nil }
            total += number * size
        }
        guard total < Double(Nanoseconds.max) else { return nil }
        let size = Nanoseconds(total.rounded())
        return isNegative ? -size : size
    }

    /// A number with or without decimals; nil if there is none.
    private static func takeNumber(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
        var digits = 0.0
        var scale = 1.0
        var count = 0
        var hasPoint = false
        while let byte = rest.first {
            if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                digits = digits * 10 + Double(byte - UInt8(ascii: "0"))
                if hasPoint { scale *= 10 }
                count += 1
            } else {
                break
            }
            rest.removeFirst()
        }
        return count == 0 ? nil : digits / scale
    }

    /// The nanoseconds of a unit; nil if it is none.
    private static func takeUnit(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
        let isUnit = { (byte: UInt8) in byte != UInt8(ascii: ".") && !(0x30...0x39).contains(byte) }
        let name = rest.prefix(while: isUnit)
        rest = rest[name.endIndex...]
        return units.first { $0.name.elementsEqual(name) }?.size
    }

    private static let units: [(name: String.UTF8View, size: Double)] = [
        ("ms", 1e6), ("µs", 1e3), ("ns", 1), ("s", 1e9), ("m", 60e9), ("h", 3600e9), ("μs", 1e3),
        ("us", 1e3),
    ].map { ($0.0.utf8, $0.1) }

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
