package import TraceModel

/// The stretches of each span that decided how long its trace took.
///
/// From the end of a root backwards: the time after the last child to finish is the span's own, then that
/// child decides, until it starts; then the child that finished last before that. Children are clipped to
/// their parents, those outside are left out with all below them, and so is what a consumer does for a
/// producer, which does not wait for it. Several roots are each followed on their own.
///
/// - SeeAlso: jaeger-ui `TracePage/CriticalPath`. Unlike there, a sibling that ends exactly where the next
///   one starts keeps its share.
package struct CriticalPath: Sendable {
    private let lists: SectionLists
    /// Spans on the path by their place in the tree's pre-order, ascending.
    package let places: [Int32]
    private let order: [Int32]

    /// - Complexity: O(spans · log spans), without recursion.
    package init(_ tree: TraceTree) {
        var walk = CriticalWalk(tree)
        for root in tree.roots {
            if tree.isSynthetic(Int(root)) {
                for orphan in tree.children(of: Int(root)) { walk.follow(orphan) }
            } else {
                walk.follow(root)
            }
        }
        lists = SectionLists(walk.takeSections(), spanCount: tree.spanCount)
        var found: [Int32] = []
        for (place, node) in tree.order.enumerated()
        where Int(node) < tree.spanCount && !lists[Int(node)].isEmpty {
            found.append(Int32(place))
        }
        places = found
        order = tree.order
    }

    /// The stretches of one span that are on the path, by time.
    package func sections(of span: Int) -> ArraySlice<TimeSection> { lists[span] }

    /// Time of one span that is on the path, in nanoseconds.
    package func total(of span: Int) -> Nanoseconds {
        // Sections of one span do not overlap, so the sum cannot overflow.
        Nanoseconds(clamping: lists[span].reduce(UInt64(0)) { $0 + ($1.end - $1.start) })
    }

    package func contains(_ span: Int) -> Bool { !lists[span].isEmpty }

    /// Spans on the path, in pre-order.
    package var spans: [Int32] { places.map { order[Int($0)] } }

    /// The stretches of a node and all below it, those that touch joined: what a folded row shows.
    ///
    /// - Complexity: O(s · log s) for the s sections below the node.
    package func sections(under node: Int, in tree: TraceTree) -> [TimeSection] {
        let first = tree.positions[node]
        let last = first + tree.subtreeSizes[node]
        var sections: [TimeSection] = []
        for place in places[lowerBound(first)..<lowerBound(last)] {
            sections += lists[Int(order[Int(place)])]
        }
        sections.sort { ($0.start, $0.end) < ($1.start, $1.end) }
        return Self.joined(sections)
    }

    /// Number of spans on the path among a node and all below it.
    ///
    /// - Complexity: O(log spans).
    package func spanCount(under node: Int, in tree: TraceTree) -> Int {
        let first = tree.positions[node]
        return lowerBound(first + tree.subtreeSizes[node]) - lowerBound(first)
    }

    /// `sections`, sorted by start, with those that touch or overlap made one.
    private static func joined(_ sections: [TimeSection]) -> [TimeSection] {
        var joined: [TimeSection] = []
        for section in sections {
            if let last = joined.last, section.start <= last.end {
                joined[joined.count - 1].end = max(last.end, section.end)
            } else {
                joined.append(section)
            }
        }
        return joined
    }

    /// The number of entries of `places` below `place`.
    private func lowerBound(_ place: Int32) -> Int {
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < place { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
