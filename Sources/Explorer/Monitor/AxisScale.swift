import PlainText
import TraceModel

/// The upper end of a value axis as a round number, and its labels.
package struct AxisScale: Sendable, Equatable {
    package enum Unit: Sendable, CaseIterable {
        /// Calls per second.
        case rate
        /// A share 0...1, shown in percent.
        case share
        /// Nanoseconds.
        case duration
    }

    package let unit: Unit
    /// The value at the top, > 0; the lower end is 0.
    package let top: Double

    /// The least round number that is at least as large as each of `values`.
    package init(_ unit: Unit, fitting values: some Sequence<Double>) {
        self.unit = unit
        let most = values.reduce(0) { $1.isFinite ? max($0, $1) : $0 }
        top = Self.nice(most, unit)
    }

    private static func nice(_ value: Double, _ unit: Unit) -> Double {
        switch unit {
        case .share where value > 0.5: return 1
        case .share: return decimal(max(value, 0.01))
        case .rate: return decimal(max(value, 0.001))
        case .duration:
            let seconds = value / 1e9
            guard seconds > 50 else { return decimal(max(value, 1_000)) }
            let minutes: [Double] = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1440]
            return (minutes.first { seconds <= $0 * 60 } ?? decimal(seconds / 86400) * 1440) * 60e9
        }
    }

    /// 1, 2 or 5 times a power of ten.
    private static func decimal(_ value: Double) -> Double {
        var power = 1.0
        while power < value { power *= 10 }
        while power / 10 >= value { power /= 10 }
        return [power / 5, power / 2, power].first { $0 >= value * (1 - 1e-9) } ?? power
    }

    /// A value in the axis's unit, in at most eight columns: `12.1`, `2.3%`, `84ms`.
    package static func text(_ value: Double, _ unit: Unit) -> String {
        switch unit {
        case .rate: value < 0.995 ? small(value) : CountText.rate(value)
        case .share: CountText.percent(value)
        case .duration: DurationText.short(nanoseconds: value) ?? "–"
        }
    }

    /// Two digits of a number below 1: `0.017`, `0.5`.
    private static func small(_ value: Double) -> String {
        guard value > 0 else { return "0" }
        guard value >= 0.000_1 else { return "<0.0001" }
        let places = value >= 0.1 ? 2 : value >= 0.01 ? 3 : 4
        let scale = [100, 1_000, 10_000][places - 2]
        var digits = String(Int((value * Double(scale)).rounded()))
        digits = String(repeating: "0", count: max(0, places - digits.count)) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return "0." + digits
    }

    /// A tick's label, without a decimal that is 0.
    package func label(_ value: Double) -> String {
        let text = Self.text(value, unit)
        return switch unit {
        case .rate where text.hasSuffix(".0"): String(text.dropLast(2))
        case .share where text.hasSuffix(".0%"): String(text.dropLast(3)) + "%"
        default: text
        }
    }

    /// The rows, counted from the top, that get a label, with it: top, middle where there is room, 0.
    package func ticks(rows: Int) -> [(row: Int, label: String)] {
        guard rows > 0 else { return [] }
        var ticks = [(row: 0, label: label(top))]
        if rows >= 5, rows % 2 == 1 { ticks.append((row: rows / 2, label: label(top / 2))) }
        if rows > 1 { ticks.append((row: rows - 1, label: "0")) }
        return ticks
    }
}
