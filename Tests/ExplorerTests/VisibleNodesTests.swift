import Explorer
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@Suite struct VisibleNodesTests {
    @Test func `rows are what folding and filters leave, by the plainest reckoning`() {
        var random = SeededGenerator(seed: 71)
        for _ in 0..<40 {
            let spans = Int.random(in: 1...50, using: &random)
            guard let trace = TraceSketch.random(spans: spans, using: &random).build().first else {
                continue
            }
            var source = ScriptedSource.shop
            source.traces = [trace]
            var journey = Journey(source: source, start: .trace(trace.id, span: nil))
            for _ in 0..<25 {
                let keys = [
                    "Space", "j", "G", "-", "+", "c", "T 5ms Enter", "T Enter", "r", "/ e Enter",
                    "&", "k k k", "g", "*", "_", "l", "h",
                ]
                journey.press(keys.randomElement(using: &random) ?? "j")
                guard let state = journey.trace, let prepared = state.prepared,
                    let rows = state.rows
                else { break }
                let wanted = Self.reckon(prepared, rows, hits: state.find?.hits ?? [])
                #expect(rows.nodes == wanted.rows, "seed \(random.seed)")
                #expect(rows.matchCount == wanted.matches, "seed \(random.seed)")
            }
        }
    }

    private static func reckon(_ prepared: PreparedTrace, _ rows: VisibleNodes, hits: [Int32])
        -> (rows: [Int32], matches: Int)
    {
        let tree = prepared.tree
        let filter = rows.filter
        func isInScope(_ node: Int) -> Bool {
            filter.root.map { tree.isInSubtree(node, of: $0) } ?? true
        }
        func passes(_ node: Int) -> Bool {
            guard node < tree.spanCount, isInScope(node) else { return false }
            if filter.onlyHits && !hits.contains(Int32(node)) { return false }
            if filter.onlyCritical && !prepared.criticalPath.contains(node) { return false }
            let length = tree.displayEnds[node] - tree.displayStarts[node]
            return length >= UInt64(filter.shortest)
        }
        let isFiltered = filter.onlyHits || filter.onlyCritical || filter.shortest > 0
        func isKept(_ node: Int) -> Bool {
            !isFiltered || tree.subtree(of: node).contains { passes(Int($0)) }
        }
        /// The members of the folded group that a node belongs to, as far as they are let through.
        func folded(_ node: Int) -> [Int]? {
            guard rows.isInFoldedGroup(node), let group = prepared.repeats.group(of: node) else {
                return nil
            }
            let kept = prepared.repeats.members(of: group).map { Int($0) }
                .filter { isInScope($0) && isKept($0) }
            return kept.count > 1 ? kept : nil
        }
        var shown: [Int32] = []
        for node in tree.order.map(Int.init) where isInScope(node) {
            var isHidden = folded(node).map { $0[0] != node } ?? false
            var above = node == filter.root ? nil : tree.parent(of: node)
            while let ancestor = above, isInScope(ancestor) {
                if rows.isFolded(ancestor) || folded(ancestor) != nil { isHidden = true }
                above = ancestor == filter.root ? nil : tree.parent(of: ancestor)
            }
            if isKept(node) && !isHidden { shown.append(Int32(node)) }
        }
        return (shown, (0..<tree.spanCount).count(where: passes))
    }
}
