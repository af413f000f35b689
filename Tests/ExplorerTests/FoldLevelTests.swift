import Explorer
import TestSupport
import Testing
import TraceModel

/// `-` and `+` where a trace is deeper than the screen.
@Suite struct FoldLevelTests {
    /// A chain of 500 spans, and one of three beside it.
    private static let deep = Trace.make { sketch in
        sketch.span("n0", 0..<1000)
        for depth in 1..<500 {
            sketch.span("n\(depth)", 0..<Double(1000 - depth), parent: "n\(depth - 1)")
        }
        sketch.span("m1", 900..<950, parent: "n0")
        sketch.span("m2", 900..<940, parent: "m1")
    }

    private func atDeep(_ keys: String = "") -> Journey {
        var source = ScriptedSource.shop
        source.traces = [Self.deep]
        var journey = Journey(source: source, start: .trace(Self.deep.id, span: nil))
        journey.press(keys)
        return journey
    }

    private func visible(_ journey: Journey) -> [String] {
        guard let trace = journey.trace, let rows = trace.rows else { return [] }
        let names = journey.treeNames
        return trace.cursor.visible(count: rows.count, height: trace.mainRows).map {
            names[$0] + (rows.isFolded(Int(rows.nodes[$0])) ? " folded" : "")
        }
    }

    @Test func `each press changes what is on screen until all is folded, which is said`() {
        var journey = atDeep()
        var presses = 0
        while presses < 1000 {
            let before = visible(journey)
            journey.press("-")
            presses += 1
            if journey.notice != "" { break }
            #expect(visible(journey) != before, "press \(presses)")
        }
        #expect(journey.notice == "Everything is folded; + and * unfold.")
        #expect(journey.treeNames == ["n0"])
        #expect(presses < 30)
        while journey.treeNames.count < 502 {
            let before = visible(journey)
            journey.press("+")
            guard visible(journey) != before || journey.notice != "" else {
                Issue.record("+ changed nothing and said nothing at \(journey.treeNames.count)")
                return
            }
            if journey.notice.hasPrefix("All is") { break }
        }
        #expect(journey.treeNames.count == 502)
        journey.press("+")
        #expect(journey.notice == "Everything is unfolded; - and _ fold.")
    }

    @Test func `a number folds as many levels, and _ and * all of them`() {
        var one = atDeep()
        let deepest = visible(one).count - 1
        one.press("09-")
        #expect(one.treeNames.count == deepest - 9 + 2 + 2)
        one.press("_")
        #expect(one.treeNames == ["n0"])
        one.press("*")
        #expect(one.treeNames.count == 502)
        one.press("0999-")
        #expect(one.treeNames == ["n0"])
        one.press("0999+")
        #expect(one.treeNames.count == 502)
    }
}
