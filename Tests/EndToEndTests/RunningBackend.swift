import Foundation
import TestSupport
import Testing

/// `spoor serve`, or another command that serves, on free ports, for as long as this lives.
final class RunningBackend: Sendable {
    let grpcReceiver: Int
    let receiver: Int
    let query: Int
    let metrics: Int
    let health: Int
    let program: ChildProcess
    private let ports: [String: Int]
    private let client = LoopbackClient()

    init(command: String = "serve", _ more: [String] = []) throws {
        let arguments = [
            command, "--otlp-grpc", "0", "--otlp-http", "0", "--collector-grpc", "0",
            "--query-grpc", "0", "--query",
            "0", "--metrics", "0",
            "--health", "0",
        ]
        // What tests send is not for the folder of whoever runs them.
        let memory = command == "serve" && !more.contains("--data") ? ["--memory-only"] : []
        program = try ChildProcess(BuiltProgram.url.path, arguments + memory + more)
        let program = program
        var ports: [String: Int] = [:]
        func port(_ listener: String) throws -> Int {
            let line = try #require(program.line(containing: "listening \(listener) 127.0.0.1:"))
            let port = try #require(Int(line.split(separator: ":").last ?? ""))
            ports[listener] = port
            return port
        }
        grpcReceiver = try port("otlp-grpc")
        receiver = try port("otlp-http")
        _ = try port("collector-grpc")
        query = try port("query")
        _ = try port("query-grpc")
        metrics = try port("metrics")
        health = try port("health")
        self.ports = ports
    }

    /// The port of a listener by its name.
    func port(of listener: String) throws -> Int { try #require(ports[listener]) }

    /// Where SDKs send to.
    var endpoint: String { "http://127.0.0.1:\(receiver)/v1/traces" }

    /// Asks the query API.
    func ask(_ target: String) async throws -> LoopbackClient.Answer {
        try await client.get(target, port: query)
    }

    /// Sends an OTLP request.
    func send(
        _ body: [UInt8],
        type: String = "application/x-protobuf",
        encoding: String? = nil
    ) async throws -> LoopbackClient.Answer {
        var headers = [(name: "Content-Type", value: type)]
        if let encoding { headers.append(("Content-Encoding", encoding)) }
        return try await client.post(body, to: "/v1/traces", port: receiver, headers: headers)
    }

    /// The value of a figure without labels, rounded down.
    func figure(_ name: String) async throws -> Int? {
        let lines = try await client.get("/metrics", port: metrics).text.split(separator: "\n")
        let line = lines.first { $0.hasPrefix(name + " ") }
        return (line?.split(separator: " ").last).flatMap { Double($0) }.map { Int($0) }
    }

    /// Waits until so many spans are stored; false if they never are.
    func hasStored(_ spans: Int) async -> Bool {
        let figure = "otelcol_exporter_sent_spans{exporter=\"jaeger_storage_exporter\"} \(spans)\n"
        return await eventually {
            let answer = try? await client.get("/metrics", port: metrics)
            return answer?.text.contains(figure) ?? false
        }
    }
}
