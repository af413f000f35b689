/// Counts, sizes and shares as people read them.
package enum CountText {
    /// Digits grouped by commas: `13,261`.
    package static func grouped(_ count: Int) -> String {
        let digits = String(count.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (count < 0 ? "-" : "") + text
    }

    /// `1 span`, `84 spans`: the count and the word, in the plural where English has one.
    package static func of(_ count: Int, _ word: String, plural: String? = nil) -> String {
        "\(grouped(count)) \(count == 1 ? word : plural ?? word + "s")"
    }

    /// Three digits and a unit: `980`, `1.2k`, `13k`, `4.1M`.
    package static func brief(_ count: Int) -> String {
        switch count.magnitude {
        case ..<1000: "\(count)"
        case ..<9_950: tenths(Double(count) / 1e3) + "k"
        case ..<999_500: "\(nearest(count, 1000))k"
        case ..<9_950_000: tenths(Double(count) / 1e6) + "M"
        default: "\(nearest(count, 1_000_000))M"
        }
    }

    /// `812 B`, `1.2 kB`, `42 MB`.
    package static func bytes(_ count: Int) -> String {
        switch count {
        case ..<1000: "\(count) B"
        case ..<9_950: tenths(Double(count) / 1e3) + " kB"
        case ..<999_500: "\((count + 500) / 1000) kB"
        case ..<9_950_000: tenths(Double(count) / 1e6) + " MB"
        case ..<999_500_000: "\((count + 500_000) / 1_000_000) MB"
        default: tenths(Double(count) / 1e9) + " GB"
        }
    }

    /// A rate with one decimal below 100: `12.1`, `240`.
    package static func rate(_ value: Double) -> String {
        guard value.isFinite, value >= 0 else { return "–" }
        return value < 99.95 ? tenths(value) : brief(Int(min(value.rounded(), 1e15)))
    }

    /// A share 0...1 in percent: `2.3%`, `0%`, `100%`; never rounded down to nothing (`<0.1%`).
    package static func percent(_ share: Double) -> String {
        guard share.isFinite, share >= 0, share < 1e6 else { return "–" }
        if share > 0 && share < 0.0005 { return "<0.1%" }
        if share == 0 || share >= 0.9995 { return "\(Int((share * 100).rounded()))%" }
        return tenths(share * 100) + "%"
    }

    /// `count / unit`, rounded; no count is too large for it.
    private static func nearest(_ count: Int, _ unit: Int) -> Int {
        let (whole, rest) = count.quotientAndRemainder(dividingBy: unit)
        return whole + (rest >= unit / 2 ? 1 : 0)
    }

    private static func tenths(_ value: Double) -> String {
        let scaled = Int((value * 10).rounded())
        return "\(scaled / 10).\(abs(scaled % 10))"
    }
}
