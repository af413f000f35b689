import Foundation
import TestSupport
import Testing

/// What the OpenTelemetry SDK for Python sends, unmodified, is read back as it was.
@Suite(.serialized) struct PythonSDKTests {
    /// Runs a program that sends, and compares every answer with the one it says there must be.
    private func readBack(
        _ program: String,
        _ arguments: [String],
        overGRPC: Bool = false
    ) async throws {
        let python = try PythonEnvironment()
        let backend = try RunningBackend()
        let endpoint =
            overGRPC ? "grpc:127.0.0.1:\(backend.grpcReceiver)" : backend.endpoint
        let sent = try python.run(program, [endpoint] + arguments)
        let spans = try #require(sent["spans"] as? Int)
        let traces = try #require(sent["traces"] as? [String: [String: [String: Any]]])
        #expect(spans > 100)
        #expect(traces.count >= 40)
        #expect(await backend.hasStored(spans))
        for (id, forms) in traces {
            let expected = try #require(forms["v3"])
            let answer = try await backend.ask("/api/v3/traces/\(id)?rawTraces=true")
            #expect(answer.status == 200)
            let differences = UnorderedAnswer(v3: try #require(answer.object))
                .differences(from: UnorderedAnswer(v3: expected))
            #expect(differences == [], "\(program) \(arguments), trace \(id)")
            guard let expected = forms["legacy"] else { continue }
            let legacy = try await backend.ask("/api/traces/\(id)?raw=true")
            #expect(legacy.status == 200)
            let others = UnorderedAnswer(legacy: try #require(legacy.object))
                .differences(from: UnorderedAnswer(legacy: expected))
            #expect(others == [], "\(program) \(arguments), trace \(id), legacy")
        }
        backend.program.interrupt()
        let last = try #require(backend.program.line(containing: "stopped"))
        #expect(last.hasSuffix("received=\(spans) stored=\(spans) refused=0 dropped=0"))
    }

    @Test(arguments: [("none", 1), ("gzip", 2), ("deflate", 3)])
    func `every span of the SDK is read back through both APIs, field by field`(
        compression: String,
        seed: Int
    ) async throws {
        try await readBack("send_spans.py", [compression, "\(seed)"])
    }

    @Test(arguments: [("none", 4), ("gzip", 5), ("deflate", 6)])
    func `over gRPC every span is read back as well`(compression: String, seed: Int) async throws {
        try await readBack("send_spans.py", [compression, "\(seed)"], overGRPC: true)
    }

    @Test func `random requests of the official messages are read back whole`() async throws {
        try await readBack("send_messages.py", ["11", "200"])
    }
}
