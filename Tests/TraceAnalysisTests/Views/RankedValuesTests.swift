import TestSupport
import Testing
import TraceAnalysis
import TraceModel

struct RankedValuesTests {
    /// Pods of eight spans, in this order: `b a a b a c` and twice none; of the resource for the last with one.
    private let trace = Trace.make {
        $0.span("root", 0..<80)
        for (index, pod) in ["b", "a", "a", "b", "a"].enumerated() {
            $0.span(
                "s\(index)",
                Double(index)..<Double(index) + 1,
                parent: "root",
                attributes: ["pod": .string(pod)]
            )
        }
        $0.span("s5", 6..<7, parent: "root", resource: ["pod": "c"])
        $0.span("s6", 7..<8, parent: "root")
    }

    private func ranks(_ values: RankedValues) -> String {
        (0..<trace.count).map { span in
            switch values[span] {
            case .value(let place): values.values[place].text
            case .other: "+"
            case .nothing: "-"
            }
        }.joined()
    }

    @Test func `values are told apart by how many spans have them`() {
        let values = RankedValues(trace, by: .attribute("pod"), most: 12)
        #expect(values.values.map { "\($0.text) \($0.spanCount)" } == ["a 3", "b 2", "c 1"])
        #expect((values.otherCount, values.otherSpans, values.spansWithout) == (0, 0, 2))
        #expect(ranks(values) == "-baabac-")
    }

    @Test func `rarer values are one`() {
        let values = RankedValues(trace, by: .attribute("pod"), most: 1)
        #expect(values.values.map(\.text) == ["a"])
        #expect((values.otherCount, values.otherSpans, values.spansWithout) == (2, 3, 2))
        #expect(ranks(values) == "-+aa+a+-")
    }

    @Test func `equally frequent values go by their texts`() {
        let trace = Trace.make {
            for name in ["c", "a", "b"] { $0.span(name, 0..<1) }
        }
        #expect(RankedValues(trace, by: .operation, most: 2).values.map { $0.text } == ["a", "b"])
    }

    @Test func `more values than can be numbered are counted still`() {
        let trace = Trace.make { for index in 0..<300 { $0.span("n\(index)", 0..<1) } }
        let values = RankedValues(trace, by: .operation, most: 1000)
        #expect(values.values.count + values.otherCount == 300)
        #expect((0..<trace.count).count { values[$0] == .other } == values.otherSpans)
    }

    @Test func `a key that no span has`() {
        let values = RankedValues(trace, by: .attribute("none"), most: 3)
        #expect(values.values.isEmpty && values.spansWithout == trace.count)
    }
}
