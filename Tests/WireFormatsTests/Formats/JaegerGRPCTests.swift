import Testing
import TraceModel

@testable import WireFormats

struct JaegerGRPCTests {
    private static let chunk = """
        {
          "spans": [
            {
              "traceId": "AAAAAAAAAAAAAAAAAAAAAQ==",
              "spanId": "AAAAAAAAAAI=",
              "operationName": "GET /",
              "references": [
                {"traceId": "AAAAAAAAAAAAAAAAAAAAAQ==", "spanId": "AAAAAAAAAAM="},
                {"traceId": "AAAAAAAAAAAAAAAAAAAABQ==", "spanId": "AAAAAAAAAAQ=", "refType": "FOLLOWS_FROM"}
              ],
              "flags": 1,
              "startTime": "2024-05-01T10:00:00.000123456Z",
              "duration": "0.003s",
              "tags": [
                {"key": "span.kind", "vStr": "server"},
                {"key": "http.status_code", "vType": "INT64", "vInt64": "200"},
                {"key": "ratio", "vType": "FLOAT64", "vFloat64": 0.5},
                {"key": "cached", "vType": "BOOL"},
                {"key": "raw", "vType": "BINARY", "vBinary": "AQI="},
                {"key": "empty"}
              ],
              "logs": [
                {"timestamp": "2024-05-01T10:00:00.001Z", "fields": [{"key": "event", "vStr": "cache miss"}, {"key": "n", "vType": "INT64", "vInt64": "7"}]}
              ],
              "process": {"serviceName": "shop", "tags": [{"key": "host", "vStr": "h1"}]}
            }
          ]
        }
        """

    @Test func `ids in Base64, times in words and values by their types`() throws {
        let span = try #require(try decodeHoweverCut(Self.chunk).records.first)
        #expect(
            span.traceID == TraceID(high: 0, low: 1) && span.id == SpanID(2)
                && span.parentID == SpanID(3)
        )
        #expect(span.links.map(\.spanID) == [SpanID(4)])
        #expect(span.start == 1_714_557_600_000_123_456 && span.end - span.start == 3_000_000)
        #expect(span.kind == .server && span.flags == 1 && span.name == "GET /")
        #expect(span.resource.name == "shop")
        #expect(span.resource.attributes == [Attribute("host", .string("h1"))])
        #expect(
            span.attributes == [
                Attribute("http.status_code", .int(200)), Attribute("ratio", .double(0.5)),
                Attribute("cached", .bool(false)), Attribute("raw", .bytes([1, 2])),
                Attribute("empty", .string("")),
            ]
        )
        #expect(span.events.map(\.name) == ["cache miss"])
        #expect(span.events.first?.attributes == [Attribute("n", .int(7))])
    }

    @Test func `chunks after one another, compact and wrapped, are read`() throws {
        let compact = Self.chunk.split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
        let once = try decode(Self.chunk).records
        for text in [
            Self.chunk + "\n" + Self.chunk, compact + "\n" + compact,
            #"{"result":[\#(compact),\#(compact)]}"#,
        ] {
            let decoded = try decodeHoweverCut(text)
            #expect(decoded.records == once + once)
            #expect(decoded.report.notes == [])
        }
    }

    @Test func `damaged input ends, and the same however cut`() {
        damage(Array(Self.chunk.utf8), seed: 22)
    }
}
