import TestSupport
import Testing
import TraceModel

@testable import WireFormats

/// What stands before, behind and around spans changes nothing of them.
struct WrappingTests {
    private static let jaeger = """
        {"traceID":"aa01","spans":[{"traceID":"aa01","spanID":"1","operationName":"a","references":[],\
        "startTime":1700000000000000,"duration":5,"tags":[{"key":"error","type":"bool","value":true}],\
        "logs":[],"processID":"p1"},{"traceID":"aa01","spanID":"2","operationName":"b","references":\
        [{"refType":"CHILD_OF","traceID":"aa01","spanID":"1"}],"startTime":1700000000000001,"duration":1,\
        "tags":[],"logs":[],"processID":"p1"}],"processes":{"p1":{"serviceName":"s","tags":[]}}}
        """
    private static let otlp = """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"s"}}]},\
        "scopeSpans":[{"scope":{"name":"lib"},"spans":[{"traceId":"5b8aa5a2d2c872e8321cf37308d69df2",\
        "spanId":"5fb397be34d26b51","name":"a","startTimeUnixNano":"1700000000000000000",\
        "endTimeUnixNano":"1700000000000000005"}]}]}]}
        """
    private static let zipkin = """
        [{"traceId":"aa02","id":"1","name":"a","kind":"SERVER","timestamp":1700000000000000,"duration":3,\
        "localEndpoint":{"serviceName":"s"},"tags":{"error":"boom"}}]
        """
    private static let python = """
        {"name":"a","context":{"trace_id":"0xaa03","span_id":"0x01","trace_state":"[]"},"kind":"SpanKind.SERVER",\
        "parent_id":null,"start_time":"2025-01-09T14:21:04.8Z","end_time":"2025-01-09T14:21:04.9Z",\
        "status":{"status_code":"UNSET"},"attributes":{"run":1},"events":[],"links":[],"resource":{"attributes":{}}}
        """
    private static let documents = [jaeger, otlp, zipkin, python]

    /// Members that answers have beside their data.
    private static let others = [
        #""error":null"#, #""errors":null"#, #""status":"success""#, #""total":0"#, #""took":3"#,
        #""_shards":{"total":1,"failed":0}"#, #""message":"fine""#,
        #""meta":{"page":[1,2,{"n":3}]}"#,
        #""name":"a download""#, #""id":"17""#, #""limit":20"#,
        #""links":{"next":"/traces?page=2"}"#,
        #""spans":3"#, #""structuredFormat":false"#, #""startTime":1"#, #""kind":"list""#,
    ]
    private static let names = [
        "data", "trace", "result", "results", "response", "traces", "payload", "items", "body", "x",
        "export",
        "hits", "_source", "value", "documents",
    ]

    private func wrapped(_ text: String, _ random: inout SeededGenerator) -> String {
        if Int.random(in: 0..<4, using: &random) == 0 {
            let empty = ["", "null,", "{},", "[],"].randomElement(using: &random) ?? ""
            return "[" + empty + text + "]"
        }
        var members = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            Self.others.randomElement(using: &random) ?? ""
        }
        let name = Self.names.randomElement(using: &random) ?? "data"
        members.insert("\"\(name)\":" + text, at: Int.random(in: 0...members.count, using: &random))
        return "{" + members.joined(separator: Bool.random(using: &random) ? "," : ",\n  ") + "}"
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `spans are read within any wrappers`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let inner = Self.documents[Int(seed % 4)]
        var text = inner
        for _ in 0..<Int.random(in: 1...4, using: &random) { text = wrapped(text, &random) }
        let decoded = try decodeHoweverCut(text)
        #expect(decoded.records == (try decode(inner).records), "seed \(seed): \(text)")
        #expect(decoded.report.notes == [], "seed \(seed): \(text)")
        #expect(decoded.serverErrors.isEmpty, "seed \(seed): \(text)")
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `a list may hold documents of several formats`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let chosen = (0..<5).compactMap { _ in Self.documents.randomElement(using: &random) }
        let decoded = try decodeHoweverCut("[" + chosen.joined(separator: ",") + "]")
        let wanted = try chosen.reduce(0) { try $0 + decode($1).report.spans }
        #expect(decoded.report.spans == wanted, "seed \(seed)")
        let lines = try decodeHoweverCut(chosen.joined(separator: "\n"))
        #expect(lines.report.spans == wanted, "seed \(seed)")
    }

    @Test(arguments: [
        ("wrapped-error-first.json", 1, 13), ("wrapped-data-otlp.json", 1, 1),
        ("zipkin-error-tag.json", 1, 3),
        ("opensearch-span.json", 1, 1), ("trace-fields-after-spans.json", 1, 2),
        ("es-search.json", 1, 2),
        ("python-console.jsonl", 1, 2), ("otlp.pb", 1, 1), ("zipkin.json", 1, 3),
        ("utf16.json", 1, 13),
        ("tempo-partial.json", 1, 1),
    ])
    func `files as people have them are read`(_ name: String, _ traces: Int, _ spans: Int) throws {
        let decoded = try decodeTraceFile(name)
        #expect(decoded.traces.count == traces)
        #expect(decoded.traces.reduce(0) { $0 + $1.count } == spans)
        #expect(decoded.records.allSatisfy { !$0.traceID.isZero && !$0.id.isZero && $0.start > 0 })
        #expect(decoded.report.malformedSpans == 0)
    }

    @Test(arguments: [true, false])
    func `a trace's own times are no span's, before and behind its spans`(_ isBefore: Bool) throws {
        let times = #""startTime":1700000000000000,"duration":7"#
        let (before, behind) = isBefore ? (times + ",", "") : ("", "," + times)
        let text =
            #"{"data":[{"traceID":"aa","# + before
            + #""spans":[{"traceID":"aa","spanID":"1","operationName":"a","startTime":5,"duration":1,"processID":"p1"}]"#
            + #","processes":{"p1":{"serviceName":"s"}}"# + behind + "}]}"
        let decoded = try decodeHoweverCut(text)
        #expect(decoded.records.map(\.name) == ["a"])
        #expect(decoded.records.map(\.resource.name) == ["s"])
        #expect(try decodeTraces(Array(text.utf8), format: .jaegerJSON).records == decoded.records)
        #expect(decoded.report.notes == [])
    }

    @Test func `errors beside the traces are told, and an error tag is none`() throws {
        let text =
            #"{"errors":[{"code":404,"msg":"trace not found","traceID":"ff"}],"data":["#
            + Self.jaeger + "]}"
        let decoded = try decodeHoweverCut(text)
        #expect(
            decoded.serverErrors == [
                ServerError(code: 404, message: "trace not found", traceID: "ff")
            ]
        )
        #expect(decoded.report.spans == 2)
        #expect(
            try decode(#"{"error":"no such index"}"#).serverErrors == [
                ServerError(message: "no such index")
            ]
        )
        #expect(try decode(Self.zipkin).serverErrors == [])
    }

    @Test func `an error within a wrapped trace says where in the whole document it is`() {
        let text =
            #"{"status":"ok","data":[{"traceID":"aa","spans":[{"traceID":"aa","spanID":"1","operationName":}"#
        let error = #expect(throws: DecodeError.self) { try decode(text) }
        #expect(error?.path == "data[0].spans[0].operationName")
        #expect(error?.offset == text.utf8.count - 1)
        let span = #"{"x":[{"traceId":"01","spanId":"02","startTimeUnixNano":"1","name":tru}"#
        let inner = #expect(throws: DecodeError.self) { try decode(span) }
        #expect(inner?.path == "x[0].name")
        #expect(inner?.offset == span.utf8.count - 1)
    }

    @Test func `a wrapper of any length is passed over in bounded memory`() throws {
        let junk =
            #"{"junk":["# + String(repeating: #"{"a":"0123456789"},"#, count: 20_000)
            + #"{}],"data":["#
        let decoded = try decode(junk + Self.jaeger + "]}")
        #expect(decoded.report.spans == 2)
        #expect(decoded.records.first?.resource.name == "s")
    }

    @Test func `spans of OTLP without what is usually around them are read`() throws {
        let span =
            #"{"traceId":"5b8aa5a2d2c872e8321cf37308d69df2","spanId":"5fb397be34d26b51","name":"a","#
            + #""startTimeUnixNano":"5","endTimeUnixNano":"9"}"#
        let wanted = try decodeSpan(
            #"{"resourceSpans":[{"scopeSpans":[{"spans":["# + span + "]}]}]}"
        )
        for text in [
            span, "[\(span)]", #"{"spans":[\#(span)]}"#, #"{"scope":{},"spans":[\#(span)]}"#,
            span + "\n" + span,
        ] {
            let decoded = try decodeHoweverCut(text)
            #expect(decoded.records.first == wanted, "\(text)")
            #expect(decoded.report.notes == [], "\(text)")
        }
    }
}
