import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@testable import Explorer

/// From how many equal siblings on one row stands for them.
@Suite struct FoldThresholdTests {
    private static let trace = Trace.make { sketch in
        sketch.span("root", 0..<100, service: "web")
        for index in 0..<4 {
            let start = Double(index * 10)
            sketch.span("four", start..<start + 5, id: "f\(index)", parent: "root", service: "db")
        }
        for index in 0..<6 {
            let start = Double(40 + index * 10)
            sketch.span("six", start..<start + 5, id: "s\(index)", parent: "root", service: "db")
        }
    }

    private func journey(foldsFrom: Int? = nil) -> Journey {
        var source = ScriptedSource.shop
        source.traces = [Self.trace]
        var settings = Journey.settings
        if let foldsFrom { settings.foldsFrom = foldsFrom }
        return Journey(source: source, settings: settings, start: .trace(Self.trace.id, span: nil))
    }

    private func run(_ line: String, _ journey: inout Journey) {
        journey.press(":")
        journey.type(line)
        journey.press("Enter")
    }

    @Test(arguments: [(nil, 6), (3, 3), (4, 3), (7, 11)] as [(Int?, Int)])
    func `the setting decides`(foldsFrom: Int?, rows: Int) {
        #expect(journey(foldsFrom: foldsFrom).treeNames.count == rows)
    }

    @Test func `a command changes it, and it stays for a refresh and the next trace`() {
        var journey = journey()
        #expect(journey.treeNames == ["root", "four", "four", "four", "four", "six"])
        run("fold 4", &journey)
        #expect(journey.treeNames == ["root", "four", "six"])
        journey.press("R")
        #expect(journey.treeNames == ["root", "four", "six"])
        run("fold", &journey)
        #expect(journey.notice == "One row stands for 4 equal siblings or more.")
        run("fold 2", &journey)
        #expect(journey.notice == "Write :fold N, where N is a whole number of 3 or more.")
        run("fold 100", &journey)
        #expect(journey.treeNames.count == 11)
    }

    @Test func `smells are the same whatever is folded`() {
        let usual = journey().trace?.prepared?.smells.all.map(\.kind)
        #expect(journey(foldsFrom: 100).trace?.prepared?.smells.all.map(\.kind) == usual)
    }
}
