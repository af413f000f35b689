import Testing
import TraceModel

@testable import WireFormats

struct OTLPJSONDecoderTests {
    private static let plain =
        #"{"traceId":"7894329b91aeee4372a98ef0eae90143","spanId":"66d7553978495f53","#
        + #""startTimeUnixNano":"5","endTimeUnixNano":"9""#

    private func document(_ members: String, resource: String = "", scope: String = "") -> String {
        #"{"resourceSpans":[{"resource":{"# + resource + #"},"scopeSpans":[{"scope":{"# + scope
            + #"},"spans":["# + Self.plain + (members.isEmpty ? "" : ",") + members + "}]}]}]}"
    }

    private func span(_ members: String, resource: String = "", scope: String = "") throws
        -> SpanRecord
    {
        try decodeSpan(document(members, resource: resource, scope: scope))
    }

    @Test
    func `kinds and status codes that the schema lacks are counted and taken as unset`() throws {
        for (kind, code) in [("17", "9"), ("-1", "2147483647"), (#""300""#, #""4""#)] {
            let text = document(#""kind":\#(kind),"status":{"code":\#(code)}"#)
            let decoded = try decodeTraces(Array(text.utf8))
            #expect(decoded.report.unknownEnums == 2)
            #expect(decoded.report.malformedSpans == 0)
            let span = try #require(decoded.traces.first)[0]
            #expect(span.kind == .unspecified)
            #expect(span.statusCode == .unset)
        }
        // What is no number of 32 bits is none of an enumeration.
        let text = document(#""kind":1.5,"status":{"code":4294967296}"#)
        let decoded = try decodeTraces(Array(text.utf8))
        #expect(decoded.report.malformedSpans == 1)
    }

    @Test
    func `a span is read with all its fields`() throws {
        let span = try span(
            #""traceState":"a=b","parentSpanId":"00000000000000ff","flags":769,"name":"n","kind":3,"#
                + #""attributes":[{"key":"k","value":{"stringValue":"v"}}],"droppedAttributesCount":1,"#
                + #""events":[{"timeUnixNano":"7","name":"e","attributes":[{"key":"a","value":{"boolValue":true}}],"#
                + #""droppedAttributesCount":2}],"droppedEventsCount":3,"#
                + #""links":[{"traceId":"01","spanId":"02","traceState":"s","flags":1,"droppedAttributesCount":4,"#
                + #""attributes":[{"key":"opentracing.ref_type","value":{"stringValue":"child_of"}}]}],"#
                + #""droppedLinksCount":5,"status":{"code":2,"message":"m"}"#,
            resource: #""attributes":[{"key":"service.name","value":{"stringValue":"s"}},"#
                + #"{"key":"h","value":{"intValue":"1"}}],"droppedAttributesCount":6"#,
            scope:
                #""name":"sn","version":"sv","attributes":[{"key":"x","value":{}}],"droppedAttributesCount":7"#
        )
        #expect(span.traceID.hex == "7894329b91aeee4372a98ef0eae90143")
        #expect(span.id.hex == "66d7553978495f53")
        #expect(span.parentID == SpanID(0xFF))
        #expect(span.traceState == "a=b")
        #expect(span.flags == 769)
        #expect(span.name == "n")
        #expect(span.kind == .client)
        #expect(span.start == 5)
        #expect(span.end == 9)
        #expect(span.attributes == [Attribute(key: "k", value: .string("v"))])
        #expect(span.dropped == DroppedCounts(attributes: 1, events: 3, links: 5))
        #expect(span.events.map(\.name) == ["e"])
        #expect(span.events.map(\.time) == [7])
        #expect(span.events.map(\.dropped) == [2])
        #expect(span.events[0].attributes == [Attribute(key: "a", value: .bool(true))])
        #expect(span.links.map(\.type) == [.childOf])
        #expect(span.links.map(\.traceState) == ["s"])
        #expect(span.links.map(\.dropped) == [4])
        #expect(span.links[0].attributes.map(\.key) == ["opentracing.ref_type"])
        #expect(span.statusCode == .error)
        #expect(span.statusMessage == "m")
        #expect(span.resource.name == "s")
        #expect(span.resource.attributes == [Attribute(key: "h", value: .int(1))])
        #expect(span.resource.dropped == 6)
        #expect(span.scope.name == "sn")
        #expect(span.scope.version == "sv")
        #expect(span.scope.attributes == [Attribute(key: "x", value: .empty)])
        #expect(span.scope.dropped == 7)
    }

    @Test(arguments: [
        (#"{"stringValue":"v"}"#, AttributeValue.string("v")),
        (#"{"string_value":"v"}"#, .string("v")),
        (#"{"boolValue":false}"#, .bool(false)),
        (#"{"intValue":"-9223372036854775808"}"#, .int(.min)),
        (#"{"intValue":7}"#, .int(7)),
        (#"{"int_value":"7"}"#, .int(7)),
        (#"{"doubleValue":7}"#, .double(7)),
        (#"{"doubleValue":"NaN"}"#, .double(.nan)),
        (#"{"doubleValue":"-Infinity"}"#, .double(-.infinity)),
        (#"{"doubleValue":"1.5"}"#, .double(1.5)),
        (#"{"bytesValue":"AQID"}"#, .bytes([1, 2, 3])),
        (#"{}"#, .empty),
        (#"null"#, .empty),
        (#"{"arrayValue":{}}"#, .array([])),
        (#"{"arrayValue":{"values":[]}}"#, .array([])),
        (#"{"kvlistValue":{}}"#, .map([])),
        (
            #"{"arrayValue":{"values":[{"intValue":"1"},{},{"arrayValue":{"values":[{"boolValue":true}]}}]}}"#,
            .array([.int(1), .empty, .array([.bool(true)])])
        ),
        (
            #"{"kvlistValue":{"values":[{"value":{"intValue":"1"},"key":"b"},{"key":"b","value":{"kvlistValue":{"values":[{"key":"c"}]}}}]}}"#,
            .map([
                Attribute(key: "b", value: .int(1)),
                Attribute(key: "b", value: .map([Attribute(key: "c", value: .empty)])),
            ])
        ),
        (#""bare""#, .string("bare")),
    ])
    func `every kind of value is read`(_ value: String, _ expected: AttributeValue) throws {
        let text = document(#""attributes":[{"key":"k","value":"# + value + "}]")
        let decoded = try decode(text)
        #expect(decoded.records[0].attributes == [Attribute(key: "k", value: expected)])
        #expect(decoded.report.notes == [])
    }

    @Test(arguments: [
        "SPAN", #"{"result":SPAN}"#, "[SPAN]", #"{"batches":[RS]}"#,
        #"{"trace":{"resourceSpans":[RS]},"metrics":{}}"#, "[RS]", #"{"result":[SPAN]}"#,
        #"{"resource_spans":[{"scope_spans":[{"spans":[S]}]}]}"#,
        #"{"resourceSpans":[{"instrumentationLibrarySpans":[{"spans":[S]}]}]}"#,
    ])
    func `every wrapping is read`(_ form: String) throws {
        let resourceSpans = #"{"scopeSpans":[{"spans":[S]}]}"#
        let text =
            form
            .replacing("SPAN", with: #"{"resourceSpans":["# + resourceSpans + "]}")
            .replacing("RS", with: resourceSpans)
            .replacing("[S]", with: "[" + Self.plain + "}]")
        let decoded = try decode(text)
        #expect(decoded.records.map(\.end) == [9])
        #expect(decoded.report.notes == [])
    }

    @Test
    func `documents may follow one another, and an error among them is collected`() throws {
        let one = document("")
        let other = one.replacing("66d7553978495f53", with: "66d7553978495f54")
        let decoded = try decode(
            #"{"result":"# + one + "}" + #"{"result":"# + other + "}\n"
                + #"{"error":{"httpCode":500,"message":"broke"}}"#
        )
        #expect(decoded.traces.map(\.count) == [2])
        #expect(decoded.serverErrors == [ServerError(code: 500, message: "broke")])
        #expect(decoded.report.documents == 3)
    }

    @Test
    func `an error alone is an answer without traces`() throws {
        let decoded = try decode(
            #"{"error":{"grpc_code":5,"http_code":404,"message":"No traces found","http_status":"Not Found"}}"#
        )
        #expect(decoded.traces.isEmpty)
        #expect(decoded.serverErrors == [ServerError(code: 404, message: "No traces found")])
    }

    @Test(arguments: [
        #""trace_id":"eJQym5Gu7kNyqY7w6ukBQw==","span_id":"ZtdVOXhJX1M=","#
            + #""parent_span_id":"AAAAAAAAAP8=","kind":"SPAN_KIND_SERVER","status":{"code":"STATUS_CODE_ERROR"},"#
            + #""start_time_unix_nano":5,"end_time_unix_nano":9"#,
        #""traceId":"7894329B91AEEE4372A98EF0EAE90143","spanId":"66D7553978495F53","#
            + #""parentSpanId":"ff","kind":"2","status":{"code":"2"},"#
            + #""startTimeUnixNano":"5","endTimeUnixNano":9"#,
    ])
    func `ids in Base64 or upper case, enums by name or in digits and snake case are read`(
        _ members: String
    ) throws {
        let decoded = try decode(
            #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"# + members + "}]}]}]}"
        )
        let expected = try span(#""parentSpanId":"00000000000000ff","kind":2,"status":{"code":2}"#)
        #expect(decoded.records == [expected])
        #expect(decoded.report.notes == [])
    }

    @Test(arguments: [#""parentSpanId":"""#, #""parentSpanId":"0000000000000000""#, ""])
    func `an empty or zero parent is none`(_ member: String) throws {
        #expect(try span(member).parentID == nil)
    }

    @Test(arguments: [
        #"{"arrayValue":{"values":[{"stringValue":"a"},{"stringValue":"b"}]}}"#,
        #"{"stringValue":"a"}"#,
    ])
    func `Jaeger's own attribute for warnings becomes warnings`(_ value: String) throws {
        let span = try span(#""attributes":[{"key":"@jaeger@warnings","value":"# + value + "}]")
        #expect(span.attributes.isEmpty)
        #expect(span.warnings == (value.contains("b") ? ["a", "b"] : ["a"]))
    }

    @Test
    func `warnings of another shape stay an attribute`() throws {
        let span = try span(
            #""attributes":[{"key":"@jaeger@warnings","value":{"arrayValue":{"values":[{"intValue":"1"}]}}}]"#
        )
        #expect(span.attributes.count == 1)
        #expect(span.warnings.isEmpty)
    }

    @Test
    func `a resource without a service name has none, and one that is no text stays an attribute`()
        throws
    {
        #expect(try span("", resource: "").resource.name == nil)
        #expect(
            try span(
                "",
                resource: #""attributes":[{"key":"service.name","value":{"stringValue":""}}]"#
            )
            .resource.name == ""
        )
        let odd = try span(
            "",
            resource: #""attributes":[{"key":"service.name","value":{"intValue":"5"}}]"#
        )
        #expect(odd.resource.name == nil)
        #expect(odd.resource.attributes == [Attribute(key: "service.name", value: .int(5))])
    }

    @Test
    func `a resource and a scope may come after their spans`() throws {
        let decoded = try decode(
            #"{"resourceSpans":[{"scopeSpans":[{"spans":["# + Self.plain
                + #"}],"schemaUrl":"su","scope":{"name":"lib"}}],"schemaUrl":"ru","#
                + #""resource":{"attributes":[{"key":"service.name","value":{"stringValue":"s"}}]}}]}"#
        )
        let span = decoded.records[0]
        #expect(span.resource.name == "s")
        #expect(span.resource.schemaURL == "ru")
        #expect(span.scope.name == "lib")
        #expect(span.scope.schemaURL == "su")
    }

    @Test
    func `spans of mixed traces are grouped, in the order of arrival`() throws {
        let spans = [("1", "a"), ("2", "b"), ("1", "c"), ("2", "d")].map { trace, id in
            #"{"traceId":"\#(trace)","spanId":"\#(id)","startTimeUnixNano":"1","endTimeUnixNano":"2"}"#
        }
        let decoded = try decode(
            #"{"resourceSpans":[{"scopeSpans":[{"spans":["# + spans.joined(separator: ",")
                + "]}]}]}"
        )
        #expect(decoded.traces.map(\.id.low) == [1, 2])
        #expect(decoded.traces.map { $0.spans.map(\.id.value) } == [[0xA, 0xC], [0xB, 0xD]])
    }

    @Test
    func `a span with garbage in it is kept with the rest and counted with a reason`() throws {
        let decoded = try decode(
            #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"?","spanId":{},"kind":"HUGE","#
                + #""startTimeUnixNano":"soon","name":7,"attributes":{"a":1},"flags":-1},null,"x","#
                + Self.plain + #","name":"ok"}]},"junk"]}]}"#
        )
        #expect(decoded.traces.map(\.count).reduce(0, +) == 2)
        #expect(decoded.report.malformedSpans == 1)
        #expect(decoded.report.malformedParts == 2)
        #expect(decoded.records.contains { $0.name == "ok" })
        #expect(decoded.report.notes.count == 6)
        #expect(decoded.report.notes.contains { $0.contains("no-span-id-1") })
        #expect(decoded.traces.contains { $0.id.hex == "?" })
    }
}
