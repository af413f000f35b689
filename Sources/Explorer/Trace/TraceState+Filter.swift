import TraceAnalysis
import TraceModel

extension TraceState {
    /// Works out the rows for `filter`, keeping the selected node or its nearest ancestor selected.
    mutating func refilter(_ filter: TreeFilter) {
        guard let prepared, var rows else { return }
        let node = selectedNode
        // Taken out meanwhile, so that its arrays are changed in place.
        self.rows = nil
        rows.update(prepared.tree, filter: filter, passing: passing(filter, prepared))
        let row = node.flatMap { rows.row(of: $0, in: prepared.tree) } ?? 0
        let count = rows.count
        self.rows = rows
        cursor.select(row, count: count, height: mainRows)
        selectionMoved()
    }

    /// For each place of the pre-order whether `filter` lets it through; nil when it lets all through.
    private func passing(_ filter: TreeFilter, _ prepared: PreparedTrace) -> [Bool]? {
        guard
            filter.onlyHits || filter.onlyCritical || filter.shortest > 0 || filter.chosen != nil
        else { return nil }
        let tree = prepared.tree
        var passing = [Bool](repeating: false, count: tree.nodeCount)
        if filter.shortest > 0 {
            mark(&passing, longerThan: UInt64(filter.shortest), tree)
        } else {
            for place in passing.indices where tree.order[place] < tree.spanCount {
                passing[place] = true
            }
        }
        if filter.onlyCritical { keep(prepared.criticalPath.places, of: &passing) }
        if filter.onlyHits {
            keep((find?.hits ?? []).map { tree.positions[Int($0)] }, of: &passing)
        }
        if let chosen = filter.chosen {
            keep(chosen.spans.map { tree.positions[Int($0)] }, of: &passing)
        }
        return passing
    }

    private func mark(_ passing: inout [Bool], longerThan shortest: UInt64, _ tree: TraceTree) {
        passing.withUnsafeMutableBufferPointer { passing in
            tree.displayStarts.withUnsafeBufferPointer { starts in
                tree.displayEnds.withUnsafeBufferPointer { ends in
                    tree.positions.withUnsafeBufferPointer { positions in
                        for node in 0..<tree.spanCount {
                            passing[Int(positions[node])] = ends[node] - starts[node] >= shortest
                        }
                    }
                }
            }
        }
    }

    /// Only `places` may pass still.
    private func keep(_ places: [Int32], of passing: inout [Bool]) {
        var kept = [Bool](repeating: false, count: passing.count)
        for place in places { kept[Int(place)] = passing[Int(place)] }
        passing = kept
    }
}
