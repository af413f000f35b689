import Client
import Compression
import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing
import TraceModel

/// Files as a source of traces.
struct FileReaderTests {
    /// A folder that goes away with the test.
    private final class Folder {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "spoor-files-\(UUID().uuidString)")

        init() throws {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(at: url) }

        var path: String { url.path() }

        @discardableResult
        func add(_ name: String, _ bytes: [UInt8]) throws -> String {
            let file = url.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(bytes).write(to: file)
            return file.path()
        }
    }

    private let single = "a6aadfb342f5716e722979b5ef21c698"
    private let legacy = "jaeger-v2.20/trace-single.json"
    private let v3 = "jaeger-v2.20/v3-trace.json"

    private func everything(_ limit: Int = 1000) -> TraceQuery {
        TraceQuery(start: .zero, end: Timestamp(nanoseconds: .max), limit: limit)
    }

    private func fixture(_ path: String) throws -> [UInt8] {
        try RepositoryFiles.fixtureBytes(path)
    }

    @Test(arguments: [ContentCoding.identity, .gzip, .zstd])
    func `a file is read whatever its format, compression and name`(
        coding: ContentCoding
    ) async throws {
        let folder = try Folder()
        for (name, source) in [("notes.txt", legacy), ("x", v3)] {
            let path = try folder.add(name, try compress(try fixture(source), coding: coding))
            let reader = FileReader(paths: [path])
            let description = try await reader.describe()
            #expect(description.label == "file \(name) · 1 trace")
            #expect(description.caveats == [])
            let found = try await reader.search(everything(), progress: nil)
            #expect(found.summaries.map(\.id.hex) == [single])
            #expect(found.summaries.first.map { description.extent == $0.start...$0.start } == true)
            #expect(!found.limitHit)
            let trace = try await reader.trace(
                try id(single),
                near: nil,
                raw: false,
                progress: nil
            )
            #expect(trace.trace.count == found.summaries.first?.spanCount)
        }
    }

    @Test func `a folder is read in order, and what is no trace is named`() async throws {
        let folder = try Folder()
        try folder.add("b/one.json", try fixture(legacy))
        try folder.add("a.json", try fixture("jaeger-v2.20/trace-hotrod-1.json"))
        try folder.add("b/README", Array("see the ticket".utf8))
        try folder.add("empty", [])
        try folder.add("services.json", try fixture("jaeger-v2.20/services.json"))
        try FileManager.default.createSymbolicLink(
            at: folder.url.appending(path: "b/loop"),
            withDestinationURL: folder.url
        )
        mkfifo(folder.url.appending(path: "pipe").path(), 0o600)
        let reader = FileReader(paths: [folder.path])
        let description = try await reader.describe()
        #expect(description.label.hasPrefix("folder spoor-files-"))
        #expect(description.label.hasSuffix(" · 2 traces"))
        for name in ["README", "empty", "services.json", "loop", "pipe"] {
            #expect(description.caveats.contains { $0.contains(name) }, "\(name)")
        }
        let services = try await reader.services()
        #expect(services.contains("frontend") && services == services.sorted())
        let operations = try await reader.operations(of: "frontend")
        #expect(operations.contains(Operation(name: "GET /dispatch", kind: .server)))
        #expect(try await reader.operations(of: "no such") == [])
        let found = try await reader.search(everything(1), progress: nil)
        #expect(found.summaries.count == 1)
        #expect(found.limitHit)
        #expect(found.notes == description.caveats)
    }

    @Test func `parts of one trace in several files become one`() async throws {
        let folder = try Folder()
        let whole = try fixture("jaeger-v2.20/trace-hotrod-1.json")
        let object = try JSONSerialization.jsonObject(with: Data(whole)) as? [String: Any]
        var trace = try #require((object?["data"] as? [[String: Any]])?.first)
        let spans = try #require(trace["spans"] as? [[String: Any]])
        let middle = spans.count / 2
        var paths: [String] = []
        for (index, part) in [spans[..<middle], spans[middle...]].enumerated() {
            trace["spans"] = Array(part)
            let bytes = [UInt8](try JSONSerialization.data(withJSONObject: ["data": [trace]]))
            paths.append(try folder.add("part\(index)", bytes))
        }
        let one = FileReader(paths: [try folder.add("whole", whole)])
        let two = FileReader(paths: paths)
        #expect(try await two.describe().label == "2 files · 1 trace")
        let wanted = try id("effb634817a9fea4dd1280cd8230f845")
        var models: [[String]] = []
        for reader in [one, two] {
            let answer = try await reader.trace(wanted, near: nil, raw: false, progress: nil)
            models.append(CoarseModel.lines(answer.trace, hasWarnings: true))
        }
        #expect(models[0] == models[1])
        #expect(models[0].count == spans.count)
    }

    @Test func `a file cut short gives what stands before the cut, and says where`() async throws {
        let folder = try Folder()
        let bytes = try fixture("jaeger-v2.20/trace-hotrod-1.json")
        let path = try folder.add("cut.json", Array(bytes.prefix(bytes.count / 2)))
        let reader = FileReader(paths: [path])
        let notes = try await reader.describe().caveats
        #expect(
            notes.contains { $0.contains("cut.json") && $0.contains("byte \(bytes.count / 2)") }
        )
        let found = try await reader.search(everything(), progress: nil)
        #expect((found.summaries.first?.spanCount ?? 0) > 0)
    }

    @Test func `a compressed file cut short does so too`() async throws {
        let folder = try Folder()
        let packed = try compress(try fixture("jaeger-v2.20/trace-hotrod-1.json"), coding: .gzip)
        let path = try folder.add("cut.gz", Array(packed.prefix(packed.count - 20)))
        let notes = try await FileReader(paths: [path]).describe().caveats
        #expect(notes.contains { $0.contains("ends too early") })
    }

    @Test func `nothing at all is an error that names what was looked at`() async throws {
        let folder = try Folder()
        let text = try folder.add("a.txt", Array("hello".utf8))
        for (path, kind, words) in [
            ("/nowhere/x.json", TraceReaderError.Kind.invalidQuery, "no such file"),
            (text, .malformedAnswer, "a.txt"),
            ("/proc/1/mem", .malformedAnswer, "/proc/1/mem"),
        ] {
            let reader = FileReader(paths: [path])
            let error = await failure { _ = try await reader.describe() }
            #expect(error?.kind == kind)
            #expect(error?.message.contains(words) == true)
        }
    }

    @Test func `the same file twice is read once`() async throws {
        let folder = try Folder()
        let path = try folder.add("t.json", try fixture(legacy))
        let reader = FileReader(paths: [path, folder.path + "/./t.json"])
        let found = try await reader.search(everything(), progress: nil)
        #expect(found.notes.count == 1)
        let once = try await FileReader(paths: [path]).search(everything(), progress: nil)
        #expect(found.summaries == once.summaries)
    }

    @Test func `a query is tested as a server would`() async throws {
        let folder = try Folder()
        try folder.add("a", try fixture("jaeger-v2.20/trace-hotrod-error-1.json"))
        try folder.add("b", try fixture("jaeger-v2.20/trace-hotrod-1.json"))
        let reader = FileReader(paths: [folder.path])
        var query = everything()
        query.service = "frontend"
        query.attributes = [AttributeCondition(key: "error", value: "true")]
        let found = try await reader.search(query, progress: nil)
        #expect(found.summaries.map(\.id.hex) == ["1fc106b1285c2f3377da419c5481f50d"])
        query.end = Timestamp(nanoseconds: 1)
        #expect(try await reader.search(query, progress: nil).summaries == [])
        query.limit = 0
        let error = await failure { _ = try await reader.search(query, progress: nil) }
        #expect(error?.kind == .invalidQuery)
    }

    @Test func `a pipe that stays silent can be given up`() async throws {
        let folder = try Folder()
        let path = folder.url.appending(path: "pipe").path()
        mkfifo(path, 0o600)
        let reader = FileReader(paths: [path])
        let impatient = Task { await failure { _ = try await reader.services() } }
        impatient.cancel()
        #expect(await impatient.value?.kind == .cancelled)
        // Lets go of the thread that may wait for a writer.
        close(open(path, O_WRONLY | O_NONBLOCK))
    }

    @Test func `a named pipe is read as it comes`() async throws {
        let folder = try Folder()
        let path = folder.url.appending(path: "pipe").path()
        mkfifo(path, 0o600)
        let bytes = try fixture(legacy)
        let told = Mutex<[LoadProgress]>([])
        let reader = FileReader(paths: [path])
        let search = Task {
            try await reader.search(everything()) { progress in
                told.withLock { $0.append(progress) }
            }
        }
        let writer = try await onOwnThread {
            let descriptor = open(path, O_WRONLY)
            for byte in stride(from: 0, to: bytes.count, by: 1000) {
                let piece = Array(bytes[byte..<min(byte + 1000, bytes.count)])
                _ = write(descriptor, piece, piece.count)
            }
            close(descriptor)
            return descriptor
        }
        #expect(writer > 0)
        #expect(try await search.value.summaries.map(\.id.hex) == [single])
        #expect(told.withLock { $0.last?.bytes } == bytes.count)
    }
}
