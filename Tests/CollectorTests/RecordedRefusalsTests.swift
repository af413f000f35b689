import BackendWiring
import Collector
import Foundation
import HTTPServer
import TestSupport
import Testing
import TraceModel

/// The requests put to the receiver of a real Jaeger get the recorded status, content type and code.
@Suite struct RecordedRefusalsTests {
    private static let heading = "Recorded answers of the OTLP receiver that differ"

    private struct Exchange {
        var name: String
        var server: String
        var request: ServerRequest
        var status: Int
        var headers: ServerHeaders
        var code: Int?
        var acceptedSpans: Int?
    }

    /// Those whose body is kept, not described in words.
    private func exchanges() throws -> [Exchange] {
        let file = RepositoryFiles.fixture("otlp-http").appending(path: "exchanges.jsonl")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return try lines.compactMap { line in
            let json = try JSONSerialization.jsonObject(with: Data(line.utf8))
            guard let entry = json as? [String: Any], entry["body_made_of"] == nil,
                let name = entry["name"] as? String, let line = entry["request"] as? String,
                let status = entry["status"] as? Int
            else { return nil }
            let words = line.split(separator: " ")
            let sent = entry["request_headers"] as? [String: String] ?? [:]
            var body = Array((entry["body"] as? String ?? "").utf8)
            if let base64 = entry["body_base64"] as? String {
                body = [UInt8](Data(base64Encoded: base64) ?? Data())
            }
            let head = RequestHead(
                method: words[0] == "HEAD" ? "GET" : String(words[0]),
                isHead: words[0] == "HEAD",
                target: RequestTarget(String(words[1])),
                headers: ServerHeaders(sent.map { .init(name: $0.key, value: $0.value) }),
                declaredLength: body.count
            )
            let fields = entry["headers"] as? [[String]] ?? []
            let inStatus = (entry["response_status"] as? [String: Any])?["code"] as? Int
            let text = Data((entry["response"] as? String ?? "").utf8)
            let inText = (try? JSONSerialization.jsonObject(with: text)) as? [String: Any]
            return Exchange(
                name: name,
                server: entry["server"] as? String ?? "",
                request: ServerRequest(head: head, body: body),
                status: status,
                headers: ServerHeaders(fields.map { .init(name: $0[0], value: $0[1]) }),
                code: inStatus ?? inText?["code"] as? Int,
                acceptedSpans: entry["accepted_spans"] as? Int
            )
        }
    }

    private func cors(_ server: String) -> CORSPolicy? {
        guard server.hasPrefix("CORS") else { return nil }
        if server.contains("[*]") { return CORSPolicy(allowedOrigins: ["*"]) }
        return CORSPolicy(
            allowedOrigins: ["http://app.example", "http://*.test"],
            allowedHeaders: ["X-App"]
        )
    }

    private func code(of response: ServerResponse) throws -> Int? {
        guard case .bytes(let body) = response.body, response.status >= 400 else { return nil }
        if response.headers["Content-Type"] == "application/json" {
            let json = try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
            return json?["code"] as? Int
        }
        guard response.headers["Content-Type"] == "application/x-protobuf" else { return nil }
        return Int(try #require(body.dropFirst().first))
    }

    /// Names the difference between the recorded answer and ours; nil if there is none.
    private func difference(
        _ exchange: Exchange,
        _ answer: ServerResponse,
        _ counts: SpanCounts
    ) throws -> String? {
        guard answer.status == exchange.status else {
            return "status \(answer.status) instead of \(exchange.status)"
        }
        for name in ["Content-Type", "Access-Control-Allow-Origin"] {
            let (ours, theirs) = (answer.headers[name], exchange.headers[name])
            if ours != theirs { return "\(name): \(ours ?? "-") instead of \(theirs ?? "-")" }
        }
        let code = try code(of: answer)
        if code != exchange.code { return "code \(code ?? 0) instead of \(exchange.code ?? 0)" }
        if let accepted = exchange.acceptedSpans, counts.received != accepted {
            return "\(counts.received) spans instead of \(accepted)"
        }
        return nil
    }

    @Test func `recorded requests get the recorded answers but for the listed ones`() async throws {
        let known = try KnownDifferences(below: Self.heading)
        let exchanges = try exchanges()
        #expect(exchanges.count > 100)
        for exchange in exchanges {
            let exporter = StorageExporter(writer: Backend.memoryStore())
            let receiver = HTTPIntake(
                OTLPHTTPReceiver(),
                pipeline: SpanPipeline(exporter: exporter),
                cors: cors(exchange.server)
            )
            let answer = receiver.answerAtOnce(exchange.request)
            let difference = try difference(exchange, answer, exporter.counts)
            if let difference {
                #expect(known.covers(exchange.name), "\(exchange.name): \(difference)")
            } else {
                #expect(!known.covers(exchange.name), "\(exchange.name) does not differ")
            }
            await exporter.stop(grace: .seconds(20))
            #expect(exporter.counts.isBalanced, "\(exchange.name)")
        }
        #expect(known.unused(among: exchanges.map(\.name)) == [])
    }
}
