import Testing
import TraceModel

@testable import WireFormats

struct JaegerJSONDecoderTests {
    /// A span with the members given, in a whole answer.
    private func span(_ members: String) throws -> SpanRecord {
        try decodeSpan(answer(members))
    }

    private func answer(_ members: String, after: String = "") -> String {
        #"{"data":[{"traceID":"1f","spans":[{"traceID":"1f","spanID":"a","startTime":5,"duration":2,"#
            + members + #"}],"processes":{"p1":{"serviceName":"shop","tags":[]}}"# + after + "}]}"
    }

    private func attributes(_ tags: String) throws -> [AttributeValue] {
        try span(#""tags":["# + tags + "]").attributes.map(\.value)
    }

    @Test
    func `times are nanoseconds`() throws {
        let span = try span(#""logs":[{"timestamp":7,"fields":[]}]"#)
        #expect(span.start == 5000)
        #expect(span.end == 7000)
        #expect(span.events.map(\.time) == [7000])
    }

    @Test(arguments: [
        (#"{"key":"k","type":"string","value":"v"}"#, AttributeValue.string("v")),
        (#"{"value":"v","type":"string","key":"k"}"#, .string("v")),
        (#"{"key":"k","type":"bool","value":true}"#, .bool(true)),
        (#"{"key":"k","type":"boolean","value":"false"}"#, .bool(false)),
        (#"{"key":"k","value":"true","type":"bool"}"#, .bool(true)),
        (#"{"key":"k","type":"int64","value":42}"#, .int(42)),
        (#"{"key":"k","type":"int64","value":"9223372036854775807"}"#, .int(.max)),
        (#"{"key":"k","value":"-9007199254740993","type":"int64"}"#, .int(-9_007_199_254_740_993)),
        (#"{"key":"k","type":"int64","value":42.0}"#, .int(42)),
        (#"{"key":"k","type":"float64","value":1.5}"#, .double(1.5)),
        (#"{"key":"k","type":"float64","value":2}"#, .double(2)),
        (#"{"key":"k","value":2,"type":"float64"}"#, .double(2)),
        (#"{"key":"k","type":"float64","value":"NaN"}"#, .double(.nan)),
        (#"{"key":"k","type":"float64","value":"-Inf"}"#, .double(-.infinity)),
        (#"{"key":"k","type":"binary","value":"AQID"}"#, .bytes([1, 2, 3])),
        (#"{"key":"k","value":"AQID","type":"binary"}"#, .bytes([1, 2, 3])),
        (#"{"key":"k","type":"number","value":7}"#, .int(7)),
        (#"{"key":"k","value":7.5}"#, .double(7.5)),
        (#"{"key":"k","value":"x"}"#, .string("x")),
        (#"{"key":"k","type":"string","value":null}"#, .string("")),
        (#"{"key":"k","type":"string"}"#, .string("")),
        (#"{"key":"k"}"#, .empty),
        (
            #"{"key":"k","value":[1,"a",{"b":[null,true]}]}"#,
            .array([
                .int(1), .string("a"),
                .map([Attribute(key: "b", value: .array([.empty, .bool(true)]))]),
            ])
        ),
    ])
    func `a tag's value is read by its type, in any order of members`(
        _ tag: String,
        _ expected: AttributeValue
    ) throws {
        #expect(try attributes(tag) == [expected])
        #expect(try decode(answer(#""processID":"p1","tags":["# + tag + "]")).report.notes == [])
    }

    @Test(
        arguments: [
            #"{"key":"k","type":"int64","value":"many"}"#,
            #"{"key":"k","type":"binary","value":"many"}"# + "x",
            #"{"key":"k","type":"bool","value":"maybe"}"#,
        ].map { $0.replacing("}x", with: "!\"}").replacing("many\"!", with: "many!") }
    )
    func `text that does not fit its type is kept as text and counted`(_ tag: String) throws {
        let decoded = try decode(answer(#""processID":"p1","tags":["# + tag + "]"))
        guard case .string = decoded.records[0].attributes[0].value else {
            Issue.record("no text: \(decoded.records[0].attributes)")
            return
        }
        #expect(decoded.report.malformedSpans == 1)
        #expect(decoded.report.reasons.first?.contains("`k`") == true)
    }

    @Test
    func `an integer beyond 64 bits becomes a double and is counted`() throws {
        let tag =
            #""processID":"p1","tags":[{"key":"k","type":"int64","value":18446744073709551615}]"#
        let decoded = try decode(answer(tag))
        #expect(decoded.records[0].attributes[0].value == .double(18_446_744_073_709_551_616))
        #expect(decoded.report.lossyNumbers == 1)
    }

    @Test
    func `tags that Jaeger generates become columns`() throws {
        let span = try span(
            #""tags":[{"key":"otel.scope.name","type":"string","value":"lib"},"#
                + #"{"key":"otel.scope.version","type":"string","value":"1.2"},"#
                + #"{"key":"a","type":"int64","value":1},"#
                + #"{"key":"span.kind","type":"string","value":"client"},"#
                + #"{"key":"otel.status_code","type":"string","value":"ERROR"},"#
                + #"{"key":"error","type":"bool","value":true},"#
                + #"{"key":"otel.status_description","type":"string","value":"no"},"#
                + #"{"key":"w3c.tracestate","type":"string","value":"a=b"}]"#
        )
        #expect(span.attributes == [Attribute(key: "a", value: .int(1))])
        #expect(span.scope.name == "lib")
        #expect(span.scope.version == "1.2")
        #expect(span.kind == .client)
        #expect(span.statusCode == .error)
        #expect(span.statusMessage == "no")
        #expect(span.traceState == "a=b")
        #expect(span.isError)
    }

    @Test
    func `older names of the scope do when there are no others`() throws {
        let old =
            #"{"key":"otel.library.name","type":"string","value":"old"},"#
            + #"{"key":"otel.library.version","type":"string","value":"0"}"#
        #expect(try span(#""tags":["# + old + "]").scope.name == "old")
        let both = try span(
            #""tags":[{"key":"otel.scope.name","type":"string","value":"new"},"# + old + "]"
        )
        #expect(both.scope.name == "new")
        #expect(both.attributes.map(\.key) == ["otel.library.name", "otel.library.version"])
    }

    @Test(arguments: [
        (#"{"key":"error","type":"bool","value":true}"#, true),
        (#"{"key":"error","type":"string","value":"true"}"#, true),
        (#"{"key":"error","type":"string","value":"unset"}"#, false),
        (#"{"key":"error","type":"string","value":"false"}"#, false),
        (#"{"key":"error","type":"bool","value":false}"#, false),
    ])
    func `an error tag that nothing generated stays and counts by its value`(
        _ tag: String,
        _ isError: Bool
    ) throws {
        let span = try span(#""tags":["# + tag + "]")
        #expect(span.attributes.map(\.key) == ["error"])
        #expect(span.isError == isError)
        #expect(span.statusCode == .unset)
    }

    @Test
    func `of equal keys only the generated one is taken`() throws {
        let span = try span(
            #""tags":[{"key":"span.kind","type":"string","value":"mine"},"#
                + #"{"key":"error","type":"bool","value":true},{"key":"k","value":1},{"key":"k","value":2},"#
                + #"{"key":"span.kind","type":"string","value":"server"},"#
                + #"{"key":"otel.status_code","type":"string","value":"ERROR"},"#
                + #"{"key":"error","type":"bool","value":true}]"#
        )
        #expect(span.kind == .server)
        #expect(span.attributes.map(\.key) == ["span.kind", "error", "k", "k"])
    }

    @Test
    func `a kind in another case counts and stays`() throws {
        let span = try span(#""tags":[{"key":"span.kind","type":"string","value":"SERVER"}]"#)
        #expect(span.kind == .server)
        #expect(span.attributes.map(\.key) == ["span.kind"])
    }

    struct References: Sendable, CustomTestStringConvertible {
        var members: String
        var parent: UInt64?
        var links: [UInt64]
        var testDescription: String { members }
    }

    private static func reference(_ type: String, _ trace: String, _ span: String) -> String {
        #"{"refType":""# + type + #"","traceID":""# + trace + #"","spanID":""# + span + #""}"#
    }

    static let references = [
        References(members: #""references":null"#, parent: nil, links: []),
        References(
            members: #""references":["# + reference("CHILD_OF", "1f", "b") + "]",
            parent: 0xB,
            links: []
        ),
        References(
            members: #""references":["# + reference("FOLLOWS_FROM", "1f", "b") + ","
                + reference("CHILD_OF", "000000000000001F", "c") + "]",
            parent: 0xC,
            links: [0xB]
        ),
        References(
            members: #""references":["# + reference("CHILD_OF", "2f", "b") + ","
                + reference("FOLLOWS_FROM", "1f", "c") + "," + reference("CHILD_OF", "3f", "d")
                + "]",
            parent: 0xC,
            links: [0xB, 0xD]
        ),
        References(
            members: #""references":["# + reference("CHILD_OF", "2f", "b")
                + #"],"parentSpanID":"c""#,
            parent: 0xC,
            links: [0xB]
        ),
        References(
            members: #""parentSpanID":"c","references":["# + reference("CHILD_OF", "1f", "b") + "]",
            parent: 0xB,
            links: []
        ),
        References(members: #""parentSpanID":"0000000000000000""#, parent: nil, links: []),
        References(
            members: #""references":["# + reference("CHILD_OF", "1f", "0") + "]",
            parent: nil,
            links: [0]
        ),
        References(
            members: #""references":[{"refType":"CHILD_OF","spanID":"b"}]"#,
            parent: 0xB,
            links: []
        ),
    ]

    @Test(arguments: references)
    func `one reference is the parent and every other one a link`(_ row: References) throws {
        let span = try span(row.members)
        #expect(span.parentID == row.parent.map { SpanID($0) })
        #expect(span.links.map(\.spanID.value) == row.links)
    }

    @Test
    func `the type of a reference is kept on the link`() throws {
        let span = try span(
            #""references":["# + Self.reference("CHILD_OF", "2f", "b") + ","
                + Self.reference("FOLLOWS_FROM", "2f", "c") + "]"
        )
        #expect(span.links.map(\.type) == [.childOf, .followsFrom])
    }

    @Test
    func `the field event names the event and no other does`() throws {
        let span = try span(
            #""logs":[{"timestamp":1,"fields":[{"key":"a","value":1},{"key":"event","value":"e"}]},"#
                + #"{"timestamp":2,"fields":[{"key":"message","value":"m"}]},"#
                + #"{"timestamp":3,"fields":null}]"#
        )
        #expect(span.events.map(\.name) == ["e", "", ""])
        #expect(span.events.map { $0.attributes.map(\.key) } == [["a"], ["message"], []])
    }

    @Test
    func `processes may come before or after the spans, or inside them`() throws {
        let spans =
            #""spans":[{"traceID":"1","spanID":"1","startTime":1,"processID":"p2"},"#
            + #"{"traceID":"1","spanID":"2","startTime":1,"process":{"serviceName":"own"}},"#
            + #"{"traceID":"1","spanID":"3","startTime":1,"processID":"p9"}]"#
        let processes =
            #""processes":{"p1":{"serviceName":"one"},"#
            + #""p2":{"serviceName":"two","tags":[{"key":"host","type":"string","value":"h"}]}}"#
        for order in [[spans, processes], [processes, spans]] {
            let decoded = try decode(#"{"data":[{"# + order.joined(separator: ",") + "}]}")
            let records = decoded.records
            #expect(records.map(\.resource.name) == ["two", "own", nil])
            #expect(records[0].resource.attributes == [Attribute(key: "host", value: .string("h"))])
            #expect(decoded.report.missingProcesses == 1)
            #expect(decoded.report.notes.count == 1)
        }
    }

    @Test
    func `names of processes mean something else in every trace`() throws {
        let decoded = try decode(
            #"{"data":[{"traceID":"1","spans":[{"spanID":"1","startTime":1,"processID":"p1"}],"#
                + #""processes":{"p1":{"serviceName":"one"}}},"#
                + #"{"traceID":"2","spans":[{"spanID":"1","startTime":1,"processID":"p1"}],"#
                + #""processes":{"p1":{"serviceName":"two"}}}]}"#
        )
        #expect(decoded.records.map(\.resource.name) == ["one", "two"])
        #expect(decoded.traces.map(\.id.low) == [1, 2])
    }

    @Test(arguments: [
        #"{"data":[TRACE]}"#, #"[TRACE]"#, #"TRACE"#, #"{"data":TRACE}"#, #"[[TRACE]]"#,
        #"[SPAN]"#, #"SPAN"#, "\u{FEFF} TRACE\nTRACE2",
        #"{"errors":null,"data":[TRACE],"total":0}"#,
    ])
    func `answers, lists, single traces and single spans are read`(_ form: String) throws {
        let span = #"{"traceID":"1","spanID":"2","startTime":1,"operationName":"o"}"#
        let text =
            form
            .replacing("TRACE2", with: #"{"traceID":"1","spans":[]}"#)
            .replacing("TRACE", with: #"{"traceID":"1","spans":["# + span + "]}")
            .replacing("SPAN", with: span)
        let decoded = try decode(text)
        #expect(decoded.records.map(\.name) == ["o"])
        #expect(decoded.report.notes == [])
    }

    @Test
    func `errors of the server come beside the traces`() throws {
        let decoded = try decode(
            #"{"data":null,"errors":[{"code":404,"msg":"trace not found","traceID":"ff"},"plain"]}"#
        )
        #expect(
            decoded.serverErrors == [
                ServerError(code: 404, message: "trace not found", traceID: "ff"),
                ServerError(message: "plain"),
            ]
        )
        #expect(decoded.report.notes == [])
    }

    @Test
    func `warnings of spans and of traces are kept`() throws {
        let decoded = try decode(
            answer(#""processID":"p1","warnings":["a","a"]"#, after: #","warnings":["t"]"#)
        )
        #expect(decoded.records[0].warnings == ["a", "a"])
        #expect(decoded.traces[0].warnings == ["t"])
    }

    @Test
    func `null is absent is empty`() throws {
        let members = #""operationName":null,"flags":null,"tags":null,"logs":null,"warnings":null"#
        let decoded = try decode(
            answer(members + #","processID":null,"process":null,"references":null"#)
        )
        #expect(decoded.report.notes == [])
        #expect(decoded.records == (try decode(answer(#""x":{"y":[1,{}]}"#)).records))
    }

    @Test
    func `a span with garbage in it is kept with the rest and counted with a reason`() throws {
        let decoded = try decode(
            #"{"data":[{"traceID":"1","spans":[{"traceID":"zz","spanID":"2","startTime":-1,"duration":"x","#
                + #""operationName":5,"tags":{"a":1},"logs":[5],"references":"none"},null,7,"#
                + #"{"spanID":"3","startTime":"9","duration":"4","operationName":"ok"}]}]}"#
        )
        #expect(decoded.traces.map(\.id.hex) == ["zz", "00000000000000000000000000000001"])
        #expect(decoded.traces.map(\.count) == [1, 1])
        #expect(decoded.traces[0][0].attributes.first("a") == .int(1))
        #expect(decoded.report.malformedSpans == 1)
        #expect(decoded.report.malformedParts == 1)
        #expect(decoded.report.reasons.count == 2)
        let good = try #require(decoded.records.first { $0.name == "ok" })
        #expect(good.traceID == TraceID(high: 0, low: 1))
        #expect(good.start == 9000)
        #expect(good.end == 13000)
    }

    @Test
    func `troubles are told in sentences, the first few of many`() throws {
        let spans = (0..<20).map { #"{"traceID":"1","spanID":"x\#($0)"}"# }.joined(separator: ",")
        let text = #"{"data":[{"spans":["# + spans + "]}]}"
        let decoded = try decodeTraces(Array(text.utf8), format: .jaegerJSON)
        #expect(decoded.report.malformedSpans == 20)
        #expect(decoded.report.reasons.count == 5)
        #expect(
            decoded.report.notes.first
                == "20 spans could not be read completely and are shown as far as possible."
        )
        #expect(
            decoded.report.notes.dropFirst().first
                == "Span 1 (x0): it has no `startTime`."
        )
    }
}
