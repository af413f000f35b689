import Testing
import TraceModel

@testable import WireFormats

/// What the OpenTelemetry SDKs print.
struct ConsoleTests {
    @Test func `Python's spans, a line each`() throws {
        let records = try decodeTraceFile("python-console.jsonl").records.sorted {
            $0.name < $1.name
        }
        #expect(records.map(\.name) == ["child", "root"])
        #expect(
            records.map(\.traceID.hex)
                == Array(repeating: "01944b70b37abc48df7d103455bc404f", count: 2)
        )
        #expect(records[0].parentID == records[1].id && records[1].parentID == nil)
        #expect(
            records.map(\.kind) == [.internal, .server]
                && records.map(\.resource.name) == ["pysvc", "pysvc"]
        )
        #expect(records[1].statusCode == .error && records[1].statusMessage == "boom")
        #expect(records[0].attributes == [Attribute("run", .int(1))] && records[0].traceState == "")
        #expect(records[0].start == 1_736_432_464_800_962_000)
    }

    static let python = """
        {
            "name": "work",
            "context": {
                "trace_id": "0x5b8aa5a2d2c872e8321cf37308d69df2",
                "span_id": "0x051581bf3cb55c13",
                "trace_state": "[]"
            },
            "kind": "SpanKind.CONSUMER",
            "parent_id": null,
            "start_time": "2022-04-29T18:52:58.114201Z",
            "end_time": "2022-04-29T18:52:58.114687Z",
            "status": {
                "status_code": "OK"
            },
            "attributes": {
                "list": [1, 2]
            },
            "events": [
                {
                    "name": "hey",
                    "timestamp": "2022-04-29T18:52:58.114561Z",
                    "attributes": {
                        "n": 1.5
                    }
                }
            ],
            "links": [
                {
                    "context": {
                        "trace_id": "0x00000000000000000000000000000001",
                        "span_id": "0x0000000000000002",
                        "trace_state": "[]"
                    },
                    "attributes": {}
                }
            ],
            "resource": {
                "attributes": {
                    "telemetry.sdk.language": "python",
                    "service.name": "unknown_service"
                },
                "schema_url": "https://example.com/1"
            }
        }
        """

    @Test func `Python's spans over several lines, one after another`() throws {
        let decoded = try decodeHoweverCut(Self.python + "\n" + Self.python + "\n")
        #expect(decoded.report.spans == 2 && decoded.report.notes == [])
        let span = try #require(decoded.records.first)
        #expect(span.kind == .consumer && span.statusCode == .ok)
        #expect(span.attributes == [Attribute("list", .array([.int(1), .int(2)]))])
        #expect(span.events.map(\.name) == ["hey"] && span.links.map(\.spanID) == [SpanID(2)])
        #expect(
            span.resource.name == "unknown_service"
                && span.resource.schemaURL == "https://example.com/1"
        )
    }

    static let go = """
        {
        \t"Name": "/foo",
        \t"SpanContext": {"TraceID": "0102030405060708090a0b0c0d0e0f10", "SpanID": "0102030405060708", "TraceFlags": "01",
        \t\t"TraceState": "key=val", "Remote": false},
        \t"Parent": {"TraceID": "00000000000000000000000000000000", "SpanID": "0000000000000000", "TraceFlags": "00",
        \t\t"TraceState": "", "Remote": false},
        \t"SpanKind": 2,
        \t"StartTime": "2023-01-02T03:04:05.000000006+01:00",
        \t"EndTime": "2023-01-02T03:04:06+01:00",
        \t"Attributes": [
        \t\t{"Key": "key", "Value": {"Type": "STRING", "Value": "value"}},
        \t\t{"Key": "double", "Value": {"Type": "FLOAT64", "Value": 123}},
        \t\t{"Key": "ints", "Value": {"Type": "INT64SLICE", "Value": [1, 2]}}
        \t],
        \t"Events": [{"Name": "bar", "Attributes": [{"Key": "b", "Value": {"Type": "BOOL", "Value": true}}],
        \t\t"DroppedAttributeCount": 3, "Time": "2023-01-02T03:04:05.5+01:00"}],
        \t"Links": [{"SpanContext": {"TraceID": "00000000000000000000000000000007", "SpanID": "0000000000000008"}, "Attributes": null}],
        \t"Status": {"Code": "Error", "Description": "interesting"},
        \t"DroppedAttributes": 1, "DroppedEvents": 0, "DroppedLinks": 0, "ChildSpanCount": 0,
        \t"Resource": [{"Key": "service.name", "Value": {"Type": "STRING", "Value": "shop"}},
        \t\t{"Key": "rk1", "Value": {"Type": "STRING", "Value": "rv11"}}],
        \t"InstrumentationScope": {"Name": "lib", "Version": "v0.1.0", "SchemaURL": "", "Attributes": null},
        \t"InstrumentationLibrary": {"Name": "lib", "Version": "v0.1.0", "SchemaURL": "", "Attributes": null}
        }
        """

    @Test func `Go's spans`() throws {
        let span = try #require(try decodeHoweverCut(Self.go).records.first)
        #expect(
            span.traceID.hex == "0102030405060708090a0b0c0d0e0f10"
                && span.id.hex == "0102030405060708"
        )
        #expect(
            span.parentID == nil && span.kind == .server && span.flags == 1
                && span.traceState == "key=val"
        )
        #expect(span.start == 1_672_625_045_000_000_006 && span.end - span.start == 999_999_994)
        #expect(
            span.statusCode == .error && span.statusMessage == "interesting"
                && span.dropped.attributes == 1
        )
        #expect(
            span.attributes == [
                Attribute("key", .string("value")), Attribute("double", .double(123)),
                Attribute("ints", .array([.int(1), .int(2)])),
            ]
        )
        #expect(span.events.map(\.dropped) == [3] && span.links.map(\.spanID) == [SpanID(8)])
        #expect(
            span.resource.name == "shop" && span.scope.name == "lib"
                && span.scope.version == "v0.1.0"
        )
        let lines = Self.go.split(separator: "\n").joined()
        #expect(try decodeHoweverCut(lines + "\n" + lines).records == [span, span])
    }

    static let script = """
        {
          resource: {
            attributes: {
              'service.name': 'dice-server',
              'process.command_args': [ '/usr/bin/node', '--require', './instrumentation.js', 'app.js' ],
              'process.pid': 4242
            }
          },
          instrumentationScope: { name: 'dice-lib', version: undefined, schemaUrl: undefined },
          traceId: '30d32251088ba9d9bca67b09c43dace0',
          parentSpanContext: {
            traceId: '30d32251088ba9d9bca67b09c43dace0',
            spanId: 'cc8a67c2d4840401',
            traceFlags: 1
          },
          traceState: undefined,
          name: 'rollTheDice it\\'s "odd" {',
          id: 'cc8a67c2d4840402',
          kind: 1,
          timestamp: 1756165206470000,
          duration: 35.584,
          attributes: { 'http.url': "it's", long: 'one\\n' +
              'two', big: 12n, nested: [Object], none: null, ok: true },
          status: { code: 2, message: 'boom' },
          events: [ { name: 'exception', attributes: { n: -1.5 }, time: [ 1756165206, 470100000 ], droppedAttributesCount: 0 } ],
          links: [ { context: { traceId: '00000000000000000000000000000007', spanId: '0000000000000008' }, attributes: {} } ]
        }
        """

    @Test func `JavaScript's spans, which are no JSON`() throws {
        let decoded = try decodeHoweverCut(
            "Listening on 8080\n" + Self.script + "\n" + Self.script + "\nbye"
        )
        #expect(decoded.report.spans == 2 && decoded.report.passedOver.count == 2)
        let span = try #require(decoded.records.first)
        #expect(
            span.traceID.hex == "30d32251088ba9d9bca67b09c43dace0"
                && span.id.hex == "cc8a67c2d4840402"
        )
        #expect(span.parentID?.hex == "cc8a67c2d4840401" && span.kind == .server)
        #expect(span.name == #"rollTheDice it's "odd" {"#)
        #expect(span.start == 1_756_165_206_470_000_000 && span.end - span.start == 35_584)
        #expect(
            span.statusCode == .error && span.statusMessage == "boom"
                && span.scope.name == "dice-lib"
        )
        #expect(span.resource.name == "dice-server" && span.resource.attributes.count == 2)
        #expect(
            span.attributes == [
                Attribute("http.url", .string("it's")), Attribute("long", .string("one\ntwo")),
                Attribute("big", .int(12)),
                Attribute("nested", .array([.string("Object")])), Attribute("none", .empty),
                Attribute("ok", .bool(true)),
            ]
        )
        #expect(
            span.events.map(\.time) == [1_756_165_206_470_100_000]
                && span.links.map(\.spanID) == [SpanID(8)]
        )
    }

    @Test func `JavaScript's older spans have their parent's id`() throws {
        let text = """
            {
              traceId: '3f1fe6256ea46d19ec3ca97b3409ad6d',
              parentId: 'f0b7b340dd6e08a7',
              name: 'middleware - query',
              id: '41a27f331c7bfed3',
              kind: 0,
              timestamp: 1624982589722992,
              duration: 417,
              attributes: { 'express.name': 'query' },
              status: { code: 0 },
              events: []
            }
            """
        let span = try decodeSpan(text)
        #expect(
            span.parentID?.hex == "f0b7b340dd6e08a7" && span.kind == .internal
                && span.end - span.start == 417_000
        )
    }

    static let java =
        "[otel.javaagent 2023-04-24 17:33:54:567 +0200] [http-nio-8080-exec-1] INFO "
        + "io.opentelemetry.exporter.logging.LoggingSpanExporter - 'it's GET /rolldice' : 70c2f04ec863a956e9af975ba0d983ee "
        + "7fd145f5cda13625 SERVER [tracer: io.opentelemetry.tomcat-10.0:1.25.0-alpha] AttributesMap{data="
        + "{thread.id=39, thread.name=http-nio, exec=1, 2}, capacity=128, totalAddedValues=2}"

    @Test func `Java's lines`() throws {
        let decoded = try decodeHoweverCut("Started in 3 s\n" + Self.java + "\n")
        let span = try #require(decoded.records.first)
        #expect(span.name == "it's GET /rolldice" && span.kind == .server)
        #expect(
            span.traceID.hex == "70c2f04ec863a956e9af975ba0d983ee"
                && span.id.hex == "7fd145f5cda13625"
        )
        #expect(
            span.scope.name == "io.opentelemetry.tomcat-10.0"
                && span.scope.version == "1.25.0-alpha"
        )
        #expect(
            span.attributes == [
                Attribute("thread.id", .string("39")),
                Attribute("thread.name", .string("http-nio")),
                Attribute("exec", .string("1, 2")),
            ]
        )
        #expect(decoded.report.notes.contains { $0.contains("neither times nor parents") })
        #expect(decoded.report.passedOver.count == 1)
    }

    @Test(arguments: ["} {", "}{a=1", "}", "{", "data={", "data=}{", "{}", ""])
    func `a line of Java whose braces are in disorder has no attributes`(braces: String) throws {
        let start = try #require(Self.java.firstRange(of: "AttributesMap"))
        let line = Self.java[..<start.lowerBound] + braces
        let span = try #require(try decodeHoweverCut(line + "\n").records.first)
        #expect(span.name == "it's GET /rolldice" && span.attributes.isEmpty)
    }

    @Test func `Java's OTLP lines behind what the logger writes before them`() throws {
        let json =
            #"{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"s"}}]},"scopeSpans":[{"scope":{"name":"l"},"#
            + #""spans":[{"traceId":"5b8aa5a2d2c872e8321cf37308d69df2","spanId":"5fb397be34d26b51","name":"a","kind":2,"#
            + #""startTimeUnixNano":"5","endTimeUnixNano":"9"}]}]}"#
        let text = """
            Jan 09, 2025 2:21:04 PM io.opentelemetry.exporter.logging.otlp.OtlpJsonLoggingSpanExporter export
            INFO: \(json)
            [otel.javaagent 2025-01-09 14:21:04:123 +0000] [BatchSpanProcessor_WorkerThread-1] INFO x.y - \(json)
            """
        let decoded = try decodeHoweverCut(text)
        #expect(
            decoded.records.map(\.name) == ["a", "a"]
                && decoded.records.map(\.resource.name) == ["s", "s"]
        )
        #expect(decoded.report.passedOver.count == 1)
    }

    @Test(arguments: [python, go, script, java + "\n" + java])
    func `damaged input ends, and the same however cut`(_ text: String) {
        damage(Array((text + "\n" + text).utf8), seed: 25)
    }
}
