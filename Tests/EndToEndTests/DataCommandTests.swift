import Foundation
import TestSupport
import Testing

/// The commands that print, as scripts meet them: a server that replays recorded answers, and files.
@Suite struct DataCommandTests {
    private static let samples = RepositoryFiles.root.appending(path: "Samples").path

    private func json(_ ending: BuiltProgram.Ending) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(ending.output.utf8))
        return try #require(value as? [String: Any])
    }

    @Test func `a server's services, operations, traces and spans are printed`() async throws {
        let server = try ReplayServer(set: "jaeger-v2.20")
        defer { Task { await server.stop() } }
        func run(_ arguments: String...) throws -> BuiltProgram.Ending {
            try BuiltProgram.run(arguments + ["--url", server.url])
        }
        let services = try run("services")
        #expect(services.code == 0 && services.complaints.isEmpty, "\(services.complaints)")
        #expect(services.output.split(separator: "\n").contains("frontend"))
        let operations = try json(try run("operations", "frontend", "-o", "json"))
        #expect((operations["operations"] as? [Any])?.isEmpty == false)

        let found = try json(try run("traces", "frontend", "--limit", "3", "-o", "json"))
        #expect(found["limitHit"] as? Bool == true)
        #expect((found["traces"] as? [Any])?.count == 3)

        let id = "de098c9193c167a25eea8e40dad1899c"
        let trace = try json(try run("trace", id, "-o", "json"))
        let spans = try #require(trace["spans"] as? [[String: Any]])
        #expect(spans.count == 40 && trace["spanCount"] as? Int == 40)
        let first = try #require(spans.first?["spanID"] as? String)
        let span = try run("span", id, first)
        #expect(span.code == 0 && span.output.contains(first))
    }

    @Test func `exit codes say how it ended`() async throws {
        let server = try ReplayServer(set: "jaeger-v2.20")
        defer { Task { await server.stop() } }
        func code(_ arguments: String...) throws -> Int32 {
            try BuiltProgram.run(arguments).code
        }
        #expect(try code("services", "--file", Self.samples) == 0)
        #expect(try code("trace", "1", "--file", Self.samples) == 1)
        #expect(try code("traces", "nobody", "--file", Self.samples) == 1)
        #expect(try code("traces", "--min", "soon", "--file", Self.samples) == 2)
        // A question that was not recorded is answered with 501.
        #expect(try code("traces", "x", "--limit", "77", "--url", server.url) == 3)
        #expect(try code("services", "--url", "http://127.0.0.1:1") == 4)
    }

    @Test func `files are listed on a pipe, and each line of ndjson is a document`() throws {
        let table = try BuiltProgram.run(["open", Self.samples, "--utc"])
        #expect(table.code == 0)
        #expect(
            table.complaints
                == "spoor: 1 trace has times corrected for clock skew (≈); spoor trace --raw shows them "
                + "as recorded.\n"
        )
        let lines = table.output.split(separator: "\n")
        #expect(lines.first?.hasPrefix("START") == true && lines.count > 40)
        let ndjson = try BuiltProgram.run(["open", Self.samples, "-o", "ndjson"])
        let documents = try ndjson.output.split(separator: "\n").map {
            try #require(
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
            )
        }
        #expect(documents.count == lines.count - 1)
        #expect(documents.allSatisfy { ($0["traceID"] as? String)?.count == 32 })
    }

    @Test(arguments: ["jaeger", "otlp"]) func `traces saved as a file are the same traces`(
        form: String
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "spoor-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let saved = try BuiltProgram.run(["open", Self.samples, "-o", form])
        let file = folder.appending(path: "saved.json")
        try Data(saved.output.utf8).write(to: file)
        let listing = ["-o", "ndjson"]
        let before = try BuiltProgram.run(["open", Self.samples] + listing)
        let after = try BuiltProgram.run(["open", file.path] + listing)
        #expect(before.output == after.output && !after.output.isEmpty)
    }

    @Test func `a reader that leaves early ends a command quietly`() throws {
        let process = Process()
        process.environment = ChildEnvironment.inherited
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c", "{ \"$0\" open \"$1\" -o jaeger; echo $? >&2; } | head -c 1 > /dev/null",
            BuiltProgram.url.path, Self.samples,
        ]
        let complaints = Pipe()
        process.standardError = complaints
        try process.run()
        let text = try complaints.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(String(decoding: text, as: UTF8.self) == "0\n")
    }

    @Test func `an interrupt gives up the request and ends with 130`() async throws {
        // Takes connections and answers nothing.
        let silent = try LoopbackServer { connection in while connection.receive() != nil {} }
        let terminal = try PseudoTerminal(
            running: BuiltProgram.url.path,
            ["services", "--url", "http://127.0.0.1:\(silent.port)"],
            environment: ["HOME": "/nowhere", "LANG": "C.UTF-8"]
        )
        #expect(await eventually { silent.connections > 0 })
        terminal.send([0x03])
        #expect(try await terminal.ended() == .exited(130))
    }

    @Test func `a table on a terminal is cut to its width, and JSON is laid out`() async throws {
        let terminal = try PseudoTerminal(
            running: BuiltProgram.url.path,
            ["traces", "--file", Self.samples, "--utc", "--limit", "20"],
            environment: ["HOME": "/nowhere", "LANG": "C.UTF-8"],
            rows: 50,
            columns: 72
        )
        #expect(try await terminal.ended() == .exited(0))
        #expect(terminal.screen.line(0) == "11-20 UTC  ROOT               DURATION  TRACE")
        let text = String(decoding: terminal.received, as: UTF8.self)
        #expect(text.split(separator: "\r\n").count == 23, "20 traces, a heading, two remarks")
        let json = try PseudoTerminal(
            running: BuiltProgram.url.path,
            ["services", "--file", Self.samples, "-o", "json"],
            environment: ["HOME": "/nowhere"],
            rows: 60
        )
        #expect(try await json.ended() == .exited(0))
        #expect(json.screen.line(1) == "  \"services\": [")
    }
}
