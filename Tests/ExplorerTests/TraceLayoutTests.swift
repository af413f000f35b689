import Explorer
import Foundation
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@Suite struct TraceLayoutTests {
    private func randomTraces(
        _ seed: UInt64,
        _ check: (PreparedTrace, inout SeededGenerator) throws -> Void
    ) rethrows {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let spans = Int.random(in: 1...60, using: &random)
            for trace in TraceSketch.random(spans: spans, using: &random).build() {
                try check(PreparedTrace(TraceAnswer(trace: trace)), &random)
            }
        }
    }

    @Test func `the lines of the JSON view make one valid document, as many as promised`() throws {
        try randomTraces(41) { prepared, random in
            let lines = JSONLines(prepared)
            let all = lines.lines(0..<lines.count)
            #expect(all.count == lines.count, "seed \(random.seed)")
            let text = all.joined(separator: "\n")
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
                "seed \(random.seed)"
            )
            let spans = try #require(object["spans"] as? [[String: Any]])
            #expect(spans.count == prepared.trace.count)
            #expect(all.allSatisfy { !$0.contains("\n") })
        }
    }

    @Test func `any stretch of the JSON view is cut from the whole`() {
        randomTraces(42) { prepared, random in
            let lines = JSONLines(prepared)
            let all = lines.lines(0..<lines.count)
            for _ in 0..<5 {
                let start = Int.random(in: 0..<lines.count, using: &random)
                let end = Int.random(in: start...lines.count, using: &random)
                #expect(
                    lines.lines(start..<end) == Array(all[start..<end]),
                    "\(start)..<\(end), seed \(random.seed)"
                )
            }
            for node in 0..<prepared.trace.count {
                let line = lines.line(ofSpan: node)
                #expect(lines.span(atLine: line) == node)
                #expect(all[line] == "    {")
            }
        }
    }

    @Test func `a trace without spans is valid JSON, too`() throws {
        let lines = JSONLines(PreparedTrace(TraceAnswer(trace: .empty())))
        let text = lines.lines(0..<lines.count).joined(separator: "\n")
        #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) is [String: Any])
    }

    @Test func `bars lie within their columns, and whatever is in sight has at least half a cell`()
    {
        randomTraces(43) { prepared, random in
            let overview = prepared.overview
            let whole = TimeWindow(
                start: overview.start.nanoseconds,
                end: overview.end.nanoseconds
            )
            for _ in 0..<4 {
                let columns = Int.random(in: 1...120, using: &random)
                let zoomed = Int.random(in: 0..<prepared.tree.nodeCount, using: &random)
                let window =
                    Bool.random(using: &random)
                    ? whole
                    : TimeWindow(
                        start: prepared.tree.displayStarts[zoomed],
                        end: prepared.tree.displayEnds[zoomed]
                    )
                for node in 0..<prepared.tree.nodeCount {
                    let bar = BarLayout(node, of: prepared, window: window, columns: columns)
                    let start = prepared.tree.displayStarts[node]
                    let end = prepared.tree.displayEnds[node]
                    #expect(bar.halves.count == columns * 2)
                    #expect((0..<columns).contains(bar.labelColumn))
                    if let error = bar.errorColumn { #expect((0..<columns).contains(error)) }
                    let isInSight =
                        node < prepared.tree.spanCount && start <= window.end
                        && end >= window.start
                    let isDrawn = bar.halves.contains { $0 != .none }
                    #expect(isDrawn == isInSight, "node \(node), seed \(random.seed)")
                    #expect((bar.beyond == nil) == (isInSight || node >= prepared.tree.spanCount))
                    if let error = bar.errorColumn, columns > 12 {
                        let label = bar.labelColumn..<bar.labelColumn + bar.label.count
                        #expect(!label.contains(error), "label over the error mark")
                    }
                }
            }
        }
    }

    @Test func `the bar of a folded span has the critical path of all below it`() {
        let prepared = PreparedTrace(
            TraceAnswer(
                trace: Trace.make {
                    $0.span("root", 0..<100)
                    $0.span("child", 0..<100, parent: "root")
                }
            )
        )
        let window = TimeWindow(
            start: prepared.overview.start.nanoseconds,
            end: prepared.overview.end.nanoseconds
        )
        let root = prepared.trace.index(named: "root")
        let open = BarLayout(root, of: prepared, window: window, columns: 20)
        let folded = BarLayout(root, of: prepared, window: window, columns: 20, isFolded: true)
        #expect(open.halves.count { $0 == .heavy } < 5)
        #expect(folded.halves.allSatisfy { $0 == .heavy })
    }

    @Test func `the minimap counts what runs when`() {
        randomTraces(44) { prepared, random in
            let columns = Int.random(in: 1...200, using: &random)
            let map = Minimap(prepared, columns: columns)
            #expect(map.columns == columns)
            #expect(map.heights.allSatisfy { $0 <= 4 })
            #expect(map.heights.contains { $0 > 0 })
            let zoom = TimeWindow(start: 5, end: .max)
            #expect(map.columns(of: zoom).upperBound <= columns)
        }
        let prepared = PreparedTrace(
            TraceAnswer(
                trace: Trace.make {
                    $0.span("a", 0..<100)
                    $0.span("b", 50..<100)
                }
            )
        )
        let map = Minimap(prepared, columns: 4)
        #expect(Set(map.heights.prefix(4)).count == 1 && Set(map.heights.suffix(4)).count == 1)
        #expect((map.heights.first ?? 0) < (map.heights.last ?? 0))
    }

    @Test func `the ruler's marks fit beside each other`() {
        var random = SeededGenerator(seed: 45)
        for _ in 0..<500 {
            let start = UInt64.random(in: 0...UInt64.max, using: &random)
            let window = TimeWindow(
                start: start,
                end: .random(in: start...UInt64.max, using: &random)
            )
            let columns = Int.random(in: 1...200, using: &random)
            let ruler = Ruler(
                window: window,
                origin: Timestamp(nanoseconds: start),
                columns: columns
            )
            var free = 0
            for mark in ruler.marks {
                #expect(mark.column >= free, "seed \(random.seed)")
                free = mark.column + mark.text.count
            }
            #expect(free <= max(columns, 8))
        }
    }

    @Test func `every trace has its dot in the strip, and errors are marked`() {
        var random = SeededGenerator(seed: 46)
        for _ in 0..<200 {
            let columns = Int.random(in: 1...150, using: &random)
            let rows = Int.random(in: 1...12, using: &random)
            let window = Timestamp.zero...Timestamp(nanoseconds: .max - 5)
            let summaries = (0..<Int.random(in: 0...30, using: &random)).map { number in
                let start = UInt64.random(in: 0...UInt64.max / 2, using: &random)
                return TraceSummary(
                    id: TraceID(high: 1, low: UInt64(number)),
                    rootService: "s",
                    rootOperation: "o",
                    start: Timestamp(nanoseconds: start),
                    end: Timestamp(
                        nanoseconds: start / 2 + .random(in: 0...UInt64.max / 2, using: &random)
                    ),
                    spanCount: 1,
                    errorCount: Int.random(in: 0...1, using: &random),
                    orphanCount: nil,
                    services: []
                )
            }
            let found = TraceListFacts(summaries).starts
            let strip = DurationStrip(
                summaries,
                shown: Array(summaries.indices),
                over: Bool.random(using: &random) ? window : found ?? window,
                columns: columns,
                rows: rows
            )
            #expect(strip.cells.count == rows && strip.cells.allSatisfy { $0.count == columns })
            #expect(
                strip.cells.joined().contains { $0 != .empty } == !summaries.isEmpty,
                "seed \(random.seed)"
            )
            let hasErrors = summaries.contains { $0.errorCount > 0 }
            #expect(strip.cells.joined().contains(.error) == hasErrors)
            var last = Timestamp.zero
            for column in 0...columns {
                let time = strip.time(ofColumn: column)
                #expect(time >= last)
                last = time
            }
            #expect(last == strip.end || strip.end.since(strip.start) == .max)
        }
    }

    @Test func `labels name levels left out`() {
        let prepared = PreparedTrace(TraceAnswer(trace: LargeTraces.chain(30)))
        let label = TreeLabel(29, of: prepared, in: nil, levels: 8)
        #expect(label.guides.count == 8)
        #expect(label.cutLevels == 20)
        var rows = prepared.allRows
        var filter = TreeFilter()
        filter.root = 25
        rows.update(prepared.tree, filter: filter, passing: nil)
        let rooted = TreeLabel(29, of: prepared, in: rows, levels: 8)
        #expect(rooted.guides.count == 3 && rooted.cutLevels == 0)
        rows.setFolded(true, 25)
        rows.update(prepared.tree, filter: filter, passing: nil)
        let root = TreeLabel(25, of: prepared, in: rows, levels: 8)
        #expect(!root.isChild && root.hidden == 4)
    }
}
