import TestSupport
import Testing
import TraceAnalysis
import TraceModel

struct SpanSearchTests {
    private let trace = Trace.make {
        $0.span("GET /Cart", 0..<9, service: "Frontend", attributes: ["http.method": "GET"])
        $0.span("select", 1..<2, service: "db", attributes: ["rows": 1234, "ok": true]) {
            $0.statusMessage = "Deadline exceeded"
        }
        $0.span("charge", 2..<3, resource: ["host.name": "Node-7"]) {
            $0.warnings = ["clock adjusted"]
            $0.scopeName = "io.Payments"
        }
        $0.event("retry", at: 2, ["attempt": 3.5])
        $0.link(to: "select", ["why": "batch"])
        $0.span("ÜBERGABE", 4..<5, attributes: ["nested": ["list": [["deep": "Treasure"]]]])
    }

    private func names(_ text: String) -> [String] {
        SpanSearch(trace, for: text).hits.map { trace[Int($0)].name }
    }

    @Test(
        arguments: [
            ("cart", "GET /Cart"), ("FRONTEND", "GET /Cart"), ("http.METHOD", "GET /Cart"),
            ("method=get", "GET /Cart"), ("http.method=GET", "GET /Cart"), ("123", "select"),
            ("rows=12", "select"), ("OK=true", "select"), ("rue", "select"),
            ("deadline", "select"), ("node-7", "charge"), ("host.name=node", "charge"),
            ("adjusted", "charge"), ("payments", "charge"), ("RETRY", "charge"), ("3.5", "charge"),
            ("why=BATCH", "charge"), ("übergabe", "ÜBERGABE"), ("Übergabe", "ÜBERGABE"),
            ("treasure", "ÜBERGABE"), ("deep", "ÜBERGABE"), ("service.name=db", "select"),
        ] as [(String, String)]
    )
    func `a text is found wherever a span shows it, whatever its case`(text: String, name: String) {
        #expect(names(text) == [name])
    }

    @Test(arguments: ["", "cartx", "method=post", "rows=2", "\u{0}", "getselect", "=deadline"])
    func `what no span shows is not found`(text: String) {
        #expect(names(text).isEmpty)
    }

    @Test func `a span is found by its id or the first digits of it`() {
        let id = SpanID.named("charge").hex
        #expect(names(id) == ["charge"])
        #expect(names(String(id.prefix(6)).uppercased()) == ["charge"])
        #expect(names(String(id.prefix(3))).isEmpty)
    }

    @Test func `hits are in the order of spans`() {
        let search = SpanSearch(trace, for: "e")
        #expect(search.hits == search.hits.sorted())
        #expect((0..<trace.count).filter { search.contains($0) } == search.hits.map { Int($0) })
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `search agrees with looking at every name one by one`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let trace = TraceSketch.random(spans: 40, using: &generator).build()[0]
        let text = TraceSketch.text(using: &generator).lowercased()
        let search = SpanSearch(trace, for: String(text.prefix(6)))
        for index in 0..<trace.count where !text.isEmpty {
            let name = Array(trace[index].name.lowercased().utf8)
            let needle = Array(String(text.prefix(6)).utf8)
            let starts = 0...max(0, name.count - needle.count)
            let occurs = starts.contains { name.dropFirst($0).starts(with: needle) }
            if occurs { #expect(search.contains(index)) }
        }
    }
}
