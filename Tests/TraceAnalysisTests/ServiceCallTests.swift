import TestSupport
import Testing
import TraceAnalysis
import TraceModel

struct ServiceCallTests {
    @Test func `a call is a span that enters a service`() {
        let trace = Trace.make {
            $0.span("GET", 0..<10, service: "web", kind: .server)
            $0.span("render", 1..<9, parent: "GET", service: "web")
            $0.span("ask", 2..<8, parent: "render", service: "web", kind: .client)
            $0.span("cart", 3..<7, parent: "ask", service: "cart", kind: .server, error: true)
            $0.span("take", 4..<5, parent: "cart", service: "queue", kind: .consumer)
        }
        let calls = trace.serviceCalls()
        #expect(calls.map(\.service) == ["web", "cart", "queue"])
        #expect(calls.map(\.operation) == ["GET", "cart", "take"])
        #expect(calls.map(\.isError) == [false, true, false])
        #expect(calls.map(\.duration) == [10_000_000, 4_000_000, 1_000_000])
    }

    @Test func `without kinds a call is a span whose parent is of another service or missing`() {
        let trace = Trace.make {
            $0.span("root", 0..<10, service: "web")
            $0.span("step", 1..<9, parent: "root", service: "web")
            $0.span("query", 2..<8, parent: "step", service: "db")
            $0.span("lost", 3..<4, parent: "gone", service: "db")
        }
        #expect(trace.serviceCalls().map(\.operation) == ["root", "query", "lost"])
    }
}
