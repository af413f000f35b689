import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@testable import Explorer

@Suite struct HiddenServicesTests {
    private static let services = ["shop", "db", "", "payments", "🛒", "nobody"]

    /// No folds and no groups: every span that is not hidden has a row.
    private static func unfolded(_ prepared: PreparedTrace) -> VisibleNodes {
        var rows = prepared.allRows
        _ = rows.setAllFolded(false)
        rows.update(prepared.tree, filter: TreeFilter(), passing: nil)
        return rows
    }

    @Test func `of any trace what is hidden and what is shown are all spans, each once`() {
        var random = SeededGenerator(seed: 1914)
        for _ in 0..<150 {
            let count = Int.random(in: 1...60, using: &random)
            guard let trace = TraceSketch.random(spans: count, using: &random).build().first else {
                continue
            }
            let prepared = PreparedTrace(TraceAnswer(trace: trace))
            let tree = prepared.tree
            var rows = Self.unfolded(prepared)
            let all = rows.nodes
            var filter = TreeFilter()
            if Int.random(in: 0..<4, using: &random) == 0 {
                filter.root = Int.random(in: 0..<tree.nodeCount, using: &random)
            }
            var withSubtrees: [String: Bool] = [:]
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let service = Self.services.randomElement(using: &random) ?? ""
                let below = Bool.random(using: &random)
                withSubtrees[service] = below
                filter.hidden.hide(service, withSubtrees: below)
            }
            rows.update(tree, filter: filter, passing: nil)

            func isHidden(_ node: Int) -> Bool {
                var next: Int? = node
                while let current = next {
                    if current < tree.spanCount,
                        let below = withSubtrees[trace[current].serviceName],
                        below || current == node
                    {
                        return true
                    }
                    next = tree.parent(of: current)
                }
                return false
            }
            func isInScope(_ node: Int) -> Bool {
                filter.root.map { tree.isInSubtree(node, of: $0) } ?? true
            }
            let scope = all.filter { isInScope(Int($0)) }
            let wanted = scope.filter { !isHidden(Int($0)) }
            #expect(rows.nodes == wanted, "seed \(random.seed)")
            #expect(rows.matchCount == wanted.count { $0 < tree.spanCount }, "seed \(random.seed)")
            let hidden = (0..<tree.spanCount).count { isHidden($0) }
            #expect(rows.hidden.spanCounts.reduce(0, +) == hidden, "seed \(random.seed)")

            for node in wanted.map({ Int($0) }) {
                var above: [Int] = []
                var next = node
                while next != filter.root, let parent = tree.parent(of: next) {
                    if !isHidden(parent) { above.append(parent) }
                    next = parent
                }
                #expect(rows.parent(of: node, in: tree) == above.first, "seed \(random.seed)")
                #expect(rows.level(of: node, in: tree) == above.count, "seed \(random.seed)")
                let children = wanted.filter {
                    Int($0) != node && rows.parent(of: Int($0), in: tree) == node
                }
                let last = children.last.map { Int($0) }
                #expect(rows.lastShownChild(of: node, in: tree) == last, "seed \(random.seed)")
                #expect(rows.row(of: node, in: tree) == rows.nodes.firstIndex(of: Int32(node)))
                let beside = wanted.map { Int($0) }.filter {
                    $0 != filter.root && node != filter.root
                        && rows.parent(of: $0, in: tree) == rows.parent(of: node, in: tree)
                }
                let place = beside.firstIndex(of: node)
                let following = place.flatMap { $0 + 1 < beside.count ? beside[$0 + 1] : nil }
                let previous = place.flatMap { $0 > 0 ? beside[$0 - 1] : nil }
                #expect(rows.sibling(of: node, forward: true, in: tree) == following)
                #expect(rows.sibling(of: node, forward: false, in: tree) == previous)
                let label = TreeLabel(node, of: prepared, in: rows, levels: 100)
                #expect(label.guides.count == max(0, above.count - 1), "seed \(random.seed)")
                #expect(label.cutLevels == 0, "seed \(random.seed)")
            }
            for node in scope.map({ Int($0) }) where isHidden(node) {
                var shown = rows.parent(of: node, in: tree)
                if let known = shown, isHidden(known) { shown = nil }
                #expect(rows.row(of: node, in: tree).map { Int(rows.nodes[$0]) } == shown)
            }

            while filter.hidden.showLast() != nil {
                rows.update(tree, filter: filter, passing: nil)
            }
            #expect(rows.nodes == scope, "seed \(random.seed)")
            filter.root = nil
            rows.update(tree, filter: filter, passing: nil)
            #expect(rows.nodes == all, "seed \(random.seed)")
        }
    }

    /// A shop whose pages pass a proxy; the proxy's calls are `pay`'s.
    private static let small = Trace.make {
        $0.span("page", 0..<100, service: "web")
        $0.span("forward", 10..<90, parent: "page", service: "proxy")
        $0.span("charge", 20..<80, parent: "forward", service: "pay")
        $0.span("insert", 30..<40, parent: "charge", service: "db", error: true)
        $0.span("route", 85..<88, parent: "forward", service: "proxy")
    }

    private func atSmall(_ keys: String = "") -> Journey {
        var source = ScriptedSource.shop
        source.traces = [Self.small]
        var journey = Journey(source: source, start: .trace(Self.small.id, span: nil))
        journey.press(keys)
        return journey
    }

    @Test func `a service that the trace has not is answered by those it has`() {
        var journey = atSmall()
        run("hide nobody", &journey)
        #expect(
            journey.notice == "This trace has no service nobody; it has db, pay, proxy, web."
        )
        run("hide prox", &journey)
        #expect(journey.notice == "This trace has no service prox; did you mean proxy?")
    }

    @Test func `braces go to the siblings that are seen, wherever they moved from`() {
        var journey = atSmall("j H")
        #expect(journey.treeNames == ["page", "charge", "insert"])
        journey.press("}")
        #expect(journey.notice == "There are no more siblings in this direction.")
        journey.press("Esc")
        run("hide pay", &journey)
        #expect(journey.treeNames == ["page", "forward", "insert", "route"])
        journey.press("g j j }")
        #expect(journey.selectedSpan == "route")
        journey.press("{")
        #expect(journey.selectedSpan == "insert")
    }

    private func run(_ line: String, _ journey: inout Journey) {
        journey.press(":")
        journey.type(line)
        journey.press("Enter")
    }

    @Test func `H hides the service of the span, what is below moves up, and Esc undoes it`() {
        var journey = atSmall("j H")
        #expect(journey.treeNames == ["page", "charge", "insert"])
        #expect(journey.selectedSpan == "page")
        #expect(journey.notice == "2 spans of proxy hidden; Esc shows them again.")
        #expect(journey.honesty.hasPrefix("3 of 5 spans · hidden: proxy (2 spans)"))
        #expect(journey.trace?.header.contains("5 spans · 4 services") == true, "counts stay true")
        journey.press("j p")
        #expect(journey.selectedSpan == "page", "the parent is the nearest one that is shown")
        journey.press("G H Esc")
        #expect(journey.treeNames == ["page", "charge", "insert"], "the last one is shown first")
        journey.press("Esc")
        #expect(journey.treeNames == ["page", "forward", "charge", "insert", "route"])
        #expect(journey.notice == "Spans of proxy are shown again.")
        #expect(!journey.honesty.contains("hidden"))
    }

    @Test func `commands hide a service with what is below, and show it again`() {
        var journey = atSmall()
        run("hide proxy subtree", &journey)
        #expect(journey.treeNames == ["page"])
        #expect(journey.honesty.contains("hidden: proxy with what is below (4 spans)"))
        run("hide db", &journey)
        #expect(journey.honesty.contains("proxy with what is below (4 spans), db (0 spans)"))
        run("show proxy", &journey)
        #expect(journey.treeNames == ["page", "forward", "charge", "route"])
        run("show", &journey)
        #expect(journey.treeNames == ["page", "forward", "charge", "insert", "route"])
        run("show db", &journey)
        #expect(journey.notice == "No service is hidden; H hides that of the selected span.")
        run("hide prxy", &journey)
        #expect(journey.notice.hasSuffix("; did you mean proxy?"))
    }

    @Test func `an error in a hidden service is gone to, and its service shown for it`() {
        var journey = atSmall()
        run("hide proxy", &journey)
        run("hide db", &journey)
        #expect(journey.treeNames == ["page", "charge"])
        journey.press("e")
        #expect(journey.selectedSpan == "insert")
        #expect(journey.treeNames == ["page", "charge", "insert"], "proxy stays hidden")
        #expect(journey.notice.hasSuffix("The filters were undone: they hid this span."))
    }

    @Test func `other views say that they count what the tree hides`() {
        var journey = atSmall("j H")
        for key in ["2", "3", "4", "5", "6"] {
            journey.press(key)
            #expect(journey.honesty.contains("services hidden in the tree are counted here"))
        }
        journey.press("3")
        #expect(journey.trace?.views.statistics.rows.count == 4)
        journey.press("R 1")
        #expect(journey.treeNames == ["page", "charge", "insert"], "stays over a refresh")
    }
}
