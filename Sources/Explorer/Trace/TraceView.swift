/// The ways of looking at one trace; the selected span is the same in all.
package enum TraceView: Sendable, Equatable {
    case tree, spans, events, json, story

    /// Whether a ruler or the headings of a table stand above it.
    var hasRuler: Bool {
        switch self {
        case .tree, .spans, .events: true
        case .json, .story: false
        }
    }

    /// Whether the minimap stands above it.
    var hasMinimap: Bool {
        switch self {
        case .tree: true
        case .spans, .events, .json, .story: false
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

    package init() {}

    package var isEmpty: Bool { !onlyHits && !onlyCritical && shortest == 0 && root == nil }
}
