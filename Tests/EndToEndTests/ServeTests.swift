import Foundation
import HTTPServer
import TestSupport
import Testing

/// `spoor serve` as its users run it.
@Suite struct ServeTests {
    private static let arguments = [
        "serve", "--otlp-grpc", "0", "--otlp-http", "0", "--collector-grpc", "0", "--query-grpc",
        "0", "--query", "0", "--metrics", "0", "--health", "0", "--memory-only",
    ]
    private static let body =
        #"{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"web"}}]},"#
        + #""scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","#
        + #""name":"GET /","kind":2,"startTimeUnixNano":"1790000000000000000","endTimeUnixNano":"1790000000005000000"}]}]}]}"#

    private func ask(_ port: Int, _ request: String, _ body: String = "") throws -> String {
        let connection = try LoopbackConnection(to: port)
        connection.send(
            "\(request) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
        )
        return connection.receiveAll()
    }

    @Test func `a span that is sent is found, counted and kept until the end`() async throws {
        let backend = try RunningBackend()
        let (otlp, query) = (backend.receiver, backend.query)
        let (metrics, health, program) = (backend.metrics, backend.health, backend.program)
        #expect(try ask(otlp, "POST /v1/traces", Self.body).hasPrefix("HTTP/1.1 200"))
        let isFound = await eventually {
            let answer = try? ask(query, "GET /api/traces/5b8efff798038103d269b633813fc60c")
            return answer?.contains("\"operationName\":\"GET /\"") ?? false
        }
        #expect(isFound)
        #expect(try ask(query, "GET /api/v3/services").contains("{\"services\":[\"web\"]}"))
        let figures = try ask(metrics, "GET /metrics")
        #expect(
            figures.contains("otelcol_exporter_sent_spans{exporter=\"jaeger_storage_exporter\"} 1")
        )
        #expect(figures.contains("spoor_store_traces 1\n"))
        #expect(try ask(health, "GET /status").contains("\"status\":\"StatusOK\""))
        program.interrupt()
        let last = try #require(program.line(containing: "stopped"))
        #expect(last.hasSuffix("received=1 stored=1 refused=0 dropped=0"))
        #expect(program.waitForEnd() == 0)
    }

    @Test func `a port in use is one sentence with the flag to move it`() throws {
        let taken = try HTTPListener(
            options: ListenerOptions(),
            handler: .sync { _ in .text(200, "") }
        )
        let ending = try BuiltProgram.run([
            "serve", "--otlp-grpc", "0", "--otlp-http", "\(taken.port)", "--collector-grpc", "0",
            "--query-grpc", "0", "--query", "0", "--metrics", "0", "--health", "0",
            "--memory-only",
        ])
        #expect(ending.code == 2)
        #expect(
            ending.complaints
                == "spoor: port \(taken.port) on 127.0.0.1 is already in use: stop the program that "
                + "has it or choose another port with --otlp-http [HOST:]PORT.\n"
        )
    }

    @Test func `at the start it says what is kept and for how long`() throws {
        let program = try ChildProcess(
            BuiltProgram.url.path,
            Self.arguments + ["--memory", "64MB", "--max-traces", "7"]
        )
        let line = try #require(program.line(containing: "keeps at most"))
        #expect(
            line.hasSuffix(
                "info: keeps at most 64 MB and 7 traces in memory: the oldest are deleted to make room, "
                    + "and all are lost at exit"
            )
        )
    }

    @Test func `memory in which nothing works is refused in one sentence`() throws {
        let ending = try BuiltProgram.run(["serve", "--memory", "2MB"])
        #expect(ending.code == 2)
        #expect(
            ending.complaints
                == "spoor: --memory 2MB is too little: give 32MB or more, such as `512MB`.\n"
        )
    }

    @Test func `as JSON every line is an object`() throws {
        let program = try ChildProcess(
            BuiltProgram.url.path,
            Self.arguments + ["--log-format", "json"]
        )
        for listener in [
            "otlp-grpc", "otlp-http", "collector-grpc", "query", "query-grpc", "metrics", "health",
        ] {
            let line = try #require(program.line(containing: "\"\(listener)\""))
            let json = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
            #expect(json?["message"] == "listening")
            #expect(json?["address"]?.hasPrefix("127.0.0.1:") == true)
        }
    }
}
