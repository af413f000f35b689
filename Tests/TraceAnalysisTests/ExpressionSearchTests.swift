import TestSupport
import Testing
import TraceAnalysis
import TraceModel

struct ExpressionSearchTests {
    private let trace = Trace.make {
        $0.span("GET /cart", 0..<100, service: "frontend", kind: .server)
        $0.span(
            "charge",
            10..<60,
            parent: "GET /cart",
            service: "payment",
            error: true,
            attributes: ["http.status_code": 503, "retry": true, "ratio": 0.25],
            resource: ["host.name": "pay-1"]
        ) {
            $0.statusMessage = "card declined"
            $0.scopeName = "io.pay"
        }
        $0.event("exception", at: 20, ["exception.type": "Timeout"])
        $0.span(
            "charge",
            60..<70,
            id: "again",
            parent: "GET /cart",
            service: "payment",
            attributes: ["http.status_code": "200", "size": .int(.max)]
        ) { $0.statusCode = .ok }
        $0.link(to: "charge", ["link.why": "retry of"])
        $0.span(
            "select",
            20..<30,
            parent: "charge",
            service: "db",
            attributes: ["rows": .array([.int(1), .int(22)]), "bytes": .bytes([1])]
        )
    }

    private func hits(_ expression: SpanExpression) -> [String] {
        let tree = TraceTree(trace)
        let search = ExpressionSearch(
            expression,
            in: tree,
            start: TraceOverview(tree).start,
            selfTimes: SelfTimes(tree),
            criticalPath: CriticalPath(tree)
        )
        return search.hits.map {
            SpanID.named("again") == trace[Int($0)].id ? "again" : trace[Int($0)].name
        }
    }

    private func ordered(_ key: String, _ order: ValueOrder, _ text: String) -> [String] {
        hits(.ordered(.attribute(key), order, text))
    }

    @Test func `numbers compare as numbers, also those that were sent as texts`() {
        #expect(ordered("http.status_code", .atLeast, "200") == ["charge", "again"])
        #expect(ordered("http.status_code", .more, "200") == ["charge"])
        #expect(ordered("http.status_code", .less, "1e3") == ["charge", "again"])
        #expect(ordered("http.status_code", .less, "90") == [])
        #expect(ordered("ratio", .atMost, "0.25") == ["charge"])
        #expect(ordered("size", .more, "\(Int64.max - 1)") == ["again"])
        #expect(ordered("size", .more, "\(Int64.max)") == [])
    }

    @Test func `numbers and other texts do not compare`() {
        #expect(ordered("http.status_code", .more, "a") == [])
        #expect(ordered("http.status_code", .less, "a") == ["again"], "a text with a text")
        #expect(ordered("host.name", .more, "1") == [])
        #expect(ordered("host.name", .more, "pay") == ["charge"])
        #expect(ordered("retry", .more, "0") == [])
        #expect(ordered("rows", .more, "0") == [])
        #expect(ordered("host.name", .more, "nan") == ["charge"])
    }

    @Test func `a part of a text is found whatever its case, of numbers by their text`() {
        func contains(_ key: String, _ text: String) -> [String] {
            hits(.contains(.attribute(key), text))
        }
        #expect(contains("host.name", "PAY") == ["charge"])
        #expect(contains("http.status_code", "0") == ["charge", "again"])
        #expect(contains("rows", "22") == ["select"])
        #expect(contains("exception.type", "time") == ["charge"])
        #expect(contains("link.why", "RETRY") == ["again"])
        #expect(contains("otel.status_description", "declined") == ["charge"])
        #expect(contains("scope.name", "pay") == ["charge"])
        #expect(contains("event", "EXC") == ["charge"])
        #expect(contains("resource.host.name", "pay") == ["charge"])
        #expect(contains("resource.retry", "") == [])
        #expect(hits(.contains(.service, "A")) == ["charge", "again"])
        #expect(hits(.contains(.operation, "cart")) == ["GET /cart"])
    }

    @Test func `what is not equal need not be there`() {
        let isOK = SpanExpression.condition(
            .attribute(AttributeCondition(key: "http.status_code", value: "200"))
        )
        #expect(hits(isOK) == ["again"])
        #expect(hits(.not(isOK)) == ["GET /cart", "charge", "select"])
        #expect(hits(.all([.has("http.status_code"), .not(isOK)])) == ["charge"])
    }

    @Test func `figures are those of the tree`() {
        #expect(hits(.figure(.depth, .equal, 2)) == ["select"])
        #expect(hits(.figure(.start, .atLeast, 20_000_000)) == ["again", "select"])
        #expect(hits(.figure(.own, .atLeast, 40_000_000)) == ["GET /cart", "charge"])
        #expect(hits(.figure(.duration, .less, 11_000_000)) == ["again", "select"])
        #expect(hits(.figure(.critical, .more, 0)).count == 4)
        #expect(hits(.status(.ok)) == ["again"])
        #expect(hits(.mentions("declined")) == ["charge"])
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `the search agrees with testing span by span`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let trace = TraceSketch.random(spans: 30, using: &generator).build()[0]
        let tree = TraceTree(trace)
        let start = TraceOverview(tree).start
        for _ in 0..<20 {
            let expression = SpanExpression.random(using: &generator)
            let search = ExpressionSearch(
                expression,
                in: tree,
                start: start,
                selfTimes: SelfTimes(tree),
                criticalPath: CriticalPath(tree)
            )
            let expected = NaiveExpression(tree, start: start).hits(expression)
            #expect(search.hits == expected, "seed \(seed), \(expression)")
        }
    }
}
