import TestSupport
import Testing
import TraceModel

@testable import WireFormats

/// Ids that are no numbers, in every format.
struct TextIDTests {
    /// Two spans, one below the other, with a link from each to the trace `other/1`.
    private static let jaeger = #"""
        {"data":[{"traceID":"order-1234","spans":[
          {"traceID":"order-1234","spanID":"root span","operationName":"a","startTime":1700000000000000,"duration":9,
           "references":[{"refType":"FOLLOWS_FROM","traceID":"other/1","spanID":"x"}]},
          {"traceID":"order-1234","spanID":"ab","operationName":"b","startTime":1700000000000001,"duration":5,
           "references":[{"refType":"CHILD_OF","traceID":"order-1234","spanID":"root span"},
                         {"refType":"FOLLOWS_FROM","traceID":"other/1","spanID":"12"}]}]}]}
        """#

    private func check(_ decoded: DecodedTraces, _ what: String) throws {
        let trace = try #require(decoded.traces.first, "\(what)")
        #expect(decoded.traces.count == 1, "\(what)")
        #expect(trace.id == TraceID(text: "order-1234"), "\(what)")
        #expect(trace.spans.map(\.id.hex) == ["root span", "00000000000000ab"], "\(what)")
        #expect(trace.spans.map { $0.parentID?.hex } == [nil, "root span"], "\(what)")
        #expect(trace.spans.map { $0.links[0].traceID.hex } == ["other/1", "other/1"], "\(what)")
        #expect(trace.spans.map { $0.links[0].spanID.hex } == ["x", "0000000000000012"], "\(what)")
        #expect(trace.spans.allSatisfy { $0.attributes.isEmpty }, "\(what)")
        #expect(decoded.report.notes == [], "\(what)")
    }

    @Test func `every format gives back ids that are texts`() throws {
        let decoded = try decode(Self.jaeger)
        try check(decoded, "as written")
        for format in WrittenFormat.allCases {
            let written = encodeTraces(decoded.traces, as: format)
            try check(try decodeTraces(written), "\(format)")
        }
    }

    @Test func `Jaeger's and our JSON hold the texts, and OTLP's ids are still hexadecimal`() throws
    {
        let traces = try decode(Self.jaeger).traces
        for format in [WrittenFormat.jaegerJSON, .spoorJSON] {
            let text = String(decoding: encodeTraces(traces, as: format), as: UTF8.self)
            #expect(text.contains(#""order-1234""#) && text.contains(#""root span""#))
        }
        let otlp = String(decoding: encodeTraces(traces, as: .otlpJSON), as: UTF8.self)
        let id = TraceID(text: "order-1234")
        let number = TraceID(high: id.high, low: id.low).hex
        #expect(otlp.contains(#""traceId":"\#(number)""#))
        #expect(!otlp.contains(#""traceId":"order-1234""#))
        #expect(otlp.contains(#"{"key":"spoor.trace_id","value":{"stringValue":"order-1234"}}"#))
        #expect(otlp.contains(#"{"key":"spoor.span_id","value":{"stringValue":"root span"}}"#))
        #expect(otlp.contains(#""spoor.parent_span_id""#))
    }

    @Test func `an attribute that keeps an id counts only with the id that it belongs to`() throws {
        let span = try decodeSpan(
            #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"ab","spanId":"cd","name":"n","#
                + #""startTimeUnixNano":"1","endTimeUnixNano":"2","attributes":["#
                + #"{"key":"spoor.trace_id","value":{"stringValue":"order-1234"}}]}]}]}]}"#
        )
        #expect(span.traceID == TraceID(high: 0, low: 0xab))
        #expect(span.id == SpanID(0xcd))
    }

    @Test(arguments: ["order-12344", "checkoutAAA", "abcdefghijk", "S/kvNXezTaajzpKdDg5HNg"])
    func `OTLP takes a text for Base64 only where it is padded`(written: String) throws {
        let span = try decodeSpan(
            #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"\#(written)","spanId":"\#(written)","#
                + #""name":"n","startTimeUnixNano":"1","endTimeUnixNano":"2"}]}]}]}"#
        )
        #expect(span.traceID.hex == written)
        #expect(span.id.hex == written)
    }

    @Test func `a request has only ids that protobuf could hold, and keeps what has none`() throws {
        func request(_ members: String) throws -> DecodedTraces {
            var decoder = TraceDecoder.ofRequests()
            try decoder.feed(
                Array(#"{"resourceSpans":[{"scopeSpans":[{"spans":[{\#(members)}]}]}]}"#.utf8)
            )
            return try decoder.finish()
        }
        for id in [#""order-1234""#, "12345", #""0xab""#] {
            let decoded = try request(#""traceId":\#(id),"spanId":"01","name":"n""#)
            #expect(decoded.report.malformedSpans == 1, "\(id)")
        }
        let bare = try request(#""traceId":"ab","name":"n""#)
        #expect(bare.report.notes == [])
        let span = try #require(bare.traces.first?.spans.first)
        #expect(span.id.isZero && span.start == .zero && span.isUnfinished)
        let empty = try request("")
        #expect(empty.report.notes == [])
        #expect(empty.traces.map(\.id) == [.zero])
    }

    @Test func `ids that are JSON numbers are these numbers`() throws {
        let decoded = try decode(
            #"{"data":[{"traceID":18446744073709551615,"spans":[{"traceID":18446744073709551615,"#
                + #""spanID":12345,"operationName":1,"startTime":1,"duration":1},"#
                + #"{"spanID":-1,"operationName":"b","startTime":1,"duration":1,"#
                + #""references":[{"refType":"CHILD_OF","traceID":18446744073709551615,"spanID":12345}]}]}]}"#
        )
        let trace = try #require(decoded.traces.first)
        #expect(decoded.traces.count == 1)
        #expect(trace.id.jaegerHex == "ffffffffffffffff")
        #expect(trace.spans.map(\.id.hex) == ["0000000000003039", "ffffffffffffffff"])
        #expect(trace[1].parentID == trace[0].id)
        #expect(trace[0].name == "1")
        #expect(decoded.report.notes == [])
    }

    @Test func `spans without ids get some, the same each time`() throws {
        let text =
            #"{"data":[{"spans":[{"operationName":"a","startTime":1,"duration":1},"#
            + #"{"operationName":"b","spanID":"0","startTime":1,"duration":1}]}]}"#
        for _ in 0..<2 {
            let decoded = try decode(text)
            #expect(decoded.traces.map(\.id.hex) == ["no-trace-id"])
            #expect(
                decoded.traces[0].spans.map(\.id.hex) == ["no-span-id-1", "no-span-id-2"]
            )
            #expect(decoded.report.notes.contains { $0.contains("no-trace-id") })
            let again = try decodeTraces(encodeTraces(decoded.traces, as: .jaegerJSON))
            #expect(again.traces.map(\.id) == decoded.traces.map(\.id))
        }
    }
}
