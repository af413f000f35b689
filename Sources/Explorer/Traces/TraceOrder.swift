import PlainText
package import TraceModel

/// The orders of the trace table, over what was returned.
package enum TraceOrder: String, Sendable, CaseIterable {
    case newest, oldest, longest, shortest
    case mostSpans = "most spans"
    case fewestSpans = "fewest spans"
    case mostErrors = "most errors"
    case fewestErrors = "fewest errors"
    case nameAscending = "name A–Z"
    case nameDescending = "name Z–A"

    /// The same key the other way round.
    package var inverted: TraceOrder {
        switch self {
        case .newest: .oldest
        case .oldest: .newest
        case .longest: .shortest
        case .shortest: .longest
        case .mostSpans: .fewestSpans
        case .fewestSpans: .mostSpans
        case .mostErrors: .fewestErrors
        case .fewestErrors: .mostErrors
        case .nameAscending: .nameDescending
        case .nameDescending: .nameAscending
        }
    }

    /// Whether `left` stands before `right`; ties are newest first, then by id, so that no order is arbitrary.
    package func precedes(_ left: TraceSummary, _ right: TraceSummary) -> Bool {
        let verdict: Bool? =
            switch self {
            case .newest: nil
            case .oldest: Self.less(left.start, right.start)
            case .longest: Self.less(right.duration, left.duration)
            case .shortest: Self.less(left.duration, right.duration)
            case .mostSpans: Self.less(right.spanCount, left.spanCount)
            case .fewestSpans: Self.less(left.spanCount, right.spanCount)
            case .mostErrors: Self.less(right.errorCount, left.errorCount)
            case .fewestErrors: Self.less(left.errorCount, right.errorCount)
            case .nameAscending: Self.less(left.title, right.title)
            case .nameDescending: Self.less(right.title, left.title)
            }
        if let verdict { return verdict }
        return left.start != right.start ? left.start > right.start : left.id < right.id
    }

    private static func less<Key: Comparable>(_ left: Key, _ right: Key) -> Bool? {
        left == right ? nil : left < right
    }
}

extension TraceSummary {
    /// Root service and operation, or the id where the root is not known.
    package var title: String {
        let words = [rootService, rootOperation].filter { !$0.isEmpty }
        return words.isEmpty
            ? id.short + " (root missing)" : words.joined(separator: " ")
    }
}
