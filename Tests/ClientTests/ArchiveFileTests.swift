import Client
import Compression
import Foundation
import TestSupport
import Testing
import TraceModel

/// Archives as files of traces.
struct ArchiveFileTests {
    /// A folder that goes away with the test.
    private final class Folder {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "spoor-archives-\(UUID().uuidString)")

        init() throws {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(at: url) }

        @discardableResult
        func add(_ name: String, _ bytes: [UInt8]) throws -> String {
            let file = url.appending(path: name)
            try Data(bytes).write(to: file)
            return file.path()
        }
    }

    private func path(_ name: String) -> String {
        RepositoryFiles.fixture("archives/\(name)").path()
    }

    private func traces(_ paths: [String]) async throws -> (ids: [String], notes: [String]) {
        let query = TraceQuery(start: .zero, end: Timestamp(nanoseconds: .max), limit: 100)
        let found = try await FileReader(paths: paths).search(query, progress: nil)
        return (found.summaries.map(\.id.jaegerHex).sorted(), found.notes)
    }

    private func error(_ paths: [String]) async throws -> TraceReaderError {
        let reader = FileReader(paths: paths)
        return try #require(await failure { _ = try await reader.describe() })
    }

    @Test(arguments: [
        "two.tar", "two-gnu.tar", "two.tar.gz", "two.tar.zst", "two.tar.bz2", "two.tar.xz",
        "two.zip", "two-stored.zip",
    ])
    func `the members of an archive are files`(_ name: String) async throws {
        let found = try await traces([path(name)])
        #expect(found.ids == ["0000000000000001", "0000000000000002"])
        #expect(found.notes == [])
        let label = try await FileReader(paths: [path(name)]).describe().label
        #expect(label == "file \(name) · 2 traces")
    }

    @Test(arguments: ["one.json.bz2", "one.json.xz"])
    func `a file may be compressed alone`(_ name: String) async throws {
        let found = try await traces([path(name)])
        #expect(found.ids == ["0000000000000001"])
        #expect(found.notes == [])
    }

    @Test func `members are unpacked again, and what is no trace file is named`() async throws {
        let found = try await traces([path("nested.zip")])
        #expect(found.ids == [1, 3, 4].map { "000000000000000\($0)" })
        #expect(found.notes.count == 1)
        #expect(
            found.notes.first?.hasPrefix("\(path("nested.zip")), README.txt: no trace file;")
                == true
        )
    }

    @Test func `a folder is read with the archives in it`() async throws {
        let folder = try Folder()
        try folder.add("a.zip", try RepositoryFiles.fixtureBytes("archives/two.zip"))
        try folder.add("b", try RepositoryFiles.fixtureBytes("jaeger-v2.20/trace-single.json"))
        try folder.add("c.zip", try RepositoryFiles.fixtureBytes("archives/empty.zip"))
        let found = try await traces([folder.url.path()])
        #expect(found.ids.count == 3)
        #expect(found.notes == ["\(folder.url.path())/c.zip: an archive without files"])
    }

    @Test func `a damaged archive gives what came before, and says so once`() async throws {
        let whole = try RepositoryFiles.fixtureBytes("archives/two-stored.zip")
        let folder = try Folder()
        let cut = try folder.add("cut.zip", Array(whole.prefix(600)))
        let found = try await traces([cut])
        #expect(found.ids.contains("0000000000000001"))
        let notes = found.notes.filter { $0.contains("cannot be read") }
        #expect(notes.count == 1)
        #expect(notes.first?.hasPrefix("\(cut), traces/zwei ü.json: ") == true)
    }

    @Test func `an encrypted member is named`() async throws {
        let error = try await error([path("encrypted.zip")])
        #expect(error.kind == .malformedAnswer)
        #expect(error.message.contains("secret.json is encrypted; unpack it first"))
        let both = try await traces([path("encrypted.zip"), path("two.zip")])
        #expect(both.ids.count == 2)
        #expect(
            both.notes == ["\(path("encrypted.zip")): secret.json is encrypted; unpack it first"]
        )
    }

    @Test func `an archive without files holds no trace, one of other files is no source`()
        async throws
    {
        let empty = try await error([path("empty.zip")])
        #expect(empty.kind == .notFound)
        #expect(empty.message.contains("an archive without files"))
        let folder = try Folder()
        let tar = try folder.add("words.tar", Tar.of(["words.txt": Array("words\n".utf8)]))
        let words = try await error([tar])
        #expect(words.kind == .malformedAnswer)
        #expect(words.message.contains("words.tar, words.txt is no trace file"))
    }

    @Test func `archives in archives have an end`() async throws {
        let folder = try Folder()
        var bytes = try RepositoryFiles.fixtureBytes("archives/two.tar")
        for _ in 0..<4 { bytes = Tar.of(["inner": bytes]) }
        #expect(try await traces([try folder.add("four.tar", bytes)]).ids.count == 2)
        for _ in 0..<8 { bytes = Tar.of(["inner": bytes]) }
        let error = try await error([try folder.add("many.tar", bytes)])
        #expect(error.message.contains("packed more than 8 times"))
    }

    @Test func `an archive may come compressed, its members too`() async throws {
        let folder = try Folder()
        let trace = try RepositoryFiles.fixtureBytes("jaeger-v2.20/trace-single.json")
        let tar = Tar.of([
            "a.json.gz": try compress(trace, coding: .gzip),
            "b.json.zst": try compress(
                try RepositoryFiles.fixtureBytes("jaeger-v2.20/trace-hotrod-1.json"),
                coding: .zstd
            ),
            "c.json": [],
        ])
        let file = try folder.add("all.tgz", try compress(tar, coding: .gzip))
        let found = try await traces([file])
        #expect(found.ids.count == 2)
        #expect(found.notes.count == 1)
        #expect(found.notes.first?.hasPrefix("\(file), c.json: ") == true)
    }
}

/// Makes tar archives.
private enum Tar {
    /// One of these files, by their names.
    static func of(_ files: [String: [UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (name, contents) in files.sorted(by: { $0.key < $1.key }) {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, at place: Int) {
                for (index, byte) in text.utf8.enumerated() { header[place + index] = byte }
            }
            put(name, at: 0)
            put("0000644", at: 100)
            let size = String(contents.count, radix: 8)
            put(String(repeating: "0", count: 11 - size.count) + size, at: 124)
            put("00000000000", at: 136)
            put("        0", at: 148)
            put("ustar\u{0}00", at: 257)
            let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
            put(String(repeating: "0", count: 6 - sum.count) + sum + "\u{0} ", at: 148)
            bytes += header + contents
            bytes += [UInt8](repeating: 0, count: (512 - contents.count % 512) % 512)
        }
        return bytes + [UInt8](repeating: 0, count: 1024)
    }
}
