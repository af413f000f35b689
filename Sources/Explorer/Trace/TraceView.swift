/// The ways of looking at one trace; the selected span is the same in all.
package enum TraceView: Sendable, Equatable {
    case tree, flame, statistics, spans, events, graph, json, story

    /// Rows of what stands above it: a ruler, the headings of a table, or the path to a box and its figures.
    var rulerRows: Int {
        switch self {
        case .tree, .statistics, .spans, .events, .graph: 1
        case .flame: 2
        case .json, .story: 0
        }
    }

    /// Whether the minimap stands above it.
    var hasMinimap: Bool {
        switch self {
        case .tree: true
        case .flame, .statistics, .spans, .events, .graph, .json, .story: false
        }
    }
}

/// What may hide spans of the tree view, beside folding.
package struct TreeFilter: Sendable, Equatable {
    /// Only what was found, with ancestors.
    package var onlyHits = false
    /// Only spans on the critical path, with ancestors.
    package var onlyCritical = false
    /// Only spans at least this long, with ancestors; nanoseconds.
    package var shortest: Int64 = 0
    /// Only this node and what is below it.
    package var root: Int?
    /// Only spans that were chosen in another view, with ancestors.
    package var chosen: ChosenSpans?
    /// No spans of these services.
    package var hidden = HiddenServices()

    package init() {}

    package var isEmpty: Bool {
        leavesOutNothing && hidden.isEmpty
    }

    /// Whether nothing but services may be hidden.
    var leavesOutNothing: Bool {
        !onlyHits && !onlyCritical && shortest == 0 && root == nil && chosen == nil
    }
}

/// Spans that have something in common.
package struct ChosenSpans: Sendable, Equatable {
    /// What that is.
    package let title: String
    package let spans: [Int32]
}
