package import TerminalText
package import TraceAnalysis
import TraceModel

/// What stands for the values of an attribute on the bars and services of a trace: a colour, and a letter that says the same.
package struct SpanColors: Sendable {
    /// What a row stands for.
    package enum Mark: Sendable, Hashable {
        /// Spans with one of the values, by its place.
        case value(Int)
        /// Spans with a value that is not told apart.
        case other
        /// Spans without a value.
        case nothing
        /// Equal siblings that differ in the value.
        case several
    }

    /// As many as there are colours for services.
    private static let most = 12

    package let values: RankedValues
    /// Of each group of equal siblings.
    private let ofGroups: [Mark]

    package var grouping: SpanGrouping { values.grouping }

    /// - Complexity: O(spans + attributes).
    package init(_ prepared: PreparedTrace, by grouping: SpanGrouping) {
        let values = RankedValues(prepared.trace, by: grouping, most: Self.most)
        self.values = values
        let repeats = prepared.repeats
        ofGroups = repeats.groups.indices.map { group in
            let members = repeats.members(of: group)
            let first = members.first.map { Mark(values[Int($0)]) } ?? .nothing
            return members.allSatisfy { Mark(values[Int($0)]) == first } ? first : .several
        }
    }

    /// The value of a span that is told apart.
    package func text(_ span: Int) -> String? {
        guard case .value(let place) = values[span] else { return nil }
        return values.values[place].text
    }

    /// What a row of the tree stands for, of all equal siblings of the node where it `isGroup`; nil for a span that is missing.
    package func mark(_ node: Int, of prepared: PreparedTrace, isGroup: Bool = false) -> Mark? {
        guard node < prepared.tree.spanCount else { return nil }
        if isGroup, let group = prepared.repeats.group(of: node) { return ofGroups[group] }
        return Mark(values[node])
    }
}

extension SpanColors.Mark {
    fileprivate init(_ rank: RankedValues.Rank) {
        switch rank {
        case .value(let place): self = .value(place)
        case .other: self = .other
        case .nothing: self = .nothing
        }
    }

    /// The letter or sign of it.
    package func sign(_ letters: Lettering) -> SafeText {
        switch self {
        case .value(let place):
            let letter = UInt8(ascii: "a") + UInt8(truncatingIfNeeded: place % 26)
            return letters.text(String(UnicodeScalar(letter)))
        case .other: return "+"
        case .nothing: return letters.none
        case .several: return "*"
        }
    }

    /// How a cell that stands for it looks.
    package var meaning: Cell.Meaning {
        switch self {
        case .value(let place): .value(place)
        case .other, .several: .bar
        case .nothing: .muted
        }
    }
}
