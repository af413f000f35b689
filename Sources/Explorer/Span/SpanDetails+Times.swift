import PlainText
import TraceAnalysis
import TraceModel

/// What the trace says of the span beyond what was sent: where its time went, its clock, its smells.
extension SpanDetails {
    /// `own work 12ms (14%), waiting for children 60ms (71%), gap 12ms (14%)`; nil for a span without children, all of whose time is its own.
    var timeSplitWords: String? {
        let tree = prepared.tree
        guard node < tree.spanCount, !tree.children(of: node).isEmpty else { return nil }
        let split = TimeSplit(tree, span: node)
        guard split.total > 0 else { return nil }
        let parts = [
            ("own work", split.own), ("waiting for children", split.waiting), ("gap", split.gap),
            ("queue", split.queue),
        ]
        return parts.filter { $0.1 > 0 }.map { name, time in
            let share = CountText.percent(Double(time) / Double(split.total))
            return "\(name) \(DurationText.short(time)) (\(share))"
        }.joined(separator: ", ")
    }

    /// `+2.1ms in frontend POST /checkout, 52% of it`; nil for a root.
    var placeInParentWords: String? {
        let tree = prepared.tree
        guard node < tree.spanCount, let parent = tree.parent(of: node), parent < tree.spanCount
        else { return nil }
        let start = Timestamp(nanoseconds: tree.displayStarts[node])
        let offset = start.since(Timestamp(nanoseconds: tree.displayStarts[parent]))
        let whole = tree.displayEnds[parent] - tree.displayStarts[parent]
        let own = tree.displayEnds[node] - tree.displayStarts[node]
        let share = whole > 0 ? ", \(CountText.percent(Double(own) / Double(whole))) of it" : ""
        let span = prepared.trace[parent]
        let name = [span.serviceName, span.name].filter { !$0.isEmpty }.joined(separator: " ")
        return DurationText.offset(offset) + " in \(name)" + share
    }

    /// What is wrong with the clock of the span, and what was done about it.
    var clockWords: String? {
        guard let skew = prepared.skew[node] else { return nil }
        let size = DurationText.short(skew.delta < 0 ? -skew.delta : skew.delta)
        let state = skew.delta > 0 ? "behind" : "ahead"
        return skew.isCorrected
            ? "\(size) \(state): moved to lie in its parent, A shows the time as recorded"
            : "\(size) \(state), as far as its parent shows: shown as recorded"
    }

    /// The sentences on the smells of the span.
    var smellWords: [String] { prepared.smells.of(node).map { prepared.words(of: $0, .whole) } }
}
