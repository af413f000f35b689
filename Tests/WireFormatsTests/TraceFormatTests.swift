import Testing

@testable import WireFormats

struct TraceFormatTests {
    @Test(arguments: [
        (#"{"data":null}"#, TraceFormat.jaegerJSON),
        (#"{"total":0,"data":[]}"#, .jaegerJSON),
        (#"[{"traceID":"1","spans":[]}]"#, .jaegerJSON),
        (#"{"spanID":"1"}"#, .jaegerJSON),
        (#"{"traceID":"1","start":"1970-01-01T00:00:00Z","durationNanos":0}"#, .spoorJSON),
        (#"{"traceID":"1","spanID":"2","service":"a"}"#, .spoorJSON),
        (#"{"traces":[{"traceID":"1","warnings":[],"spans":[{"selfNanos":1}]}]}"#, .spoorJSON),
        (#"{"criticalPathNanos":1,"traceID":"1"}"#, .spoorJSON),
        (#"{"traceID":"1","spans":[{"spanID":"2","error":true}]}"#, .jaegerJSON),
        (#"{"resourceSpans":[]}"#, .otlpJSON),
        (#"{"result":{"resourceSpans":[]}}"#, .otlpJSON),
        (#"{"batches":[]}"#, .otlpJSON),
        (#"{"error":{"message":"x"}}"#, .otlpJSON),
        (" \n\u{FEFF}" + #"{"x":[[[["data"]]]],"resource_spans":[]}"#, .otlpJSON),
    ])
    func `the first telling key decides`(_ text: String, _ format: TraceFormat) throws {
        var decoder = TraceDecoder()
        let text =
            text.hasPrefix(" ") ? String(text.unicodeScalars.filter { $0 != "\u{FEFF}" }) : text
        for byte in text.utf8 { try decoder.feed([byte]) }
        #expect(decoder.format == format)
        #expect(try decoder.finish().report.documents == 1)
    }

    @Test(arguments: ["{}", "[]", "[[],{}]", " [ ] \n"])
    func `an empty document holds no traces`(_ text: String) throws {
        #expect(try decode(text).traces.isEmpty)
    }

    @Test(arguments: [
        ("<!doctype html><html>", "`<!doctype ht`"),
        ("404 page not found\n", "`404 page not`"),
        (#"{"id":"1","traceId":"2"}"#, #"`{"id":"1","t`"#),
        ("hello", "`hello`"),
        ("\u{1F}\u{8B}", "`\u{FFFD}\u{8B}`"),
    ])
    func `what is neither format is refused with what it begins with`(
        _ text: String,
        _ found: String
    ) {
        let error = #expect(throws: DecodeError.self) { try decode(text) }
        #expect(error?.expected == "traces as Jaeger JSON, OTLP JSON or Spoor JSON")
        #expect(error?.found == found)
    }

    @Test
    func `nothing at all is refused`() {
        let error = #expect(throws: DecodeError.self) { try decode("") }
        #expect(error?.found == "the end of the input")
    }

    @Test
    func `a decoder is as new after it ended`() throws {
        var decoder = TraceDecoder()
        try decoder.feed(Array(#"{"resourceSpans":[]}"#.utf8))
        _ = try decoder.finish()
        try decoder.feed(Array(#"{"data":[{"traceID":"1","spans":[{"spanID":"2"}]}]}"#.utf8))
        #expect(decoder.spanCount == 1)
        #expect(try decoder.finish().traces.count == 1)
    }
}
