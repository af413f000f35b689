import Foundation
import TestSupport
import Testing

/// The calls put to the gRPC receivers of a real Jaeger get the recorded status and answer.
struct RecordedGRPCCallsTests {
    @Test(arguments: [
        ("otlp-grpc", "Recorded answers of the OTLP receiver over gRPC that differ"),
        ("collector-grpc", "Recorded answers of Jaeger's collector over gRPC that differ"),
        ("query-grpc", "Recorded answers of the query API over gRPC that differ"),
    ])
    func `recorded calls get the recorded answers but for the listed ones`(
        listener: String,
        heading: String
    ) throws {
        let file = RepositoryFiles.fixture(listener).appending(path: "exchanges.jsonl")
        let python = try PythonEnvironment()
        let backend = try RunningBackend()
        let answers = try python.run(
            "grpc_exchanges.py",
            ["127.0.0.1:\(try backend.port(of: listener))", file.path]
        )
        let known = try KnownDifferences(below: heading)
        var names: [String] = []
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let json = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let recorded = try #require(json as? [String: Any])
            let name = try #require(recorded["name"] as? String)
            let answer = try #require(answers[name] as? [String: Any], "\(name)")
            names.append(name)
            let difference = difference(recorded, answer, comparesWords: listener == "query-grpc")
            if let difference {
                #expect(known.covers(name), "\(name): \(difference)")
            } else {
                #expect(!known.covers(name), "\(name) does not differ")
            }
        }
        #expect(names.count > 15)
        #expect(known.unused(among: names) == [])
    }

    /// Names the difference between the recorded answer and ours; nil if there is none.
    private func difference(
        _ recorded: [String: Any],
        _ answer: [String: Any],
        comparesWords: Bool
    ) -> String? {
        let code = recorded["code"] as? String
        let ours = answer["code"] as? String
        guard code == ours else { return "\(ours ?? "-") instead of \(code ?? "-")" }
        let response = recorded["response_base64"] as? String
        let bytes = answer["response_base64"] as? String
        if response != bytes, response != nil { return "answers \(bytes ?? "-")" }
        // Other messages are those of the recorded server's libraries.
        if comparesWords || code == "UNIMPLEMENTED", let message = recorded["message"] as? String,
            message != answer["message"] as? String
        {
            return "says \(answer["message"] ?? "-")"
        }
        return nil
    }
}
