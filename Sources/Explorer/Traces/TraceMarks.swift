import PlainText
package import TraceModel

/// The traces that the user marked in a list, as they were last seen there.
///
/// A mark belongs to the trace, not to its row: it stays when rows are sorted, narrowed or asked for again, even
/// where the trace is not among them any more.
package struct TraceMarks: Sendable, Equatable {
    private var summaries: [TraceID: TraceSummary] = [:]

    package init() {}

    package var isEmpty: Bool { summaries.isEmpty }
    package var count: Int { summaries.count }

    package func contains(_ id: TraceID) -> Bool { summaries[id] != nil }

    /// Marks a trace, or unmarks it.
    mutating func toggle(_ summary: TraceSummary) {
        if summaries.removeValue(forKey: summary.id) == nil { summaries[summary.id] = summary }
    }

    /// Takes a marked trace as it is now; one that is not marked stays so.
    mutating func update(_ summary: TraceSummary) {
        if summaries[summary.id] != nil { summaries[summary.id] = summary }
    }

    mutating func removeAll() { summaries = [:] }

    /// The marked traces in an order of the list.
    ///
    /// - Complexity: O(marks · log marks).
    package func sorted(by order: TraceOrder) -> [TraceSummary] {
        summaries.values.sorted { order.precedes($0, $1) }
    }
}

extension TracesState {
    /// What an action for several traces is about: those that are marked in the order of the list, else the selected one.
    package var chosen: [TraceSummary] {
        marks.isEmpty ? selected.map { [$0] } ?? [] : marks.sorted(by: order)
    }

    /// How many are marked, and how many of them stand in no row; nil without marks.
    var marksSentence: String? {
        guard !marks.isEmpty else { return nil }
        let words = "\(CountText.grouped(marks.count)) marked"
        let inSight = shown.count { marks.contains(summaries[$0].id) }
        let hidden = marks.count - inSight
        return hidden == 0 ? words : "\(words), \(CountText.grouped(hidden)) not in sight"
    }
}
