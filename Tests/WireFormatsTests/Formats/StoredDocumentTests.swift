import Testing
import TraceModel

@testable import WireFormats

/// Spans as Elasticsearch and OpenSearch keep them.
struct StoredDocumentTests {
    @Test func `a search answer holds Jaeger's documents, tags as a list or as an object`() throws {
        let records = try decodeTraceFile("es-search.json").records
        #expect(records.map(\.name) == ["es root", "es child"])
        #expect(records.map(\.resource.name) == ["es-svc", "es-svc"])
        #expect(records[1].parentID == records[0].id)
        #expect(records[0].attributes == [Attribute("a", .string("b"))])
        #expect(records[1].attributes == [Attribute("http.status_code", .int(200))])
    }

    private static let document =
        #"{"traceID":"aa","spanID":"1","parentSpanID":"2","operationName":"a","references":[],"#
        + #""startTime":1700000000000000,"startTimeMillis":1700000000000,"duration":5,"tag":{"error":true,"http@url":"/","n":1.5},"#
        + #""logs":[{"timestamp":1700000000000001,"fields":[{"key":"event","type":"string","value":"e"}]}],"#
        + #""process":{"serviceName":"s","tag":{"host@name":"h"}}}"#

    @Test func `documents a line, bare and within _source, are read`() throws {
        let wrapped =
            #"{"_index":"jaeger-span-2023-11-14","_type":"_doc","_id":"x","_score":1,"_source":\#(Self.document)}"#
        let record = try decodeSpan(Self.document)
        #expect(record.parentID == SpanID(2) && record.isError)
        #expect(
            record.attributes == [
                Attribute("error", .bool(true)), Attribute("http.url", .string("/")),
                Attribute("n", .double(1.5)),
            ]
        )
        #expect(record.resource.attributes == [Attribute("host.name", .string("h"))])
        #expect(record.events.map(\.name) == ["e"])
        let lines = try decodeHoweverCut(wrapped + "\n" + wrapped + "\n" + Self.document)
        #expect(lines.records == [record, record, record])
        #expect(lines.report.notes == [])
    }

    @Test func `answers without a total, with scroll ids and in several responses are read`() throws
    {
        let hit = #"{"_source":\#(Self.document)}"#
        for text in [
            #"{"hits":{"hits":[\#(hit)]}}"#,
            #"{"_scroll_id":"x","hits":{"total":1,"max_score":null,"hits":[\#(hit)]}}"#,
            #"{"took":1,"responses":[{"hits":{"hits":[\#(hit)]},"status":200}]}"#,
            #"{"hits":{"hits":[{"_id":"1","sort":[1700000000000],"_source":\#(Self.document),"fields":{"startTimeMillis":["1"]}}]}}"#,
        ] {
            let decoded = try decodeHoweverCut(text)
            #expect(decoded.records == [try decodeSpan(Self.document)], "\(text)")
            #expect(decoded.report.notes == [], "\(text)")
        }
    }

    @Test func `a span of Data Prepper in its later form`() throws {
        let span = try #require(try decodeTraceFile("opensearch-span.json").records.first)
        #expect(
            span.traceID.hex == "5b8aa5a2d2c872e8321cf37308d69df2"
                && span.id.hex == "5fb397be34d26b51"
        )
        #expect(span.parentID == nil && span.name == "GET /cart" && span.kind == .server)
        #expect(span.resource.name == "cart" && span.statusCode == .unset)
        #expect(span.start == 1_714_557_600_100_000_000 && span.end - span.start == 150_000_000)
        #expect(span.attributes == [Attribute("http.method", .string("GET"))])
    }

    @Test func `a span of Data Prepper in its first form, with long names`() throws {
        let span = try decodeSpan(
            """
            {"_index":"otel-v1-apm-span-000006","_source":{"traceId":"0000000000000000856bfa5aeba5ec77",
             "spanId":"fe0e3811627189df","traceState":"","parentSpanId":"856bfa5aeba5ec77","name":"/getcart",
             "kind":"SPAN_KIND_UNSPECIFIED","startTime":"2021-05-18T18:58:44.695Z","endTime":"2021-05-18T18:58:44.760Z",
             "durationInNanos":65000000,"serviceName":"cartservice","events":[{"name":"e","time":"2021-05-18T18:58:44.7Z","attributes":{"k":1}}],
             "links":[],"droppedAttributesCount":2,"traceGroup":"/cart","traceGroupFields.statusCode":0,
             "span.attributes.http@method":"GET","resource.attributes.service@name":"cartservice",
             "resource.attributes.host@name":"h","status.code":2,"status.message":"late"},"fields":{"startTime":["2021"]}}
            """
        )
        #expect(
            span.parentID?.hex == "856bfa5aeba5ec77" && span.statusCode == .error
                && span.statusMessage == "late"
        )
        #expect(span.attributes == [Attribute("http.method", .string("GET"))])
        #expect(span.resource.name == "cartservice")
        #expect(span.resource.attributes == [Attribute("host.name", .string("h"))])
        #expect(span.dropped.attributes == 2 && span.events.map(\.name) == ["e"])
        #expect(span.events.first?.attributes == [Attribute("k", .int(1))])
        #expect(span.end - span.start == 65_000_000)
    }

    @Test func `damaged input ends, and the same however cut`() {
        damage(
            Array(
                #"{"hits":{"hits":[{"_source":\#(Self.document)},{"_source":\#(Self.document)}]}}"#
                    .utf8
            ),
            seed: 23
        )
    }
}
