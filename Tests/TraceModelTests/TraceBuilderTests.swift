import TestSupport
import Testing
import TraceModel

struct TraceBuilderTests {
    @Test func `a span comes back with everything it was given`() {
        let trace = Trace.make {
            $0.span(
                "db",
                3..<9,
                parent: "api",
                service: "shop",
                kind: .client,
                attributes: ["a": 1, "list": [1, ["k": "v"], .bytes([0, 255])], "a": .empty],
                resource: ["host.name": "n"]
            ) {
                $0.statusMessage = "late"
                $0.traceState = "k=v"
                $0.flags = 0x101
                $0.scopeName = "lib"
                $0.scopeVersion = "1"
                $0.scopeAttributes = [Attribute(key: "s", value: true)]
                $0.dropped = DroppedCounts(attributes: 1)
                $0.warnings = ["w", "w"]
            }
            $0.event("first", at: 4, ["x": 1.5])
            $0.event("second", at: 5)
            $0.event("third", at: 6, ["y": "z"])
            $0.link(to: "other", trace: "t2", type: .childOf, ["l": 1])
        }
        let span = trace[0]
        #expect(span.id == .named("db"))
        #expect(span.parentID == .named("api"))
        #expect(span.duration == 6_000_000)
        #expect(span.attributes.map(\.key) == ["a", "list", "a"])
        #expect(span.attributes.first("a") == 1)
        #expect(span.attributes.first("list") == [1, ["k": "v"], .bytes([0, 255])])
        #expect(span.attributes[2].value == .empty)
        #expect(span.attributes.children(at: 1).count == 3)
        #expect(span.attributes.children(at: 0).isEmpty)
        #expect(span.resource.attributes.first("host.name") == "n")
        #expect(span.scope.attributes.first("s") == true)
        #expect(span.events.map(\.name) == ["first", "second", "third"])
        #expect(span.events.map(\.attributes.count) == [1, 0, 1])
        #expect(span.events[2].attributes.first("y") == "z")
        #expect(span.links[0].type == .childOf)
        #expect(span.links[0].traceID == .named("t2"))
        #expect(span.links[0].attributes.first("l") == 1)
        #expect(span.warnings == ["w", "w"])
        #expect(span.dropped == DroppedCounts(attributes: 1))
        #expect(span.statusMessage == "late")
        #expect(span.traceState == "k=v")
        #expect(span.flags == 0x101)
    }

    @Test(
        arguments: [
            ("error", .bool(true), true), ("error", .string("true"), true),
            ("error", .bool(false), false), ("error", .string("false"), false),
            ("error", .string("True"), false), ("error", .int(1), false),
            ("error", .string("timeout"), false), ("otel.status_code", .string("ERROR"), true),
            ("otel.status_code", .string("OK"), false), ("Error", .bool(true), false),
        ] as [(String, AttributeValue, Bool)]
    )
    func `a span is an error by its attributes`(key: String, value: AttributeValue, isError: Bool) {
        let trace = Trace.make {
            $0.span("a", 0..<1) { $0.attributes = [Attribute(key: key, value: value)] }
        }
        #expect(trace[0].isError == isError)
    }

    @Test func `a span is an error by its status`() {
        let codes: [StatusCode] = [.unset, .ok, .error]
        let trace = Trace.make { sketch in
            for code in codes { sketch.span("\(code)", 0..<1) { $0.statusCode = code } }
        }
        #expect(trace.spans.map(\.isError) == [false, false, true])
    }

    @Test func `mixed spans are cut into traces in the order of first appearance`() {
        let traces = Trace.makeAll {
            $0.trace("b")
            $0.span("b1", 0..<1)
            $0.event("e", at: 0)
            $0.trace("a")
            $0.span("a1", 0..<1)
            $0.trace("b")
            $0.span("b2", 0..<1)
            $0.event("f", at: 0)
        }
        #expect(traces.map(\.id) == [.named("b"), .named("a")])
        #expect(traces[0].spans.map(\.name) == ["b1", "b2"])
        #expect(traces[0][1].events.map(\.name) == ["f"])
        #expect(traces[1].spans.map(\.name) == ["a1"])
        #expect(traces[1][0].traceID == .named("a"))
    }

    @Test func `a trace of which only warnings came exists without spans`() {
        var builder = TraceBuilder()
        builder.addWarnings([builder.strings.intern("cut off")], toTrace: .named("x"))
        builder.addWarnings([], toTrace: .named("y"))
        let traces = builder.finish()
        #expect(traces.map(\.count) == [0])
        #expect(traces.first?.warnings == ["cut off"])
    }

    @Test func `an empty builder makes no trace`() {
        #expect(TraceBuilder().finish().isEmpty)
    }

    @Test func `a resource may become known after its span`() {
        var builder = TraceBuilder()
        var draft = SpanDraft()
        draft.traceID = .named("t")
        let row = builder.append(draft)
        let service = builder.strings.intern("late")
        builder.setResource(builder.addResource(serviceName: service, attributes: []), ofRow: row)
        #expect(builder.finish().first?[0].serviceName == "late")
    }

    @Test func `a resource without service name differs from one with an empty name`() {
        let trace = Trace.make {
            $0.span("a", 0..<1, service: nil)
            $0.span("b", 0..<1, service: "")
        }
        #expect(trace.spans.map(\.resource.hasServiceName) == [false, true])
        #expect(trace.spans.map(\.serviceName) == ["", ""])
    }

    @Test func `a reset draft is as new`() {
        var draft = SpanDraft()
        draft.spanID = SpanID(1)
        draft.events = [EventDraft(firstAttribute: 0)]
        draft.warnings = [1]
        draft.dropped = DroppedCounts(links: 1)
        draft.reset()
        #expect(draft.spanID.isZero)
        #expect(draft.events.isEmpty)
        #expect(draft.warnings.isEmpty)
        #expect(draft.dropped.isEmpty)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `any spans come back as they were described`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let sketch = TraceSketch.random(spans: 30, using: &generator)
        let trace = sketch.build()[0]
        #expect(trace.spans.map(\.name) == sketch.spans.map(\.name))
        #expect(trace.spans.map { Array($0.attributes) } == sketch.spans.map(\.attributes))
        #expect(
            trace.spans.map { $0.events.map { Array($0.attributes) } }
                == sketch.spans.map { $0.events.map(\.attributes) }
        )
        #expect(TraceDifference(trace, sketch.build()[0]).isEmpty)
        #expect(trace.columns.byteCount > 0)
    }

    @Test func `a difference names the span and the field`() {
        let left = Trace.make { $0.span("a", 0..<1, attributes: ["k": 1]) }
        let right = Trace.make { $0.span("a", 0..<1, attributes: ["k": 2]) }
        let differences = TraceDifference(left, right).differences
        #expect(differences.count == 1)
        #expect(differences.first?.contains("attributes") == true)
        #expect(TraceDifference(left, right, ignoring: ["attributes"]).isEmpty)
        #expect(!TraceDifference(left, .make { $0.span("b", 0..<1) }).isEmpty)
    }
}
