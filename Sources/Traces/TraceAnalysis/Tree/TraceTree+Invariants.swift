import TraceModel

extension TraceTree {
    /// What is wrong with the tree, empty if nothing is; for tests.
    ///
    /// - Complexity: O(nodes).
    package func checkInvariants() -> [String] {
        var faults: [String] = []
        func check(_ holds: Bool, _ fault: @autoclosure () -> String) {
            if !holds { faults.append(fault()) }
        }
        var seen = [Bool](repeating: false, count: nodeCount)
        check(order.count == nodeCount, "order has \(order.count) of \(nodeCount) nodes")
        for (position, next) in order.enumerated() {
            let node = Int(next)
            check(!seen[node], "node \(node) occurs twice")
            seen[node] = true
            check(positions[node] == position, "node \(node) is not at its position")
            check(displayStarts[node] <= displayEnds[node], "node \(node) ends before it starts")
            if let parent = parent(of: node) {
                check(seen[parent], "node \(node) comes before its parent")
                check(depths[node] == depths[parent] + 1, "node \(node) has a wrong depth")
                check(isInSubtree(node, of: parent), "node \(node) is outside its parent's subtree")
            } else {
                check(depths[node] == 0, "root \(node) is not at depth 0")
            }
            let below = children(of: node)
            check(below.allSatisfy { parents[Int($0)] == next }, "children of \(node) disagree")
            check(isSorted(below), "children of \(node) are not sorted")
            let size = below.reduce(1) { $0 + subtreeSizes[Int($1)] }
            check(subtreeSizes[node] == size, "subtree of \(node) has a wrong size")
            let own: Int32 = !isSynthetic(node) && trace[node].isError ? 1 : 0
            let errors = below.reduce(own) { $0 + errorCounts[Int($1)] }
            check(errorCounts[node] == errors, "errors of \(node) do not add up")
            check(!isSynthetic(node) || !below.isEmpty, "synthetic node \(node) has no child")
        }
        check(isSorted(roots[...]), "roots are not sorted")
        check(roots.allSatisfy { parents[Int($0)] < 0 }, "a root has a parent")
        return faults
    }

    private func isSorted(_ nodes: ArraySlice<Int32>) -> Bool {
        zip(nodes, nodes.dropFirst()).allSatisfy { left, right in
            (displayStarts[Int(left)], left) < (displayStarts[Int(right)], right)
        }
    }
}
