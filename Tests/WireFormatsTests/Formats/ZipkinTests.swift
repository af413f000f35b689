import TraceModel
import Testing

@testable import WireFormats

struct ZipkinTests {
    @Test func `client and server share an id, and the server stands below its client`() throws {
        let records = try decodeTraceFile("zipkin.json").records
        let server = try #require(records.first { $0.kind == .server })
        let client = try #require(records.first { $0.id.hex == "cb1c0c63006ed865" })
        let first = try #require(records.first { $0.id.hex == "af7ef7012428658f" })
        #expect(client.kind == .client && client.resource.name == "part1")
        #expect(server.parentID == client.id && server.resource.name == "part4")
        #expect(client.parentID == first.id && first.parentID == nil)
        #expect(Set(records.map(\.id)).count == 3)
        #expect(server.start == 1_718_692_210_113_146_000)
        #expect(server.end - server.start == 1_118_890_000)
        #expect(server.attributes == [Attribute("http.method", .string("GET"))])
    }

    @Test
    func `what a server called stands below the server, what its client called below the client`()
        throws
    {
        func span(_ id: String, _ parent: String, _ service: String, _ more: String) -> String {
            #"{"traceId":"1","id":"\#(id)","parentId":"\#(parent)","name":"n","timestamp":1,"duration":2,"#
                + #""localEndpoint":{"serviceName":"\#(service)"}\#(more)}"#
        }
        let text =
            "["
            + [
                span("b", "a", "back", #","kind":"SERVER","shared":true"#),
                span("b", "a", "front", #","kind":"CLIENT""#),
                span("c", "b", "back", #","kind":"CLIENT""#), span("d", "b", "front", ""),
            ].joined(separator: ",") + "]"
        let records = try decodeHoweverCut(text).records
        let server = try #require(records.first { $0.kind == .server })
        #expect(server.parentID == SpanID(0xb) && server.id != SpanID(0xb))
        let client = try #require(records.first { $0.id == SpanID(0xb) })
        #expect(client.kind == .client && client.parentID == SpanID(0xa))
        #expect(records.first { $0.id == SpanID(0xc) }?.parentID == server.id)
        #expect(records.first { $0.id == SpanID(0xd) }?.parentID == SpanID(0xb))
        #expect(try decode(text).records == records, "ids are made the same way every time")
    }

    @Test func `endpoints, annotations, tags and kinds are kept`() throws {
        let span = try decodeSpan(
            """
            {"traceId":"5982fe77008310cc80f1da5e10147517","id":"bd7a977555f6b982","name":"get","kind":"PRODUCER",
             "timestamp":1458702548467000,"duration":386000.5,"debug":true,
             "localEndpoint":{"serviceName":"zipkin-query","ipv4":"192.168.1.2","port":9411},
             "remoteEndpoint":{"serviceName":"spanstore","ipv6":"::1","port":3306},
             "annotations":[{"timestamp":1458702548467001,"value":"ws"}],
             "tags":{"http.path":"/api","otel.scope.name":"lib","otel.scope.version":"1.2"}}
            """
        )
        #expect(span.kind == .producer && span.resource.name == "zipkin-query")
        #expect(span.end - span.start == 386_000_500)
        #expect(span.events.map(\.name) == ["ws"])
        #expect(span.events.map(\.time) == [1_458_702_548_467_001_000])
        #expect(span.scope.name == "lib" && span.scope.version == "1.2")
        #expect(
            span.attributes == [
                Attribute("http.path", .string("/api")),
                Attribute("net.host.ip", .string("192.168.1.2")),
                Attribute("net.host.port", .int(9411)),
                Attribute("peer.service", .string("spanstore")),
                Attribute("net.peer.ip", .string("::1")), Attribute("net.peer.port", .int(3306)),
            ]
        )
    }

    @Test(arguments: [
        ("boom", StatusCode.error, "boom"), ("true", .error, ""), ("", .error, ""),
        ("false", .unset, ""),
    ])
    func `a tag error is a failed span, and its value is kept`(
        _ value: String,
        _ code: StatusCode,
        _ message: String
    ) throws {
        let span = try decodeSpan(
            #"{"traceId":"1","id":"2","timestamp":3,"duration":1,"tags":{"error":"\#(value)"}}"#
        )
        #expect(span.statusCode == code && span.statusMessage == message)
        #expect(value == "true" || span.attributes.contains(Attribute("error", .string(value))))
        #expect(span.kind == .internal)
    }

    @Test func `lists of lists, lines and spans without what is missing are read`() throws {
        let span = #"{"traceId":"1","id":"2","timestamp":3,"duration":1}"#
        #expect(try decodeHoweverCut("[[\(span)],[\(span)],[]]").report.spans == 2)
        #expect(try decodeHoweverCut(span + "\n" + span + "\n").report.spans == 2)
        let bare = try decodeHoweverCut(
            #"{"traceId":"1","id":"2","localEndpoint":{"serviceName":"s"}}"#
        )
        #expect(bare.report.malformedSpans == 1 && bare.records.map(\.resource.name) == ["s"])
    }

    @Test func `Zipkin's first form is refused by name`() {
        let text =
            #"[{"traceId":"1","id":"2","timestamp":1,"binaryAnnotations":[{"key":"a","value":"b"}]}]"#
        let error = #expect(throws: DecodeError.self) { try decode(text) }
        #expect(error?.looksLike?.contains("Zipkin's first JSON format") == true)
    }

    @Test func `a span nested too deeply is passed over and told`() throws {
        let deep = String(repeating: #"{"a":["#, count: 150) + String(repeating: "]}", count: 150)
        let text =
            #"[{"traceId":"1","id":"2","timestamp":3,"tags":{"x":\#(deep)}},"#
            + #"{"traceId":"1","id":"3","timestamp":3,"tags":{"x":"{[{["}}]"#
        let decoded = try decodeHoweverCut(text)
        #expect(decoded.records.map(\.id) == [SpanID(3)])
        #expect(decoded.report.malformedParts == 1)
    }

    @Test func `damaged input ends, and the same however cut`() throws {
        damage(
            Array(
                #"[{"traceId":"1","id":"2","timestamp":3,"tags":{"a":"b\u00e9"},"annotations":[{"timestamp":1,"value":"x"}]},{"traceId":"1","id":"2","shared":true,"timestamp":4}]"#
                    .utf8
            ),
            seed: 21
        )
    }
}
