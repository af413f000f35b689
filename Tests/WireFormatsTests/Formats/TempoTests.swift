import Testing
import TraceModel

@testable import WireFormats

struct TempoTests {
    @Test func `an answer that says it is not complete has a note with its words`() throws {
        let decoded = try decodeTraceFile("tempo-partial.json")
        #expect(decoded.records.map(\.traceID.hex) == ["5b8aa5a2d2c872e8321cf37308d69df2"])
        #expect(decoded.records.map(\.id.hex) == ["5fb397be34d26b51"])
        #expect(
            decoded.report.notes == [
                "The trace is incomplete, says where it came from: trace too large."
            ]
        )
        let complete = #"{"trace":{"resourceSpans":[]},"status":"COMPLETE","message":""}"#
        #expect(try decodeHoweverCut(complete).report.notes == [])
    }

    @Test func `batches are resource spans`() throws {
        let text =
            #"{"batches":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"s"}}]},"#
            + #""instrumentationLibrarySpans":[{"spans":[{"traceId":"AAAAAAAAAAAAAAAAAAAAAQ==","spanId":"AAAAAAAAAAI=","#
            + #""name":"a","startTimeUnixNano":"5","endTimeUnixNano":"9"}]}]}]}"#
        let span = try #require(try decodeHoweverCut(text).records.first)
        #expect(span.traceID == TraceID(high: 0, low: 1) && span.resource.name == "s")
    }

    private static let search = """
        {"traces":[{"traceID":"2f3e0cee77ae5dc9c17ade3689eb2e54","rootServiceName":"shop-backend","rootTraceName":"update",
         "startTimeUnixNano":"1684778327699392724","durationMs":557,
         "spanSets":[{"spans":[{"spanID":"563d623c76514f8e","name":"charge","startTimeUnixNano":"1684778327735077898",
          "durationNanos":"446979497","attributes":[{"key":"status","value":{"stringValue":"error"}},
          {"key":"service.name","value":{"stringValue":"pay"}},{"key":"http.status_code","value":{"intValue":"500"}}]}],"matched":1}],
         "serviceStats":{"pay":{"spanCount":3}}},
         {"traceID":"abc","rootServiceName":"<root span not yet received>","startTimeUnixNano":"1684778327699392725"}],
         "metrics":{"inspectedTraces":3100,"totalBlocks":4}}
        """

    @Test func `a search answer gives parts of traces, marked as parts`() throws {
        let decoded = try decodeHoweverCut(Self.search)
        #expect(
            decoded.traces.map(\.id.hex) == [
                "2f3e0cee77ae5dc9c17ade3689eb2e54", "00000000000000000000000000000abc",
            ]
        )
        let records = decoded.records
        let root = try #require(records.first { $0.name == "update" })
        #expect(
            root.resource.name == "shop-backend" && root.end - root.start == 557_000_000
                && root.warnings.count == 1
        )
        let match = try #require(records.first { $0.name == "charge" })
        #expect(
            match.id.hex == "563d623c76514f8e" && match.statusCode == .error
                && match.resource.name == "pay"
        )
        #expect(match.attributes == [Attribute("http.status_code", .int(500))])
        #expect(match.end - match.start == 446_979_497)
        #expect(decoded.report.notes.contains { $0.contains("are parts") })
    }

    @Test func `the root is not made where it is among the matches`() throws {
        let text =
            #"{"traces":[{"traceID":"1","rootServiceName":"s","rootTraceName":"r","startTimeUnixNano":"5","durationMs":1,"#
            + #""spanSet":{"spans":[{"spanID":"9","name":"r","startTimeUnixNano":"5","durationNanos":"1000000"}],"matched":1}}]}"#
        let records = try decodeHoweverCut(text).records
        #expect(records.map(\.name) == ["r"] && records.map(\.resource.name) == ["s"])
    }

    @Test func `damaged input ends, and the same however cut`() {
        damage(Array(Self.search.utf8), seed: 24)
    }
}
