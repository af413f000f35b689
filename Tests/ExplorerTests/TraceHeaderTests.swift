import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@testable import Explorer

@Suite struct TraceHeaderTests {
    @Test func `a narrow terminal loses depth and services before errors`() {
        let trace = Trace.make { sketch in
            sketch.span("root", 0..<100, service: "front")
            sketch.span("child", 10..<20, parent: "root", service: "back", error: true)
        }
        let prepared = PreparedTrace(TraceAnswer(trace: trace))
        #expect(prepared.header(columns: 80) == "100ms · 2 spans · 2 services · depth 2 · ✗1")
        #expect(prepared.header(columns: 40) == "100ms · 2 spans · 2 services · ✗1")
        #expect(prepared.header(columns: 30) == "100ms · 2 spans · ✗1")
        #expect(prepared.header(columns: 5) == "100ms · 2 spans · ✗1", "cut where it is painted")
    }

    private func skewed(child: Range<Double>) -> Trace {
        Trace.make {
            $0.span("root", 0..<100, resource: ["host.name": "n1"])
            $0.span("child", child, parent: "root", resource: ["host.name": "n2"])
        }
    }

    @Test func `totals of a trace with corrected clocks say what a list of recorded times says`() {
        func header(_ trace: Trace) -> String {
            let corrected = ClockCorrectedTraces([trace])
            let answer = TraceAnswer(
                trace: corrected.traces[0],
                movedSpans: corrected.movedSpans[0] ?? 0
            )
            return PreparedTrace(answer).header(columns: 80)
        }
        let late = skewed(child: 300..<350)
        #expect(header(late).hasPrefix("≈100ms (350ms recorded) · 2 spans"))
        #expect(TraceSummary(late).duration == 350_000_000)
        #expect(header(skewed(child: -5..<95)).hasPrefix("≈100ms (105ms recorded)"))
        #expect(header(skewed(child: 10..<20)).hasPrefix("100ms · 2 spans"))
        let raw = PreparedTrace(TraceAnswer(trace: late))
        #expect(raw.header(columns: 80).hasPrefix("350ms · 2 spans"))
    }
}
