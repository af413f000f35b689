import Compression
import Foundation
import TestSupport
import Testing

/// A recorded answer that holds traces.
struct TraceFixture: CustomTestStringConvertible, Sendable {
    let path: String
    /// What the server calls the question, such as `v3-trace-single`.
    let name: String

    var testDescription: String { path }

    static let sets = [
        "jaeger-v1.76", "jaeger-v2.20", "jaeger-main-8498073ff", "victoriatraces",
    ]

    /// The body as the server sent it.
    func bytes() throws -> [UInt8] {
        let stored = try RepositoryFiles.fixtureBytes(path)
        guard path.hasSuffix(".gz") else { return stored }
        return try decompress(stored, coding: .gzip, limit: 1 << 30)
    }

    /// Every answer with status 200 to a question for traces, in either dialect; equal bodies once.
    static let all: [TraceFixture] = {
        var seen: Set<[UInt8]> = []
        return sets.flatMap { set in
            manifest(of: set).compactMap { entry -> TraceFixture? in
                guard entry.status == 200, let file = entry.file, file.contains(".json"),
                    entry.path.contains("/traces")
                else { return nil }
                let fixture = TraceFixture(path: set + "/" + file, name: entry.name)
                guard let bytes = try? fixture.bytes() else {
                    fatalError("the fixture \(fixture.path) is missing")
                }
                return seen.insert(bytes).inserted ? fixture : nil
            }
        }
    }()

    static func named(_ name: String, in set: String) throws -> TraceFixture {
        let entry = try #require(manifest(of: set).first { $0.name == name && $0.file != nil })
        return TraceFixture(path: set + "/" + (entry.file ?? ""), name: name)
    }

    private struct Entry: Decodable {
        var name: String
        var request: String
        var status: Int
        var file: String?

        var path: String {
            let words = request.split(separator: " ")
            return words.count > 1 ? String(words[1].prefix { $0 != "?" }) : ""
        }
    }

    private static func manifest(of set: String) -> [Entry] {
        guard let bytes = try? RepositoryFiles.fixtureBytes(set + "/manifest.jsonl") else {
            fatalError("the fixtures of \(set) are missing")
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
            guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(line.utf8)) else {
                fatalError("unreadable line in the manifest of \(set): \(line.prefix(80))")
            }
            return entry
        }
    }
}
