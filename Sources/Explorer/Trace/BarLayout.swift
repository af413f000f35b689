import PlainText
import TraceAnalysis
import TraceModel

/// What one half of a character cell of a bar says.
package enum BarWeight: UInt8, Sendable, Comparable {
    /// Nothing runs.
    case none
    /// No instrumentation covers this stretch of the span.
    case gap
    /// The span runs, off the critical path.
    case light
    /// The span is on the critical path.
    case heavy

    package static func < (left: BarWeight, right: BarWeight) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The bar of one span: two half cells per column.
package struct BarLayout: Sendable, Equatable {
    /// Where a span lies that the window does not show.
    package enum Beyond: Sendable { case before, after }

    /// 2 × columns half cells.
    package internal(set) var halves: [BarWeight]
    /// The column of the error mark, where the error happened at the span's end.
    package let errorColumn: Int?
    /// Duration, and where it is written.
    package let label: String
    package internal(set) var labelColumn = 0
    /// The label stands over the bar, since there is no room beside it.
    package private(set) var isLabelOverBar = false
    package internal(set) var beyond: Beyond?
    /// How long the longest gap is, written in it where it has room.
    package private(set) var gapLabel: GapLabel?

    package struct GapLabel: Sendable, Equatable {
        package var text: String
        package var column: Int
    }

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
    ///   - isFolded: The bar stands for what is below as well: the critical path of the whole subtree.
    ///   - repeats: How many equal siblings the bar stands for: when any of them runs, and what they took.
    /// - Complexity: O(columns + sections of the critical path and gaps of the span), and O(columns · log siblings) of
    ///   such a bar.
    package init(
        _ node: Int,
        of prepared: PreparedTrace,
        window: TimeWindow,
        columns: Int,
        isFolded: Bool = false,
        repeats: Int? = nil
    ) {
        halves = [BarWeight](repeating: .none, count: columns * 2)
        let tree = prepared.tree
        guard node < tree.spanCount else {
            label = ""
            errorColumn = nil
            return
        }
        if let repeats, let group = prepared.repeats.group(of: node) {
            errorColumn = nil
            label = Self.figures(prepared.repeats.groups[group], shown: repeats, columns: columns)
            layOut(group, of: prepared, window: window, columns: columns)
            return
        }
        let start = tree.displayStarts[node]
        let end = tree.displayEnds[node]
        label =
            prepared.trace[node].isUnfinished
            ? "unfinished" : DurationText.short(Nanoseconds(clamping: end - start))
        guard let whole = Self.halves(start, end, window, columns) else {
            errorColumn = nil
            beyond = start >= window.end ? .after : .before
            labelColumn = beyond == .after ? max(0, columns - label.count - 2) : 0
            return
        }
        errorColumn = prepared.trace[node].isError ? (whole.upperBound - 1) / 2 : nil
        for half in whole { halves[half] = .light }
        var longestGap = 0
        for section in prepared.gaps.sections(of: node) {
            guard let gap = Self.halves(section.start, section.end, window, columns) else {
                continue
            }
            // A gap is drawn only where it fills its cells.
            for half in gap.dropFirst().dropLast() { halves[half] = .gap }
            let length = DurationText.short(section.duration)
            if gap.count / 2 > longestGap, gap.count / 2 >= length.count + 4 {
                longestGap = gap.count / 2
                gapLabel = GapLabel(
                    text: length,
                    column: (gap.lowerBound + gap.upperBound) / 4 - length.count / 2
                )
            }
        }
        for section in Self.critical(node, of: prepared, isFolded: isFolded) {
            guard let heavy = Self.halves(section.start, section.end, window, columns) else {
                continue
            }
            for half in heavy.clamped(to: whole) where halves[half] != .gap {
                halves[half] = .heavy
            }
        }
        placeLabel(beside: whole, columns: columns)
    }

    /// The most spans of a folded subtree that are each looked at.
    static let mostSpans = 2048

    /// The stretches that are drawn heavy.
    private static func critical(_ node: Int, of prepared: PreparedTrace, isFolded: Bool)
        -> ArraySlice<TimeSection>
    {
        let path = prepared.criticalPath
        let tree = prepared.tree
        guard isFolded else { return path.sections(of: node) }
        guard path.spanCount(under: node, in: tree) > mostSpans else {
            return path.sections(under: node, in: tree)[...]
        }
        // The path leaves a subtree only where that starts, so all of it together is one stretch.
        return [TimeSection(start: tree.displayStarts[node], end: tree.displayEnds[node])]
    }

    mutating func placeLabel(beside whole: Range<Int>, columns: Int) {
        let after = (whole.upperBound + 1) / 2 + 1
        let before = whole.lowerBound / 2 - 1 - label.count
        if after + label.count <= columns {
            labelColumn = after
        } else if before >= 0 {
            labelColumn = before
        } else {
            // Over the bar, but never over its error mark.
            labelColumn = max(0, (errorColumn ?? columns) - label.count)
            isLabelOverBar = true
        }
    }

    /// The half cells from `start` to `end`, at least one; nil outside of the window.
    static func halves(
        _ start: UInt64,
        _ end: UInt64,
        _ window: TimeWindow,
        _ columns: Int
    ) -> Range<Int>? {
        let count = columns * 2
        guard end >= window.start, start <= window.end else { return nil }
        let first = max(0, window.share(of: start)) * Double(count)
        let last = min(1, window.share(of: end)) * Double(count)
        let lower = max(0, min(count - 1, Int(first.rounded(.down))))
        return lower..<max(lower + 1, min(count, Int(last.rounded(.up))))
    }
}
