import Testing
import TraceModel

@testable import WireFormats

struct MalformedInputTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var input: String
        var offset: Int
        var path: String
        var expected: String
        var found: String

        var testDescription: String { input.isEmpty ? "nothing" : input }

        init(_ input: String, _ offset: Int, _ path: String, _ expected: String, _ found: String) {
            self.input = input
            self.offset = offset
            self.path = path
            self.expected = expected
            self.found = found
        }
    }

    private static let end = "the end of the input"

    static let cases = [
        Case("", 0, "", "a JSON document", end),
        Case("  \n", 3, "", "a JSON document", end),
        Case("{", 1, "", "a key or `}`", end),
        Case("[", 1, "[0]", "a value or `]`", end),
        Case(#"{"data""#, 7, "data", "`:`", end),
        Case(#"{"data":"#, 8, "data", "a value", end),
        Case(#"{"data":["#, 9, "data[0]", "a value or `]`", end),
        Case(
            #"{"data":[{"spans":[{"tags":[{"key":"a","value":"#,
            47,
            "data[0].spans[0].tags[0].value",
            "a value",
            end
        ),
        Case(
            #"{"data":[{"spans":[{},{"tags":[{},{"value":tru"#,
            46,
            "data[0].spans[1].tags[1].value",
            "the rest of `true`, `false` or `null`",
            end
        ),
        Case(#"{"data":"abc"#, 12, "data", "the end of a string", end),
        Case(#"{"data":[1,]}"#, 11, "data[1]", "a value", "`]}`"),
        Case(#"{"data":[],}"#, 11, "", "a key", "`}`"),
        Case(#"{"data":[] "x"}"#, 11, "data", "`,` or `}`", "`\"x\"}`"),
        Case(#"{"data":[1 2]}"#, 11, "data[0]", "`,` or `]`", "`2]}`"),
        Case(#"{"data":[}"#, 9, "data[0]", "a value or `]`", "`}`"),
        Case(#"{"data":[1}"#, 10, "data[0]", "`,` or `]`", "`}`"),
        Case(#"{data:[]}"#, 1, "", "a key or `}`", "`data:[]}`"),
        Case(#"{"data" []}"#, 8, "data", "`:`", "`[]}`"),
        Case(#"{"data":nul}"#, 11, "data", "`null`", "`}`"),
        Case(#"{"data":TRUE}"#, 8, "data", "a value", "`TRUE}`"),
        Case(#"{"data":NaN}"#, 8, "data", "a value", "`NaN}`"),
        Case(#"{"data":01}"#, 8, "data", "a number", "`01`"),
        Case(#"{"data":-}"#, 8, "data", "a number", "`-`"),
        Case(#"{"data":1.}"#, 8, "data", "a number", "`1.`"),
        Case(#"{"data":1e+}"#, 8, "data", "a number", "`1e+`"),
        Case(#"{"data":1-2}"#, 8, "data", "a number", "`1-2`"),
        Case(#"{"data":"a\x"}"#, 10, "data", "one of `\"\\/bfnrtu` after a backslash", "`\\x`"),
        Case(#"{"data":"\u12G4"}"#, 9, "data", "four hexadecimal digits after `\\u`", "`\\u12G4`"),
        Case(#"{"d\q":1}"#, 3, "", "one of `\"\\/bfnrtu` after a backslash", "`\\q`"),
        Case("{\"data\":\u{1}1}", 8, "data", "a value", "`\u{FFFD}1}`"),
        Case(#"{"data":[]}}"#, 11, "", "a JSON document", "`}`"),
        Case(
            #"{"data":[{"spans":[{}]}],"errors":[{"msg":"x","code":5}]"#,
            56,
            "errors",
            "`,` or `}`",
            end
        ),
        Case(
            #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{"key":5,}]"#,
            67,
            "resourceSpans[0].scopeSpans[0].spans[0].attributes[0]",
            "a key",
            "`}]`"
        ),
    ]

    @Test(arguments: cases)
    func `broken JSON is an error that says where, in what and what was expected`(_ wrong: Case) {
        let format: WrittenFormat = wrong.input.contains("resourceSpans") ? .otlpJSON : .jaegerJSON
        #expect(
            throws: DecodeError(
                offset: wrong.offset,
                path: wrong.path,
                expected: wrong.expected,
                found: wrong.found
            )
        ) {
            _ = try decodeTraces(Array(wrong.input.utf8), format: format)
        }
    }

    @Test
    func `an error reads as a sentence`() {
        let error = DecodeError(offset: 7, path: "a[1].b", expected: "a value", found: "`}`")
        #expect("\(error)" == "At byte 7, in a[1].b: expected a value, found `}`.")
        let top = DecodeError(offset: 0, path: "", expected: "a value", found: "`}`")
        #expect("\(top)" == "At byte 0: expected a value, found `}`.")
    }

    @Test
    func `nesting is read to its limit and is an error beyond`() throws {
        let limit = JSONTokenizer.maximumDepth
        let deep = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
        #expect(try decodeTraces(Array(deep.utf8), format: .jaegerJSON).traces.isEmpty)
        let deeper = "[" + deep + "]"
        let error = #expect(throws: DecodeError.self) {
            try decodeTraces(Array(deeper.utf8), format: .jaegerJSON)
        }
        #expect(error?.offset == limit)
        #expect(error?.found == "one more")
    }

    @Test
    func `deeply nested values are read whole`() throws {
        let depth = 300
        let open = String(repeating: #"{"arrayValue":{"values":["#, count: depth)
        let close = String(repeating: "]}}", count: depth)
        let span = try decodeSpan(
            #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"01","spanId":"02","#
                + #""startTimeUnixNano":"1","endTimeUnixNano":"2","attributes":[{"key":"k","value":"#
                + open + #"{"intValue":"7"}"# + close + "}]}]}]}]}"
        )
        var value = span.attributes[0].value
        for _ in 0..<depth {
            guard case .array(let elements) = value, elements.count == 1 else { break }
            value = elements[0]
        }
        #expect(value == .int(7))
    }

    @Test
    func `a truncated document shows the spans before the cut and the error`() throws {
        let text =
            #"{"data":[{"traceID":"1","spans":[{"traceID":"1","spanID":"2","startTime":5},"#
            + #"{"traceID":"1","spanID":"3","startTi"#
        var decoder = TraceDecoder()
        try decoder.feed(Array(text.utf8))
        let error = #expect(throws: DecodeError.self) { try decoder.finish() }
        #expect(error?.path == "data[0].spans[1]")
        let partial = decoder.partial()
        #expect(partial.traces.map(\.count) == [1])
        #expect(partial.report.spans == 1)
    }

    @Test
    func `after an error every further call throws it again`() throws {
        var decoder = TraceDecoder(format: .otlpJSON)
        let error = try #require(
            #expect(throws: DecodeError.self) { try decoder.feed(Array("{]".utf8)) }
        )
        #expect(throws: error) { try decoder.feed(Array("{}".utf8)) }
        #expect(throws: error) { try decoder.finish() }
    }
}
