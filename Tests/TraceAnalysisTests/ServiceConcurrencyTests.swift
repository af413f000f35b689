import TestSupport
import Testing
import TraceAnalysis
import TraceModel

struct ServiceConcurrencyTests {
    private func concurrency(
        _ trace: Trace,
        parts: Int,
        _ window: Range<Double> = 0..<100,
        limit: Int = 10
    ) -> ServiceConcurrency {
        let sketch = TraceSketch()
        return ServiceConcurrency(
            TraceTree(trace),
            from: sketch.time(window.lowerBound),
            to: sketch.time(window.upperBound),
            parts: parts,
            limit: limit
        )
    }

    //  web  ██████████
    //  db    █▏█▏         one after the other within one part
    //  db        ██
    //  db        █
    //  db         ▏       takes no time
    private static let shop = Trace.make {
        $0.span("page", 0..<100, service: "web")
        $0.span("a", 10..<12, parent: "page", service: "db")
        $0.span("b", 12..<14, parent: "page", service: "db")
        $0.span("c", 40..<60, parent: "page", service: "db")
        $0.span("d", 40..<50, parent: "page", service: "db")
        $0.span("e", 75..<75, parent: "page", service: "db")
    }

    @Test func `spans that run one after the other do not run at once, however close they are`() {
        let found = concurrency(Self.shop, parts: 10)
        #expect(found.rows.map(\.service) == ["web", "db"])
        #expect(found.rows[0].running == [1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
        #expect(found.rows[1].running == [0, 1, 0, 0, 2, 1, 0, 1, 0, 0])
        #expect(found.most == 2 && found.rows[1].most == 2)
        #expect(found.omittedServices == 0)
    }

    @Test
    func `of a part of the time what runs in it counts, and services beyond the limit are said`() {
        let found = concurrency(Self.shop, parts: 2, 45..<55, limit: 1)
        // Two spans of it for half of the time have more of it than one for all.
        #expect(found.rows.map(\.service) == ["db"])
        #expect(found.omittedServices == 1)
        #expect(concurrency(Self.shop, parts: 2, 45..<55).rows[0].running == [2, 1])
        #expect(concurrency(Self.shop, parts: 2, 20..<30).rows.map(\.service) == ["web"])
    }

    @Test func `any trace is counted as moment by moment`() {
        var random = SeededGenerator(seed: 404)
        for _ in 0..<60 {
            let trace = Trace.make { sketch in
                for index in 0..<Int.random(in: 1...30, using: &random) {
                    let start = Double(Int.random(in: -5...60, using: &random))
                    let length = Double(Int.random(in: 0...20, using: &random))
                    sketch.span(
                        "s",
                        start..<start + length,
                        id: "\(index)",
                        service: ["a", "b"].randomElement(using: &random)
                    )
                }
            }
            let tree = TraceTree(trace)
            let sketch = TraceSketch()
            let found = concurrency(trace, parts: 64, 0..<64)
            for part in 0..<64 {
                // Times are whole milliseconds, and so are the parts: nothing changes within one.
                let moment = sketch.time(Double(part))
                for service in ["a", "b"] {
                    let running = (0..<tree.spanCount).count {
                        trace[$0].serviceName == service && tree.displayStarts[$0] <= moment
                            && max(tree.displayEnds[$0], tree.displayStarts[$0] + 1) > moment
                    }
                    let row = found.rows.first { $0.service == service }
                    #expect(Int(row?.running[part] ?? 0) == running, "seed \(random.seed)")
                }
            }
        }
    }
}
