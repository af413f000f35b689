import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// When two spans are one that came twice.
struct SpanSamenessTests {
    /// A trace with the span `a` and a changed copy of it.
    private func trace(_ change: @escaping (inout SpanSketch) -> Void) -> Trace {
        Trace.make { sketch in
            for edit in [{ (_: inout SpanSketch) in }, change] {
                sketch.span("a", 1..<5, attributes: ["k": "v", "n": 1], resource: ["host": "h"]) {
                    $0.kind = .server
                    edit(&$0)
                }
            }
        }
    }

    @Test func `equal spans are one`() {
        let distinct = trace { _ in }.withoutRepeatedSpans()
        #expect(distinct.count == 1)
        #expect(distinct[0].name == "a")
    }

    @Test func `what a format cannot hold makes no other span`() {
        // Jaeger's JSON cuts times to microseconds and has neither scopes' attributes nor lists as values.
        let changes: [(inout SpanSketch) -> Void] = [
            {
                $0.start += 999; $0.end += 999
            }, { $0.scopeAttributes = [] }, { $0.flags = 1 },
            { $0.attributes.append(Attribute(key: "more", value: "x")) }, { $0.attributes = [] },
            { $0.warnings = ["clock"] }, { $0.attributes[1].value = "1" },
            { $0.traceState = "x=y" },
        ]
        for change in changes { #expect(trace(change).withoutRepeatedSpans().count == 1) }
    }

    @Test func `the one of which most is known stays`() {
        let distinct = trace {
            $0.attributes.append(Attribute(key: "more", value: "x"))
        }.withoutRepeatedSpans()
        #expect(distinct[0].attributes.count == 3)
    }

    @Test func `a span that was not finished yet is the one that finished later`() {
        for isFirst in [true, false] {
            let distinct = Trace.make { sketch in
                for place in 0..<2 {
                    sketch.span("a", 1..<5) { if (place == 0) == isFirst { $0.end = 0 } }
                }
            }.withoutRepeatedSpans()
            #expect(distinct.count == 1)
            #expect(!distinct[0].isUnfinished)
        }
    }

    @Test func `spans that differ stay two, though they share an id`() {
        let changes: [(inout SpanSketch) -> Void] = [
            { $0.kind = .client }, { $0.name = "b" }, { $0.service = "other" },
            { $0.start += 1000 }, { $0.end += 1000 }, { $0.parentID = .named("p") },
            { $0.attributes[0].value = "w" }, { $0.statusCode = .error },
            { $0.events.append(EventSketch(name: "e", time: $0.start)) },
        ]
        for change in changes { #expect(trace(change).withoutRepeatedSpans().count == 2) }
    }

    @Test func `a trace without repeated spans is left as it is`() {
        let trace = Trace.make {
            $0.span("a", 0..<5)
            $0.span("b", 0..<5, parent: "a")
        }
        #expect(trace.withoutRepeatedSpans().columns === trace.columns)
    }

    @Test func `many copies of many spans are each one`() {
        let trace = Trace.make { sketch in
            for round in 0..<5 {
                for number in 0..<40 {
                    sketch.span("s\(number % 20)", 0..<Double(1 + number)) {
                        $0.flags = UInt32(round)
                    }
                }
            }
        }
        #expect(trace.count == 200)
        let distinct = trace.withoutRepeatedSpans()
        #expect(distinct.count == 40)
        #expect(distinct.spans.allSatisfy { $0.flags == 0 })
    }
}
