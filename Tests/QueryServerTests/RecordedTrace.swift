import Compression
import Foundation
import TestSupport

/// A trace as a real server stored it and as it answered with it.
struct RecordedTrace {
    var name: String
    var id: String
    /// OTLP requests in protobuf.
    var storage: [[UInt8]]
    /// Recorded answers by form: `legacy`, `v3json` and, for a few, the same with `-raw`.
    var answers: [String: [String: Any]]

    static let forms = ["legacy", "legacy-raw", "v3json", "v3json-raw"]

    static func all() throws -> [RecordedTrace] {
        let file = RepositoryFiles.fixture("grpc-traces").appending(path: "traces.jsonl.gz")
        let packed = [UInt8](try Data(contentsOf: file))
        let lines = try decompress(packed, coding: .gzip, limit: 1 << 26)
        return try lines.split(separator: UInt8(ascii: "\n")).map { line in
            let json = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] ?? [:]
            var answers: [String: [String: Any]] = [:]
            for form in forms { answers[form] = json[form] as? [String: Any] }
            return RecordedTrace(
                name: json["name"] as? String ?? "",
                id: json["id"] as? String ?? "",
                storage: (json["storage"] as? [String] ?? []).map { text in
                    [UInt8](Data(base64Encoded: text) ?? Data())
                },
                answers: answers
            )
        }
    }

    /// The request that the answer of a form was given to.
    func target(_ form: String) -> String {
        let raw = form.hasSuffix("-raw")
        return form.hasPrefix("legacy")
            ? "/api/traces/\(id)" + (raw ? "?raw=true" : "")
            : "/api/v3/traces/\(id)" + (raw ? "?rawTraces=true" : "")
    }
}
