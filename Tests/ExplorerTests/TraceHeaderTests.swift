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
}
