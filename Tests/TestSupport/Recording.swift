import Compression
import Foundation
import HTTPServer
import Synchronization

/// The answers of one fixture set, by the questions they were given to.
struct Recording: Sendable {
    struct Answer: Sendable {
        var name: String
        var status: Int
        var headers: ServerHeaders
        /// Nil when the recording did not keep the body.
        var file: String?
    }

    struct Malformed: Error, CustomStringConvertible {
        var description: String
    }

    private let folder: URL
    private var answers: [RecordedQuestion: Answer] = [:]
    /// Header names, lower case, that make questions different in this set.
    private var tellingHeaders: Set<String> = []

    /// The set's recording, read once a process: a manifest takes a while.
    static func of(_ set: String) throws -> Recording {
        try known.withLock { known in
            if let recording = known[set] { return recording }
            let recording = try Recording(set: set)
            known[set] = recording
            return recording
        }
    }

    private static let known = Mutex<[String: Recording]>([:])

    private init(set: String) throws {
        folder = RepositoryFiles.fixture(set)
        let manifest = try String(
            contentsOf: folder.appending(path: "manifest.jsonl"),
            encoding: .utf8
        )
        let entries = try manifest.split(separator: "\n").map { line in
            guard
                let entry = try JSONSerialization.jsonObject(with: Data(line.utf8))
                    as? [String: Any]
            else { throw Malformed(description: "\(set)/manifest.jsonl: not an object: \(line)") }
            return entry
        }
        for entry in entries {
            let sent = entry["request_headers"] as? [String: String] ?? [:]
            tellingHeaders.formUnion(sent.keys.map { $0.lowercased() })
        }
        tellingHeaders.subtract(Self.commonHeaders)
        for entry in entries where entry["port"] == nil && entry["request_body"] == nil {
            guard let line = entry["request"] as? String, let status = entry["status"] as? Int,
                let name = entry["name"] as? String
            else { continue }
            let words = line.split(separator: " ")
            let sent = entry["request_headers"] as? [String: String] ?? [:]
            let question = RecordedQuestion(
                method: String(words[0]),
                target: RequestTarget(String(words[1])),
                headers: telling(sent.map { ($0.key, $0.value) })
            )
            // Of equal questions the first with a body counts.
            if let known = answers[question], known.file != nil { continue }
            let fields = entry["headers"] as? [[String]] ?? []
            answers[question] = Answer(
                name: name,
                status: status,
                headers: ServerHeaders(
                    fields.filter { !Self.hopHeaders.contains($0[0].lowercased()) }
                        .map { ServerHeaders.Field(name: $0[0], value: $0[1]) }
                ),
                file: entry["file"] as? String
            )
        }
    }

    func answer(_ request: ServerRequest) -> (name: String, response: ServerResponse) {
        let question = RecordedQuestion(
            method: request.head.isHead ? "HEAD" : request.method,
            target: request.head.target,
            headers: telling(request.headers.fields.map { ($0.name, $0.value) })
        )
        guard let answer = answers[question] else {
            return ("-", .text(501, "not recorded: \(question)\n"))
        }
        guard let file = answer.file else {
            return (answer.name, .text(501, "recorded without its body: \(answer.name)\n"))
        }
        do {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: file)))
            let body =
                file.hasSuffix(".gz")
                ? try decompress(bytes, coding: .gzip, limit: 1 << 30) : bytes
            return (
                answer.name,
                ServerResponse(status: answer.status, headers: answer.headers, body: .bytes(body))
            )
        } catch {
            return (answer.name, .text(501, "cannot replay \(file): \(error)\n"))
        }
    }

    private func telling(_ headers: [(String, String)]) -> [String: String] {
        var kept: [String: String] = [:]
        for (name, value) in headers where tellingHeaders.contains(name.lowercased()) {
            kept[name.lowercased()] = value
        }
        return kept
    }

    private static let commonHeaders: Set<String> = [
        "accept", "accept-encoding", "content-type", "user-agent", "host", "traceparent", "origin",
    ]
    /// About the connection of then, not the answer; a `.gz` body was sent plain.
    private static let hopHeaders: Set<String> = [
        "content-length", "transfer-encoding", "content-encoding", "connection", "date",
    ]
}
