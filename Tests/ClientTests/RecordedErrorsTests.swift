import Client
import Compression
import Foundation
import HTTPServer
import Synchronization
import TestSupport
import Testing
import TraceModel

/// Every recorded refusal, put through the client, becomes a sentence.
struct RecordedErrorsTests {
    private struct Entry {
        var name: String
        var status: Int
        var body: [UInt8]
    }

    /// Refusals, and pages that stand for unknown routes; those that share a status and a body once.
    private func refusals(of set: RecordedSet) throws -> [Entry] {
        var seen: Set<String> = []
        let manifest = try RepositoryFiles.fixtureBytes(set.name + "/manifest.jsonl")
        return try String(decoding: manifest, as: UTF8.self).split(separator: "\n").compactMap {
            let entry = try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
            guard let entry, let file = entry["file"] as? String, entry["port"] == nil,
                let name = entry["name"] as? String, let status = entry["status"] as? Int,
                status >= 400 || file.hasSuffix(".html"), seen.insert("\(status) \(file)").inserted
            else { return nil }
            let stored = try RepositoryFiles.fixtureBytes("\(set.name)/\(file)")
            let body =
                file.hasSuffix(".gz")
                ? try decompress(stored, coding: .gzip, limit: 1 << 20) : stored
            return Entry(name: name, status: status, body: body)
        }
    }

    /// The server's own words, by Foundation's reading of either envelope.
    private func words(_ body: [UInt8]) -> String {
        let text = String(decoding: body, as: UTF8.self)
        guard
            let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        else {
            guard text.contains("<title>") else { return text }
            return text.components(separatedBy: "<title>")[1]
                .components(separatedBy: "</title>")[0]
        }
        let errors = object["errors"] as? [[String: Any]]
        let error = object["error"] as? [String: Any]
        return errors?.first?["msg"] as? String ?? error?["message"] as? String ?? text
    }

    @Test(arguments: RecordedSet.all)
    func `each is told with request, status and the server's words`(
        set: RecordedSet
    ) async throws {
        let entries = try refusals(of: set)
        #expect(entries.count >= 3)
        let current = Mutex<Entry?>(nil)
        let server = try ScriptedServer { request in
            guard request.path.hasSuffix("/operations"), let entry = current.withLock({ $0 })
            else { return nil }
            return ServerResponse(status: entry.status, body: .bytes(entry.body))
        }
        let reader = try makeReader(server.url)
        for entry in entries {
            current.withLock { $0 = entry }
            let error = await failure { _ = try await reader.operations(of: "a") }
            let message = error?.message ?? "no error"
            #expect(
                message.hasPrefix("GET \(server.url)/api/v3/operations answered \(entry.status)")
            )
            let expected = words(entry.body).split(whereSeparator: \.isWhitespace)
                .joined(separator: " ")
            let shown = expected.isEmpty ? "without a word" : String(expected.prefix(200))
            #expect(message.contains(shown), "\(entry.name)")
            if entry.status == 400, expected.contains("ParseUint") {
                #expect(message.contains("trace ids are hexadecimal numbers"), "\(entry.name)")
            }
            #expect(!message.contains("\n"))
            #expect(message.count < 600)
        }
    }
}
