import Client
import Foundation
import TestSupport
import Testing
import TraceModel

/// What is said, and what a program is told, of files in which there is no trace.
struct NoTracesTests {
    /// Files in a folder that goes away with the test.
    private final class Folder {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "spoor-none-\(UUID().uuidString)")

        init(_ files: [String: String]) throws {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            for (name, text) in files { try Data(text.utf8).write(to: url.appending(path: name)) }
        }

        deinit { try? FileManager.default.removeItem(at: url) }

        func path(_ name: String) -> String { url.appending(path: name).path() }
    }

    private func error(_ paths: [String]) async throws -> TraceReaderError {
        let reader = FileReader(paths: paths)
        do throws(TraceReaderError) {
            _ = try await reader.describe()
        } catch {
            return error
        }
        throw TraceReaderError(.cancelled, "there are traces")
    }

    @Test func `a file of something else is named once, with what it looks like`() async throws {
        let folder = try Folder(["README.md": "# Spoor\n\nwords.\n"])
        let error = try await error([folder.path("README.md")])
        #expect(error.kind == .malformedAnswer)
        #expect(
            error.message.hasPrefix(
                "\(folder.path("README.md")) is no trace file: it looks like text that begins with `# Spoor`; the known formats are Jaeger JSON, "
            )
        )
        #expect(error.message.ranges(of: "README.md").count == 1)
        #expect(!error.message.contains(".;"))
    }

    @Test func `an empty file is called empty`() async throws {
        let folder = try Folder(["empty.json": " \n"])
        let error = try await error([folder.path("empty.json")])
        #expect(error.kind == .malformedAnswer)
        #expect(error.message.hasPrefix("\(folder.path("empty.json")) is empty"))
    }

    @Test(arguments: [#"{"data":[]}"#, #"{"resourceSpans":[]}"#, "[]"])
    func `a readable file without traces holds none`(_ text: String) async throws {
        let folder = try Folder(["none.json": text, "notes.txt": "words"])
        #expect(try await error([folder.path("none.json")]).kind == .notFound)
        #expect(try await error([folder.url.path()]).kind == .notFound)
    }

    @Test func `nothing at a path is the user's mistake`() async throws {
        let folder = try Folder([:])
        let error = try await error([folder.path("missing.json")])
        #expect(error.kind == .invalidQuery)
        #expect(error.message.hasPrefix(folder.path("missing.json") + ": "))
        #expect(try await self.error([folder.url.path()]).kind == .notFound)
    }

    @Test func `broken JSON is no source of traces, and says where it breaks`() async throws {
        let folder = try Folder(["broken.json": "{\"data\":[\n{\"traceID\":\"1\",\"spans\":[{]}"])
        let error = try await error([folder.path("broken.json")])
        #expect(error.kind == .malformedAnswer)
        #expect(error.message.contains("At byte 35"))
    }
}
