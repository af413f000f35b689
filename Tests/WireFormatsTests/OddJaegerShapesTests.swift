import TestSupport
import Testing
import TraceModel

@testable import WireFormats

/// Jaeger's JSON as others than Jaeger write it.
struct OddJaegerShapesTests {
    private static let spans =
        #""spans":[{"traceID":"1","spanID":"2","operationName":"a","startTime":3,"duration":4,"processID":"p1"}]"#
    private static let processes = #""processes":{"p1":{"serviceName":"s"}}"#
    /// Members of a trace that spans have too.
    private static let extras = [
        #""duration":1000"#, #""startTime":5"#, #""endTime":6"#, #""operationName":"GET""#,
        #""tags":[{"key":"k","value":1}]"#, #""tags":{"k":{"v":[1]}}"#, #""logs":[]"#,
        #""spanID":"9""#, #""references":[]"#, #""process":{"serviceName":"t"}"#, #""flags":1"#,
        #""serviceName":"t""#, #""processID":"p9""#,
    ]

    @Test(arguments: extras)
    func `members of a trace make no span of it, wherever they stand`(extra: String) throws {
        let known = [#""traceID":"1""#, Self.spans, Self.processes]
        for place in 0...3 {
            var members = known
            members.insert(extra, at: place)
            let trace = "{" + members.joined(separator: ",") + "}"
            for document in [
                trace, "[\(trace)]", #"{"data":[\#(trace)]}"#, #"{"data":[\#(trace)],\#(extra)}"#,
            ] {
                let decoded = try decode(document)
                #expect(decoded.traces.map(\.count) == [1], "\(document)")
                #expect(decoded.records.map(\.name) == ["a"], "\(document)")
                #expect(decoded.records.map(\.resource.name) == ["s"], "\(document)")
            }
        }
    }

    @Test func `an object that is neither trace nor span is refused with a sentence`() throws {
        for document in [
            #"{"data":[{"traceID":"1","duration":5}]}"#,
            #"{"data":[{"traceID":"1","spans":[{}]}]}"#,
            #"{"data":[{"spans":[{"tags":[]}]}]}"#,
        ] {
            // Without the caller's word for the format it is none that has traces.
            #expect(try decode(document).records.isEmpty)
            var decoder = TraceDecoder(format: .jaegerJSON)
            try decoder.feed(Array(document.utf8))
            let decoded = try decoder.finish()
            #expect(decoded.records.isEmpty, "\(document)")
            #expect(decoded.report.malformedParts == 1, "\(document)")
            #expect(decoded.report.notes.contains { $0.contains("not taken for a span") })
        }
    }

    @Test(arguments: [
        ("traceId", "spanId", "parentSpanId"), ("trace_id", "span_id", "parent_span_id"),
        ("traceID", "spanID", "parentSpanID"),
    ])
    func `the keys of ids are known in every spelling`(trace: String, span: String, parent: String)
        throws
    {
        let decoded = try decode(
            #"{"data":[{"\#(trace)":"1","spans":[{"\#(trace)":"1","\#(span)":"2","operationName":"a","startTime":1,"duration":1},"#
                + #"{"\#(span)":"3","\#(parent)":"2","operationName":"b","startTime":1,"duration":1},"#
                + #"{"\#(span)":"4","operationName":"c","startTime":1,"duration":1,"#
                + #""references":[{"refType":"CHILD_OF","\#(trace)":"1","\#(span)":"3"}]}]}]}"#
        )
        #expect(decoded.traces.map(\.id.low) == [1])
        #expect(decoded.records.map(\.id.value) == [2, 3, 4])
        #expect(decoded.records.map(\.parentID?.value) == [nil, 2, 3])
        #expect(decoded.report.notes == [])
    }

    @Test func `tags may be a map, of spans, processes and logs`() throws {
        let span = try decodeSpan(
            #"{"traceID":"1","spanID":"2","operationName":"a","startTime":1,"duration":1,"#
                + #""tags":{"s":"x","i":1,"b":true,"n":null,"l":[1,"y"],"m":{"k":2},"span.kind":"server"},"#
                + #""process":{"serviceName":"p","tags":{"host.name":"h"}},"#
                + #""logs":[{"timestamp":1,"fields":{"event":"e","k":"v"}}]}"#
        )
        #expect(span.kind == .server)
        #expect(span.attributes.map(\.key) == ["s", "i", "b", "n", "l", "m"])
        #expect(span.attributes[4].value == [1, "y"])
        #expect(span.attributes[5].value == ["k": 2])
        #expect(span.resource.name == "p")
        #expect(span.resource.attributes == [Attribute(key: "host.name", value: "h")])
        #expect(span.events.map(\.name) == ["e"])
    }

    @Test func `processes may be a list, with their names or in order`() throws {
        for processes in [
            #"[{"key":"p2","serviceName":"b"},{"serviceName":"a","key":"p1"}]"#,
            #"[{"serviceName":"a"},{"serviceName":"b"}]"#,
        ] {
            let decoded = try decode(
                #"{"data":[{"traceID":"1","processes":\#(processes),"spans":["#
                    + #"{"spanID":"2","operationName":"x","startTime":1,"duration":1,"processID":"p1"},"#
                    + #"{"spanID":"3","operationName":"y","startTime":1,"duration":1,"processID":"p2"}]}]}"#
            )
            #expect(decoded.records.map(\.resource.name) == ["a", "b"])
            #expect(decoded.report.notes == [])
        }
    }

    @Test func `a span that starts beyond the end of time keeps its duration`() throws {
        let decoded = try decode(
            #"{"traceID":"1","spanID":"2","operationName":"a","startTime":1700000000000000000,"duration":1500000}"#
        )
        let span = try #require(decoded.traces.first?.spans.first)
        #expect(span.duration == 1_500_000_000)
        #expect(span.end == Timestamp(nanoseconds: .max))
    }

    @Test func `a span without a duration has no end`() throws {
        let decoded = try decode(#"{"traceID":"1","spanID":"2","operationName":"a","startTime":7}"#)
        let span = try #require(decoded.traces.first?.spans.first)
        #expect(span.isUnfinished && span.duration == 0)
    }

    @Test func `the parent is the first that is there, of children before followers`() throws {
        func span(_ id: String, _ references: String...) -> String {
            let list = references.map { reference in
                let words = reference.split(separator: " ")
                return #"{"refType":"\#(words[0])","traceID":"1","spanID":"\#(words[1])"}"#
            }
            return
                #"{"spanID":"\#(id)","operationName":"\#(id)","startTime":1,"duration":1,"references":[\#(list.joined(separator: ","))]}"#
        }
        let spans = [
            span("1"), span("2", "CHILD_OF 1"), span("3", "CHILD_OF ff", "FOLLOWS_FROM 1"),
            span("4", "CHILD_OF ff", "FOLLOWS_FROM 1", "CHILD_OF 2"),
            span("5", "CHILD_OF 5", "CHILD_OF 2"), span("6", "CHILD_OF ff"),
            span("7", "CHILD_OF ff", "CHILD_OF fe"), span("8", "CHILD_OF 1", "CHILD_OF 2"),
        ]
        let decoded = try decode(
            #"{"data":[{"traceID":"1","spans":[\#(spans.joined(separator: ","))]}]}"#
        )
        #expect(decoded.records.map(\.parentID?.value) == [nil, 1, 1, 2, 2, 0xff, 0xff, 1])
        // What was named first is not lost.
        #expect(decoded.traces[0][2].links.map(\.spanID.value) == [0xff])
    }
}
