import TerminalText

/// A figure over time as a row of blocks, a block or several of the same height for each point.
struct TrendChart {
    /// Points that are shown, the newest ones.
    static let points = 15

    private let values: [Double?]
    private let top: Double
    /// From here on a point stands out.
    private let bad: Double

    /// - Parameters:
    ///   - values: Oldest first; nil where unknown.
    ///   - leastTop: The highest block stands for this value at least, and values as large stand out; 0 for neither.
    init(_ values: [Double?], leastTop: Double) {
        self.values = values.suffix(Self.points)
            .map { $0.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil } }
        top = max(leastTop, self.values.compactMap { $0 }.max() ?? 0)
        bad = leastTop > 0 ? leastTop : .infinity
    }

    /// Always as wide as `columns`.
    func cell(columns: Int, _ letters: Lettering) -> Cell {
        let width = max(1, columns / Self.points)
        let bars = values.map { value -> Cell in
            guard let value, top > 0 else { return Cell(SafeText(repeating: " ", count: width)) }
            let block = letters.block(1 + Int((value / top * 7).rounded()))
            return Cell(
                SafeText(repeating: block, count: width),
                value >= bad ? .error : .bar
            )
        }
        let rest = SafeText(repeating: " ", count: columns - bars.count * width)
        return Cell(bars.flatMap(\.pieces) + Cell(rest, .bar).pieces)
    }
}
