package import TraceModel

/// The figures of a trace as a whole, as its header shows them.
package struct TraceOverview: Sendable, Equatable {
    /// Earliest start as drawn.
    package var start: Timestamp
    /// Latest end as drawn.
    package var end: Timestamp
    /// Number of levels: 1 when there are only roots, 0 without spans.
    package var depth: Int
    package var spanCount: Int
    package var errorCount: Int
    /// Spans whose parent is missing.
    package var orphanCount: Int
    /// By name.
    package var services: [ServiceShare]
    /// The span that the trace is named for: the earliest one without parent id, else the first in order.
    package var root: Int?
    /// Service and name of the root; empty without spans.
    package var rootService: String
    package var rootOperation: String

    /// - Complexity: O(nodes).
    package init(_ tree: TraceTree) {
        let trace = tree.trace
        var services = ServiceTally()
        var earliest = UInt64.max
        var latest: UInt64 = 0
        var deepest: Int32 = -1
        var root: Int?
        let rows = trace.rows
        let columns = trace.columns
        let serviceNames = columns.resources.map(\.serviceName)
        let (resources, errors) = (columns.resourceIndexes, columns.errors)
        let parents = columns.parentIDs
        for index in rows.indices {
            let row = rows[index]
            services.add(serviceNames[Int(resources[row])], isError: errors[row])
            earliest = min(earliest, tree.displayStarts[index])
            latest = max(latest, tree.displayEnds[index])
            deepest = max(deepest, tree.depths[index])
            guard parents[row] == 0 else { continue }
            if root.map({ tree.displayStarts[index] < tree.displayStarts[$0] }) ?? true {
                root = index
            }
        }
        root = root ?? tree.order.first { !tree.isSynthetic(Int($0)) }.map { Int($0) }
        start = Timestamp(nanoseconds: earliest == .max ? latest : earliest)
        end = Timestamp(nanoseconds: latest)
        depth = Int(deepest) + 1
        spanCount = trace.count
        errorCount = tree.roots.reduce(0) { $0 + Int(tree.errorCounts[Int($1)]) }
        orphanCount = (tree.spanCount..<tree.nodeCount).reduce(0) {
            $0 + tree.children(of: $1).count
        }
        self.services = services.shares(trace.columns.strings)
        self.root = root
        rootService = root.map { trace[$0].serviceName } ?? ""
        rootOperation = root.map { trace[$0].name } ?? ""
    }

    /// Latest end less earliest start, in nanoseconds.
    package var duration: Nanoseconds { end.since(start) }

    /// Service and operation of the root, with a space between.
    package var name: String {
        [rootService, rootOperation].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
