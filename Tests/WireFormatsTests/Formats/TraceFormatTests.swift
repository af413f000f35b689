import Testing

@testable import WireFormats

struct TraceFormatTests {
    @Test(arguments: [
        (#"{"traceID":"1","spans":[{"spanID":"1"}]}"#, TraceFormat.jaegerJSON),
        (#"{"spanID":"1","operationName":"a","references":[]}"#, .jaegerJSON),
        (#"{"traceID":"1","start":"1970-01-01T00:00:00Z","durationNanos":0}"#, .spoorJSON),
        (#"{"traceID":"1","spanID":"2","service":"a","start":"1970-01-01T00:00:00Z"}"#, .spoorJSON),
        (#"{"criticalPathNanos":1,"traceID":"1"}"#, .spoorJSON),
        (#"{"traceID":"1","spans":[{"spanID":"2","error":true}]}"#, .jaegerJSON),
        (#"{"resourceSpans":[]}"#, .otlpJSON),
        (#"{"result":{"resourceSpans":[]}}"#, .otlpJSON),
        (#"{"batches":[{"scopeSpans":[]}]}"#, .otlpJSON),
        (#"{"x":[[[["data"]]]],"resource_spans":[]}"#, .otlpJSON),
        (#"{"traceId":"1","id":"2","kind":"CLIENT","timestamp":1}"#, .zipkinJSON),
        (
            #"{"traceId":"1","spanId":"2","startTime":"2024-05-01T10:00:00Z","durationInNanos":1}"#,
            .dataPrepperDocuments
        ),
        (
            #"{"traceId":"1","spanId":"2","operationName":"a","startTime":"2024-05-01T10:00:00Z"}"#,
            .jaegerGRPCJSON
        ),
        (
            #"{"context":{"trace_id":"0x1","span_id":"0x1"},"start_time":"2024-05-01T10:00:00Z"}"#,
            .pythonConsole
        ),
        (#"{"Name":"a","SpanContext":{"TraceID":"01","SpanID":"02"}}"#, .goConsole),
        (#"{"traces":[{"traceID":"1","rootServiceName":"a"}]}"#, .tempoSearch),
    ])
    func `the shape decides`(_ text: String, _ format: TraceFormat) throws {
        var decoder = TraceDecoder()
        for byte in text.utf8 { try decoder.feed([byte]) }
        let decoded = try decoder.finish()
        #expect(decoded.report.documents == 1)
        decoder = TraceDecoder()
        try decoder.feed(Array((text + String(repeating: " ", count: 100)).utf8))
        #expect(decoder.formats == [format])
    }

    @Test(arguments: [
        "{}", "[]", "[[],{}]", " [ ] \n", #"{"data":null}"#, #"{"total":0,"data":[]}"#,
        #"{"resourceSpans":null}"#, #"{"traces":[],"metrics":{}}"#, #"{"hits":{"hits":[]}}"#,
        #"{"batches":[]}"#, #"[{"traceID":"1","spans":[]}]"#,
    ])
    func `an empty answer holds no traces`(_ text: String) throws {
        #expect(try decodeHoweverCut(text).traces.isEmpty)
    }

    @Test(arguments: [
        ("<!doctype html><html>", "a web page"),
        ("404 page not found\n", "text that begins with `404 page not found`"),
        (#"{"id":"1","traceId":"2","x":[]}"#, "JSON with the members `id`, `traceId` and `x`"),
        (#"{"resourceMetrics":[{"resource":{}}]}"#, "OTLP metrics, which are no traces"),
        ("hello", "text that begins with `hello`"),
        ("[1,2,3]", "text that begins with `[1,2,3]`"),
        ("\u{FD}7zXZ", "text that begins with `\u{FD}7zXZ`"),
        ("PK\u{3}\u{4}\u{14}\u{0}", "a zip archive"),
        ("", "an empty file"),
        (" \n\t", "an empty file"),
    ])
    func `what holds nothing of a known format is refused with what it looks like`(
        _ text: String,
        _ looks: String
    ) {
        let error = #expect(throws: DecodeError.self) { try decode(text) }
        #expect(error?.looksLike == looks)
        #expect(error?.expected == "traces as \(TraceFormat.allNames)")
    }

    @Test(arguments: [
        #"{"level":"info","msg":"a","traceID":"0af7651916cd43dd8448eb211c80319c","spanID":"b7ad6b7169203331"}"#,
        #"{"severity":"ERROR","trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"b7ad6b7169203331"}"#,
        #"{"service":"cart","traceId":"1","spanId":"2","duration":3,"operationName":"GetCart"}"#,
        #"{"service":"cart","traceID":"1","spanID":"2","message":"x"}"#,
        #"{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1","traceId":"01","spanId":"02"}]}]}]}"#,
    ])
    func `ids alone make no span, for logs have them too`(_ line: String) throws {
        #expect(throws: DecodeError.self) { try decode(line) }
        let span = #"{"traceId":"1","id":"2","timestamp":5,"duration":1}"#
        let decoded = try decodeHoweverCut(line + "\n" + span + "\n" + line)
        #expect(decoded.report.spans == 1)
        #expect(decoded.report.unknownValues.count == 2)
    }

    @Test func `a decoder is as new after it ended`() throws {
        var decoder = TraceDecoder()
        try decoder.feed(Array(#"{"resourceSpans":[]}"#.utf8))
        _ = try decoder.finish()
        let text = #"{"data":[{"traceID":"1","spans":[{"spanID":"2"}]}]}"#
        try decoder.feed(Array((text + String(repeating: "\n", count: 64)).utf8))
        #expect(decoder.spanCount == 1)
        #expect(try decoder.finish().traces.count == 1)
    }

    @Test func `every format has a name of its own, and all are listed`() {
        let names = TraceFormat.allCases.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names { #expect(TraceFormat.allNames.contains(name)) }
    }
}
