import TraceAnalysis
import TraceModel

/// Which places of a tree's pre-order are hidden with their services, and by how many levels the others move up.
struct HiddenPlaces: Sendable {
    /// How many spans each entry hides; what several hide counts for the highest one in the tree.
    private(set) var spanCounts: [Int] = []
    private var hidden: [Bool] = []
    /// Hidden places above each place that is shown.
    private var raises: [Int32] = []

    /// Nothing is hidden.
    init() {}

    /// - Complexity: O(nodes).
    init(_ services: HiddenServices, _ tree: TraceTree) {
        guard !services.isEmpty else { return }
        let strings = tree.trace.columns.strings
        var entries: [StringIndex: Int] = [:]
        for (number, entry) in services.entries.enumerated() {
            if let index = strings.firstIndex(of: entry.service) { entries[index] = number }
        }
        spanCounts = Array(repeating: 0, count: services.entries.count)
        hidden = Array(repeating: false, count: tree.nodeCount)
        raises = Array(repeating: 0, count: tree.nodeCount)
        /// Ends of the hidden subtrees around a place whose spans below are shown.
        var ends: [Int] = []
        var (cutEnd, cutBy) = (0, 0)
        for place in 0..<tree.nodeCount {
            while let end = ends.last, end <= place { ends.removeLast() }
            raises[place] = Int32(ends.count)
            let node = Int(tree.order[place])
            let isSpan = node < tree.spanCount
            if place < cutEnd {
                hidden[place] = true
                if isSpan { spanCounts[cutBy] += 1 }
                continue
            }
            guard isSpan, let entry = entries[tree.trace[node].serviceIndex] else { continue }
            hidden[place] = true
            spanCounts[entry] += 1
            let end = place + Int(tree.subtreeSizes[node])
            if services.entries[entry].hasSubtrees {
                (cutEnd, cutBy) = (end, entry)
            } else {
                ends.append(end)
            }
        }
    }

    var isEmpty: Bool { hidden.isEmpty }

    @inline(__always)
    subscript(place: Int) -> Bool { !hidden.isEmpty && hidden[place] }

    /// By how many levels a place that is shown moves up.
    @inline(__always)
    func raise(of place: Int) -> Int32 { raises.isEmpty ? 0 : raises[place] }

    /// What passes and is not hidden.
    func leftOver(of passing: [Bool]) -> [Bool] {
        guard !hidden.isEmpty else { return passing }
        return zip(passing, hidden).map { $0 && !$1 }
    }
}
