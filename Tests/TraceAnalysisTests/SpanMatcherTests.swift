import TestSupport
import Testing
import TraceAnalysis
import TraceModel

struct SpanMatcherTests {
    private let trace = Trace.make {
        $0.span(
            "charge",
            10..<30,
            service: "payments",
            kind: .client,
            error: true,
            attributes: ["http.status_code": 500, "retry": true, "ratio": 0.25, "tags": ["a", 1]],
            resource: ["host.name": "n1", "region": "eu"]
        ) {
            $0.scopeName = "lib"
            $0.scopeVersion = "1.2"
            $0.scopeAttributes = [Attribute(key: "scope.key", value: "s")]
        }
        $0.event("exception", at: 12, ["exception.type": "IOError"])
        $0.link(to: "x", ["link.key": "l"])
    }

    private func matches(_ edit: (inout TraceQuery) -> Void) -> Bool {
        var query = TraceQuery(start: .zero, end: Timestamp(nanoseconds: .max))
        edit(&query)
        return SpanMatcher(query, in: trace.columns).matches(trace)
    }

    @Test func `service, operation and kind are exact`() {
        #expect(matches { _ in })
        #expect(matches { $0.service = "payments" })
        #expect(!matches { $0.service = "Payments" })
        #expect(matches { $0.operation = "charge" })
        #expect(!matches { $0.operation = "char" })
        #expect(matches { $0.kind = .client })
        #expect(!matches { $0.kind = .server })
    }

    @Test func `a span without an attribute lacks it, or has other values`() {
        func without(_ key: String, _ value: String) -> Bool {
            matches { $0.conditions.insert(.without(AttributeCondition(key: key, value: value))) }
        }
        #expect(!without("http.status_code", "500"))
        #expect(without("http.status_code", "200"))
        #expect(without("nowhere", "500"))
        // Wherever it stands, and fields too.
        #expect(!without("region", "eu") && !without("link.key", "l") && !without("error", "true"))
        #expect(without("error", "false"))
        #expect(
            !matches {
                $0.service = "payments"
                $0.conditions.insert(.without(AttributeCondition(key: "region", value: "us")))
                $0.conditions.insert(.without(AttributeCondition(key: "region", value: "eu")))
            }
        )
    }

    @Test func `durations and the window include their ends`() {
        let start = trace[0].start
        #expect(matches { $0.minDuration = 20_000_000 })
        #expect(!matches { $0.minDuration = 20_000_001 })
        #expect(matches { $0.maxDuration = 20_000_000 })
        #expect(!matches { $0.maxDuration = 19_999_999 })
        #expect(matches { ($0.start, $0.end) = (start, start) })
        #expect(!matches { $0.end = start.advanced(by: -1) })
        #expect(!matches { $0.start = start.advanced(by: 1) })
    }

    @Test(
        arguments: [
            ("http.status_code", "500"), ("retry", "true"), ("ratio", "0.25"),
            ("tags", #"["a",1]"#), ("host.name", "n1"), ("resource.region", "eu"),
            ("exception.type", "IOError"), ("event", "exception"), ("link.key", "l"),
            ("scope.key", "s"), ("scope.name", "lib"), ("scope.version", "1.2"),
            ("otel.scope.name", "lib"), ("span.kind", "client"), ("span.status", "ERROR"),
            ("otel.status_code", "ERROR"), ("error", "true"), ("service.name", "payments"),
            ("resource.service.name", "payments"),
        ] as [(String, String)]
    )
    func `an attribute is found wherever it stands`(key: String, value: String) {
        #expect(matches { $0.attributes = [AttributeCondition(key: key, value: value)] })
        #expect(!matches { $0.attributes = [AttributeCondition(key: key, value: value + "x")] })
    }

    @Test(
        arguments: [
            ("error", "false"), ("error", "timeout"), ("resource.retry", "true"),
            ("span.kind", "server"), ("span.status", "OK"), ("http.status_code", "50"),
            ("region.x", "eu"),
        ] as [(String, String)]
    )
    func `what the span does not have is not found`(key: String, value: String) {
        #expect(!matches { $0.attributes = [AttributeCondition(key: key, value: value)] })
    }

    @Test func `all conditions must hold for one span`() {
        let trace = Trace.make {
            $0.span("a", 0..<1, service: "x", attributes: ["k": 1])
            $0.span("b", 0..<1, service: "y", attributes: ["l": 2])
        }
        var query = TraceQuery(start: .zero, end: Timestamp(nanoseconds: .max))
        query.attributes = [
            AttributeCondition(key: "k", value: "1"), AttributeCondition(key: "l", value: "2"),
        ]
        #expect(!SpanMatcher(query, in: trace.columns).matches(trace))
        query.attributes.removeLast()
        #expect(SpanMatcher(query, in: trace.columns).matches(trace))
        query.service = "y"
        #expect(!SpanMatcher(query, in: trace.columns).matches(trace))
    }

    @Test func `texts of fields compare byte by byte, as those of attributes do`() {
        let trace = Trace.make {
            $0.span("a", 0..<1, service: "s", attributes: ["k": "e\u{301}"]) {
                $0.scopeName = "e\u{301}"
                $0.scopeVersion = "e\u{301}"
                $0.statusMessage = "e\u{301}"
            }
        }
        for key in ["k", "scope.name", "scope.version", "otel.status_description"] {
            for (text, isFound) in [("e\u{301}", true), ("\u{E9}", false)] {
                var query = TraceQuery(start: .zero, end: Timestamp(nanoseconds: .max))
                query.attributes = [AttributeCondition(key: key, value: text)]
                #expect(SpanMatcher(query, in: trace.columns).matches(trace) == isFound, "\(key)")
            }
        }
    }

    @Test func `values have the text that Jaeger compares`() {
        let texts: [(AttributeValue, String)] = [
            (.empty, ""), ("a b", "a b"), (true, "true"), (-5, "-5"), (.double(200), "200"),
            (.double(0.1), "0.1"), (.double(-0.0), "-0"), (.double(1e-7), "1e-7"),
            (.double(0.000001), "0.000001"), (.double(1.5e300), "1.5e+300"),
            (.double(1e21), "1e+21"),
            (.double(0x1p66), "73786976294838210000"),
            (.double(.nan), "NaN"), (.double(-.infinity), "-Inf"),
            (.double(.leastNonzeroMagnitude), "5e-324"), (.bytes([0, 255]), "AP8="),
            (["b": 1, "a": ["<x>", .empty, 0.5]], #"{"a":["\u003cx\u003e",null,0.5],"b":1}"#),
            (.array(["\"\\\n\u{1}é"]), #"["\"\\\n\u0001é"]"#),
        ]
        for (value, text) in texts { #expect(value.canonicalString == text) }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `the text of a double reads back as the same double`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            #expect(Double(AttributeValue.double(value).canonicalString) == value)
        }
    }
}
