import Compression
import Foundation
import HTTPServer
import TestSupport
import Testing

/// A question and the answer that a recorded server gave.
struct RecordedExchange: CustomTestStringConvertible, Sendable {
    var name: String
    var request: ServerRequest
    var status: Int
    var contentType: String?
    /// Nil when it was not kept.
    var body: [UInt8]?

    var testDescription: String { name }

    /// The exchanges with the query port of a set of fixtures whose path begins with `prefix` or not.
    static func all(of set: String, v3: Bool) throws -> [RecordedExchange] {
        let folder = RepositoryFiles.fixture(set)
        let manifest = try String(
            contentsOf: folder.appending(path: "manifest.jsonl"),
            encoding: .utf8
        )
        return try manifest.split(separator: "\n").compactMap { line in
            let json = try JSONSerialization.jsonObject(with: Data(line.utf8))
            guard let entry = json as? [String: Any], entry["port"] == nil,
                let name = entry["name"] as? String, let line = entry["request"] as? String,
                let status = entry["status"] as? Int,
                line.contains("/api/v3") == v3
            else { return nil }
            let words = line.split(separator: " ")
            let sent = entry["request_headers"] as? [String: String] ?? [:]
            let head = RequestHead(
                method: words[0] == "HEAD" ? "GET" : String(words[0]),
                isHead: words[0] == "HEAD",
                target: RequestTarget(String(words[1])),
                headers: ServerHeaders(
                    sent.map { ServerHeaders.Field(name: $0.key, value: $0.value) }
                )
            )
            let asked = entry["request_body"] as? String ?? ""
            let fields = entry["headers"] as? [[String]] ?? []
            return RecordedExchange(
                name: name,
                request: ServerRequest(head: head, body: Array(asked.utf8)),
                status: status,
                contentType: fields.first { $0[0].lowercased() == "content-type" }?[1],
                body: try (entry["file"] as? String).map { file in
                    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: file)))
                    return file.hasSuffix(".gz")
                        ? try decompress(bytes, coding: .gzip, limit: 1 << 30) : bytes
                }
            )
        }
    }
}
