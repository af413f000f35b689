import PlainText
import TraceAnalysis
import TraceModel

/// The bar of a row that stands for equal siblings.
extension BarLayout {
    /// What siblings took, in as many words as there is room for: `Σ 640ms · p50 2ms · p95 4ms`.
    ///
    /// Where a filter hides some of them, the figures are of all, and say of how many.
    static func figures(_ group: RepeatedSpans.Group, shown: Int, columns: Int) -> String {
        let words = [
            "Σ " + DurationText.short(group.total), "p50 " + DurationText.short(group.p50),
            "p95 " + DurationText.short(group.p95),
        ]
        var text = words[0]
        for word in words.dropFirst() where text.count + 3 + word.count <= columns / 2 {
            text += " · " + word
        }
        return text
    }

    /// Draws when members run: heavy where one of them is on the critical path.
    mutating func layOut(
        _ group: Int,
        of prepared: PreparedTrace,
        window: TimeWindow,
        columns: Int
    ) {
        let tree = prepared.tree
        let repeats = prepared.repeats
        let members = repeats.members(of: group)
        let count = columns * 2
        let length = Double(window.end - window.start)
        func time(ofHalf half: Int) -> UInt64 {
            window.start + UInt64(length * Double(half) / Double(count))
        }
        var first: Int?
        var last = 0
        for half in 0..<count {
            let end = max(time(ofHalf: half) + 1, time(ofHalf: half + 1))
            guard repeats.runs(group, from: time(ofHalf: half), to: end, in: tree) else { continue }
            halves[half] = .light
            first = first ?? half
            last = half
        }
        guard let first else {
            let isLater = members.first.map { tree.displayStarts[Int($0)] >= window.end } ?? false
            beyond = isLater ? .after : .before
            labelColumn = isLater ? max(0, columns - label.count - 2) : 0
            return
        }
        for section in Self.critical(members, of: prepared) {
            guard let heavy = Self.halves(section.start, section.end, window, columns) else {
                continue
            }
            for half in heavy where halves[half] == .light { halves[half] = .heavy }
        }
        placeLabel(beside: first..<last + 1, columns: columns)
    }

    /// The stretches of the members that are on the critical path; of very many, all from the first to the last.
    private static func critical(_ members: ArraySlice<Int32>, of prepared: PreparedTrace)
        -> [TimeSection]
    {
        let path = prepared.criticalPath
        let tree = prepared.tree
        guard members.count > mostSpans else {
            return members.flatMap { path.sections(under: Int($0), in: tree) }
        }
        let onPath = members.filter { path.spanCount(under: Int($0), in: tree) > 0 }
        guard let first = onPath.first, let last = onPath.last else { return [] }
        return [
            TimeSection(
                start: tree.displayStarts[Int(first)],
                end: tree.displayEnds[Int(last)]
            )
        ]
    }
}
