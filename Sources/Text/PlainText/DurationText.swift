package import TraceModel

/// Lengths of time as people read and write them.
package enum DurationText {
    private static let units: [(name: String, nanoseconds: Nanoseconds)] = [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000),
        ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
        ("d", 86_400_000_000_000), ("w", 604_800_000_000_000),
    ]

    /// Three significant digits and a unit up to a minute (`1.24s`, `640ms`, `15µs`), two units above
    /// (`2m 5s`, `3h 20m`, `1d 4h`), days alone
    /// from a thousand on; at most eight characters for what is not negative.
    package static func short(_ duration: Nanoseconds) -> String {
        let magnitude = duration.magnitude
        let sign = duration < 0 ? "-" : ""
        switch magnitude {
        case 0: return "0"
        case ..<1_000: return "\(sign)\(magnitude)ns"
        case ..<999_500: return sign + significant(magnitude, 1_000) + "µs"
        case ..<999_500_000: return sign + significant(magnitude, 1_000_000) + "ms"
        case ..<59_950_000_000: return sign + significant(magnitude, 1_000_000_000) + "s"
        default: return sign + twoUnits(seconds: (magnitude + 500_000_000) / 1_000_000_000)
        }
    }

    /// How long after a moment, or before it: `+12ms`, `-500µs`.
    package static func offset(_ duration: Nanoseconds) -> String {
        (duration < 0 ? "" : "+") + short(duration)
    }

    /// Like ``short(_:)``, of a figure in nanoseconds, rounded to whole ones.
    ///
    /// - Returns: Nil for what is not a duration: sources may answer anything, such as less than nothing, NaN, or more
    ///   than 292 years.
    package static func short(nanoseconds: Double) -> String? {
        (0..<0x1p63).contains(nanoseconds) ? short(Nanoseconds(nanoseconds.rounded())) : nil
    }

    /// How long something has lasted, for a line that is not drawn anew every second: in steps of five seconds, and of
    /// minutes from two on (`15 s`, `3 min`).
    package static func passed(_ duration: Nanoseconds) -> String {
        let seconds = max(0, duration) / 5_000_000_000 * 5
        return seconds < 120 ? "\(seconds) s" : "\(seconds / 60) min"
    }

    /// Three significant digits of `value / unit`, without trailing zeros.
    private static func significant(_ value: UInt64, _ unit: UInt64) -> String {
        var decimals: UInt64 = 1
        var places = 0
        if value < 9_995 * unit / 1000 {
            (decimals, places) = (100, 2)
        } else if value < 99_950 * unit / 1000 {
            (decimals, places) = (10, 1)
        }
        let (product, overflow) = value.multipliedReportingOverflow(by: decimals)
        let scaled = overflow ? value / unit * decimals : (product + unit / 2) / unit
        let whole = scaled / decimals
        let fraction = scaled % decimals
        guard places > 0, fraction > 0 else { return "\(whole)" }
        var digits = String(fraction)
        digits = String(repeating: "0", count: places - digits.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(whole).\(digits)"
    }

    private static func twoUnits(seconds: UInt64) -> String {
        let steps: [(UInt64, String, UInt64, String)] = [
            (86400, "d", 3600, "h"), (3600, "h", 60, "m"), (60, "m", 1, "s"),
        ]
        // Hours do not matter after years, and eight columns must do.
        if seconds >= 1000 * 86400 { return "\(seconds / 86400)d" }
        for (large, largeName, small, smallName) in steps where seconds >= large {
            let rest = seconds % large / small
            return "\(seconds / large)\(largeName)" + (rest == 0 ? "" : " \(rest)\(smallName)")
        }
        return "\(seconds)s"
    }

    /// What to say was expected.
    package static let expectation = "a length of time such as `500ms`, `5s` or `2m`"

    /// What to write instead of a number without its unit; empty for anything else.
    package static func remedy(for text: some StringProtocol) -> String {
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isNumber ? "; write `\(text)s`" : ""
    }

    /// What to say of a word that is no length of time, a clause.
    package static func hint(for text: some StringProtocol) -> String {
        "expected \(expectation)\(remedy(for: text))"
    }

    /// Reads `100ms`, `1.5s`, `1m30s`, `2d`: numbers, each with a unit of `ns us µs ms s m h d w`.
    ///
    /// A bare `0` needs none. Fractions of a nanosecond are rounded, more than 292 years are none.
    package static func parse(_ text: some StringProtocol) -> Nanoseconds? {
        if text == "0" { return 0 }
        var rest = Substring(text)
        var total: Nanoseconds = 0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(digits.count)
            let name = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(name.count)
            guard let unit = units.first(where: { $0.name == name })?.nanoseconds,
                let length = length(digits, unit)
            else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(length)
            guard !overflow else { return nil }
            total = sum
        }
        return total
    }

    /// `digits`, perhaps with a decimal point, times `unit`; whole numbers are exact.
    private static func length(_ digits: Substring, _ unit: Nanoseconds) -> Nanoseconds? {
        guard let point = digits.firstIndex(of: ".") else {
            guard let whole = Nanoseconds(digits) else { return nil }
            let (product, overflow) = whole.multipliedReportingOverflow(by: unit)
            return overflow ? nil : product
        }
        let whole = point == digits.startIndex ? 0 : length(digits[..<point], unit)
        guard let fraction = Double("0" + digits[point...]), let whole else { return nil }
        let (sum, overflow) = whole.addingReportingOverflow(
            Nanoseconds((fraction * Double(unit)).rounded())
        )
        return overflow ? nil : sum
    }

    /// The exact value in the largest unit that divides it, as queries write it: `90s`, `1500us`.
    package static func exact(_ duration: Nanoseconds) -> String {
        let steps: [(Nanoseconds, String)] = [
            (604_800_000_000_000, "w"), (86_400_000_000_000, "d"), (3_600_000_000_000, "h"),
            (60_000_000_000, "m"), (1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "us"),
        ]
        if duration == 0 { return "0" }
        for (unit, name) in steps where duration % unit == 0 { return "\(duration / unit)\(name)" }
        return "\(duration)ns"
    }
}
