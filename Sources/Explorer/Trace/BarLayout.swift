import TraceAnalysis
import TraceModel

/// What one half of a character cell of a bar says.
package enum BarWeight: UInt8, Sendable, Comparable {
    /// Nothing runs.
    case none
    /// Nobody instrumented this stretch of the span.
    case gap
    /// The span runs, off the critical path.
    case light
    /// The span is on the critical path.
    case heavy

    package static func < (left: BarWeight, right: BarWeight) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The bar of one span: two half cells a column.
package struct BarLayout: Sendable, Equatable {
    /// 2 × columns half cells.
    package var halves: [BarWeight]
    /// The column of the error mark, where the error happened at the span's end.
    package var errorColumn: Int?
    /// Duration, and where it is written.
    package var label: String
    package var labelColumn: Int

    /// Lays out the bar of `node`.
    ///
    /// A span shorter than a half cell still gets one; a span outside of the window gets none, and its label
    /// stands at the edge it lies beyond.
    ///
    /// - Parameters:
    ///   - node: A node of the tree, synthetic ones included.
    ///   - prepared: The trace.
    ///   - window: The time the columns stand for.
    ///   - columns: Columns for bar and label, > 0.
    /// - Complexity: O(columns + sections of the critical path and gaps of the span).
    package init(_ node: Int, of prepared: PreparedTrace, window: TimeWindow, columns: Int) {
        let tree = prepared.tree
        let start = tree.displayStarts[node]
        let end = tree.displayEnds[node]
        let isSpan = node < tree.spanCount
        var halves = [BarWeight](repeating: .none, count: columns * 2)
        func range(_ start: UInt64, _ end: UInt64) -> Range<Int>? {
            let first = window.share(of: start) * Double(columns * 2)
            let last = window.share(of: end) * Double(columns * 2)
            guard last >= 0, first <= Double(columns * 2) else { return nil }
            let lower = max(0, min(columns * 2 - 1, Int(first.rounded(.down))))
            let upper = max(lower + 1, min(columns * 2, Int(last.rounded(.up))))
            return lower..<upper
        }
        let whole = isSpan ? range(start, end) : nil
        if let whole {
            for half in whole { halves[half] = .light }
            for section in prepared.gaps.sections(of: node) {
                if let gap = range(section.start, section.end) {
                    // A gap is drawn only where it fills its cells.
                    for half in gap.dropFirst().dropLast() { halves[half] = .gap }
                }
            }
            for section in prepared.criticalPath.sections(of: node) {
                if let heavy = range(section.start, section.end) {
                    for half in heavy where halves[half] != .gap { halves[half] = .heavy }
                }
            }
        }
        self.halves = halves
        let text =
            isSpan ? DurationText.short(Nanoseconds(clamping: end - start)) : ""
        label = text
        errorColumn =
            isSpan && prepared.trace[node].isError ? whole.map { ($0.upperBound - 1) / 2 } : nil
        let width = text.count
        if let whole {
            let after = (whole.upperBound + 1) / 2 + 1
            let before = whole.lowerBound / 2 - 1 - width
            if after + width <= columns {
                labelColumn = after
            } else if before >= 0 {
                labelColumn = before
            } else {
                // Over the bar, but never over its error mark.
                labelColumn = max(0, columns - width - (errorColumn == nil ? 0 : 2))
            }
        } else {
            labelColumn = window.share(of: start) > 0.5 ? max(0, columns - width) : 0
        }
    }
}
