import Explorer
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// Any keys, sizes and replies, in any order.
@Suite struct RandomJourneyTests {
    private static let keys: [KeyPress] =
        Array(Set(ActionTable.entries.flatMap(\.keys)).subtracting([.character("Q")]))
        .sorted { $0.name < $1.name }
        + [.enter, .enter, .escape, .backspace, .delete, .insert, .function(12)]
        + "abc:/ 0159\"=.漢\u{301}".map { .character($0) }

    private static let commands = [
        ":3", ":services", ":errors", ":monitor", ":monitor cart 6h", ":errors cart last=1h",
        ":traces service=checkout",
        ":messages", ":help", ":trace 5", "/e",
        ":save x", "T5ms", "/a", ":utc", ":operations checkout", "F",
    ]

    @Test(arguments: 0..<40)
    func `no journey ends in a crash or an impossible state`(_ run: Int) {
        var random = SeededGenerator(seed: 7_000 + UInt64(run))
        var source = ScriptedSource.hostile
        source.traces = TraceSketch.random(
            spans: .random(in: 1...120, using: &random),
            using: &random
        )
        .build()
        source.metrics = run % 2 == 0 ? Shop.metrics : nil
        var journey = Journey(
            rows: .random(in: 1...60, using: &random),
            columns: .random(in: 1...220, using: &random),
            source: source,
            isHolding: Bool.random(using: &random)
        )
        for step in 0..<250 {
            switch Int.random(in: 0..<24, using: &random) {
            case 0:
                journey.resize(
                    rows: .random(in: 1...60, using: &random),
                    columns: .random(in: 1...220, using: &random)
                )
            case 1: journey.isHolding.toggle()
            case 2: journey.release()
            case 3: journey.releaseOne()
            case 4:
                let failure = TraceReaderError(.cancelled, "cancelled \u{1B}[2J")
                let id = RequestID(.random(in: 1...60, using: &random))
                journey.send(.reply(id, .failed(failure)))
            case 5:
                let kind = ScriptedSource.Question.search
                journey.source.failures =
                    journey.source.failures.isEmpty
                    ? [
                        kind: TraceReaderError(.unreachable, "no"),
                        .trace: TraceReaderError(.notFound, "none"),
                    ] : [:]
            case 6:
                journey.type(Self.commands.randomElement(using: &random) ?? "")
                journey.press("Enter")
            case 7: journey.send(.paste(TraceSketch.text(using: &random)))
            case 8: journey.wait(milliseconds: Bool.random(using: &random) ? 400 : 15_000)
            case 9: if Int.random(in: 0..<4, using: &random) == 0 { journey.send(.interrupt) }
            case 10:
                journey.source.traces = TraceSketch.random(
                    spans: .random(in: 1...60, using: &random),
                    using: &random
                ).build()
            case 11:
                guard var shop = LiveShop(journey) else { continue }
                shop.suffer(minutes: 1, in: &journey)
            case 12:
                guard var follower = ScriptedFollower(journey) else { continue }
                let trace = FailingShop.trace(
                    .random(in: 0...20, using: &random),
                    at: journey.state.now,
                    hasGrown: .random(using: &random)
                )
                journey.send(follower.tell(whole: [trace], after: 20))
            case 13: journey.setClock(bySeconds: .random(in: -4000...4000, using: &random))
            default: journey.press(Self.keys.randomElement(using: &random) ?? .enter)
            }
            if let problem = Self.problem(with: journey.state) {
                Issue.record("\(problem) at step \(step), seed \(random.seed)")
                return
            }
        }
    }

    /// What cannot be, if anything.
    private static func problem(with state: ExplorerState) -> String? {
        guard !state.screens.isEmpty else { return "no screen" }
        for screen in state.screens.map(\.contents) {
            switch screen {
            case .services(let list):
                if !fits(list.cursor, list.shown.count) { return "services cursor" }
            case .operations(let list):
                if !fits(list.cursor, list.shown.count) { return "operations cursor" }
            case .traces(let list):
                if !fits(list.cursor, list.shown.count) { return "traces cursor" }
                if !(0..<list.stripColumns).contains(list.crosshair) { return "crosshair" }
                if Set(list.shown).count != list.shown.count { return "a trace shown twice" }
            case .errors(let list):
                if !fits(list.cursor, list.shown.count) { return "errors cursor" }
                if list.shown.count > list.rows.count { return "a group shown twice" }
                if list.summaries.count != list.groups.traceCount { return "traces miscounted" }
            case .monitor(let monitor):
                if !(0..<MonitorSeries.count).contains(monitor.cursor) { return "time cursor" }
            case .trace(let trace):
                if let problem = problem(with: trace) { return problem }
            case .span(let span):
                if !fits(span.details.cursor, span.details.rows.count) { return "span cursor" }
            case .value(let value):
                if value.top > max(0, value.lineCount - value.height) { return "value scroll" }
            case .help(let help):
                if !fits(help.cursor, help.lines.count) { return "help cursor" }
            case .messages(let list):
                if !fits(list.cursor, list.shown.count) { return "messages cursor" }
            }
        }
        return nil
    }

    private static func fits(_ cursor: ListCursor, _ count: Int) -> Bool {
        (0..<max(1, count)).contains(cursor.selected) && cursor.top >= 0
            && (cursor.top < max(1, count))
    }

    private static func problem(with trace: TraceState) -> String? {
        guard let prepared = trace.prepared, let rows = trace.rows else { return nil }
        let tree = prepared.tree
        if !fits(trace.cursor, rows.count) { return "tree cursor" }
        if !fits(trace.views.table.cursor, trace.views.table.rows.count) { return "table cursor" }
        if !fits(trace.views.events.cursor, trace.views.events.rows.count) {
            return "events cursor"
        }
        var last: Int32 = -1
        var scope = 0..<Int32(tree.nodeCount)
        if let root = rows.filter.root {
            scope = tree.positions[root]..<tree.positions[root] + tree.subtreeSizes[root]
        }
        for node in rows.nodes {
            let place = tree.positions[Int(node)]
            if place <= last { return "rows out of order" }
            if !scope.contains(place) { return "row outside of the root" }
            last = place
        }
        if rows.filter.isEmpty {
            let folded = (0..<tree.nodeCount).filter { rows.isFolded($0) }
            let hidden = (0..<tree.nodeCount).filter { node in
                folded.contains { $0 != node && tree.isInSubtree(node, of: $0) }
            }
            if rows.count != tree.nodeCount - hidden.count { return "rows lost or too many" }
        }
        if rows.filter.shortest > 0 && !rows.filter.onlyHits && !rows.filter.onlyCritical {
            let passing = rows.nodes.allSatisfy { node in
                tree.subtree(of: Int(node)).contains { below in
                    Int(below) < tree.spanCount
                        && Nanoseconds(
                            clamping: tree.displayEnds[Int(below)]
                                - tree.displayStarts[Int(below)]
                        ) >= rows.filter.shortest
                }
            }
            if !passing { return "a row that is too short" }
        }
        if let details = trace.details, let node = trace.currentNode, details.node != node {
            return "details of another span"
        }
        return nil
    }
}
