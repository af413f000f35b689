import Foundation
import TestSupport
import Testing
import TraceModel
import WireFormats

/// What is sent to the collector over gRPC is found, whole, by both versions of the query API over gRPC.
struct QueryOverGRPCTests {
    private struct Answer {
        var code: String
        var messages: [[UInt8]]
    }

    private struct Call {
        var port: Int
        var method: String
        var body: [UInt8] = []
    }

    private static func make(_ calls: [Call]) throws -> [Answer] {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "spoor-calls-\(UUID().uuidString).txt")
        defer { try? FileManager.default.removeItem(at: file) }
        let lines = calls.map { call in
            "127.0.0.1:\(call.port) \(call.method) \(Data(call.body).base64EncodedString())\n"
        }
        try lines.joined().write(to: file, atomically: true, encoding: .utf8)
        let answers = try PythonEnvironment().run("grpc_calls.py", [file.path])
        return try calls.indices.map { index in
            let answer = try #require(answers[String(index)] as? [String: Any])
            let texts = try #require(answer["messages"] as? [String])
            return Answer(
                code: try #require(answer["code"] as? String),
                messages: try texts.map { Array(try #require(Data(base64Encoded: $0))) }
            )
        }
    }

    /// A field of bytes.
    private static func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        precondition(bytes.count < 128)
        return [number << 3 | 2, UInt8(bytes.count)] + bytes
    }

    @Test func `spans that were posted come back by both versions of the API`() async throws {
        let backend = try RunningBackend()
        let collector = try backend.port(of: "collector-grpc")
        let query = try backend.port(of: "query-grpc")
        let bodies = try ["post-two-spans", "post-odd-spans"].map {
            try recordedBody($0, in: "collector-grpc")
        }
        let posts = bodies.map {
            Call(
                port: collector,
                method: "/jaeger.api_v2.CollectorService/PostSpans",
                body: $0
            )
        }
        for answer in try Self.make(posts) { #expect(answer.code == "OK") }
        #expect(await backend.hasStored(5))

        let id = [UInt8](repeating: 0xA1, count: 16)
        let hex = Array(String(repeating: "a1", count: 16).utf8)
        let raw: [UInt8] = [4 << 3, 1]
        let v2 = "/jaeger.api_v2.QueryService/"
        let v3 = "/jaeger.api_v3.QueryService/"
        func search(_ service: String, depth: UInt8) -> [UInt8] {
            let start = Self.field(4, [1 << 3, 1])
            let end = Self.field(5, [1 << 3, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F])
            let parts =
                Self.field(1, Array(service.utf8)) + start + end + [8 << 3, depth, 9 << 3, 1]
            return Self.field(1, parts)
        }
        let answers = try Self.make([
            Call(port: query, method: v2 + "GetTrace", body: Self.field(1, id) + raw),
            Call(port: query, method: v3 + "GetTrace", body: Self.field(1, hex) + raw),
            Call(port: query, method: v2 + "FindTraces", body: search("other-shop", depth: 5)),
            Call(port: query, method: v3 + "FindTraces", body: search("legacy-shop", depth: 5)),
            Call(port: query, method: v2 + "GetServices"),
            Call(port: query, method: v3 + "GetServices"),
            Call(
                port: query,
                method: v3 + "GetOperations",
                body: Self.field(1, Array("legacy-shop".utf8)) + Self.field(2, Array("server".utf8))
            ),
            Call(
                port: query,
                method: v3 + "FindTraceSummaries",
                body: search("legacy-shop", depth: 1)
            ),
        ])
        #expect(answers.map(\.code) == [String](repeating: "OK", count: answers.count))
        let sent = try bodies.map { try JaegerProtobufDecoder.decodeRequest($0).plainSpans }
        let two = try Self.spans(inChunks: answers[0].messages)
        #expect(two.sorted { $0.start < $1.start } == sent[0])
        let same = try answers[1].messages
            .flatMap { try OTLPProtobufDecoder.decode($0).batch.plainSpans }
        #expect(same.sorted { $0.start < $1.start } == sent[0])
        let odd = try Self.spans(inChunks: answers[2].messages)
        #expect(odd.map(\.spanID) == sent[1].map(\.spanID))
        let found = try answers[3].messages
            .flatMap { try OTLPProtobufDecoder.decode($0).batch.plainSpans }
        #expect(found.count == 5)
        let services =
            Self.field(1, Array("legacy-shop".utf8)) + Self.field(1, Array("other-shop".utf8))
        #expect(answers[4].messages == [services])
        #expect(answers[5].messages == [services])
        let operation = Self.field(1, Array("parent".utf8)) + Self.field(2, Array("server".utf8))
        #expect(answers[6].messages == [Self.field(1, operation)])
        #expect(answers[7].messages.count == 1)
    }

    /// The spans of `SpansResponseChunk`s.
    private static func spans(inChunks chunks: [[UInt8]]) throws -> [PlainSpan] {
        try chunks.flatMap { chunk in
            var length: [UInt8] = []
            var rest = chunk.count
            while rest >= 128 {
                length.append(UInt8(rest & 127) | 128)
                rest >>= 7
            }
            // A chunk has its spans where a batch has them, and a request has one batch.
            let request = [1 << 3 | 2] + length + [UInt8(rest)] + chunk
            return try JaegerProtobufDecoder.decodeRequest(request).plainSpans
        }
    }
}
