import Foundation
import TestSupport
import Testing

/// `spoor follow` against a shop that is alive.
@Suite struct FollowTests {
    private func follow(_ shop: RunningBackend, _ more: String...) -> [String] {
        ["follow", "--url", "http://127.0.0.1:\(shop.query)", "-o", "ndjson"] + more
    }

    private func id(_ line: String) throws -> String {
        let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
        return try #require((value as? [String: Any])?["traceID"] as? String)
    }

    @Test func `new traces are printed once each, and an interrupt ends it`() async throws {
        let shop = try RunningBackend(command: "demo", ["--serve", "--rate", "100"])
        let program = try ChildProcess(BuiltProgram.url.path, follow(shop, "--last", "10s"))
        var ids: [String] = []
        for _ in 0..<60 {
            ids.append(try id(try #require(program.line(containing: "\"traceID\""))))
        }
        program.interrupt()
        while let line = program.line(containing: "\"traceID\"") { ids.append(try id(line)) }
        #expect(program.waitForEnd() == 130)
        #expect(Set(ids).count == ids.count)
        for id in ids {
            let answer = try await shop.ask("/api/traces/\(id)")
            #expect(answer.status == 200, "\(id)")
        }
    }

    @Test func `a reader that leaves early ends it quietly`() throws {
        let shop = try RunningBackend(command: "demo", ["--serve", "--rate", "100"])
        let process = Process()
        process.environment = ChildEnvironment.inherited
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments =
            [
                "-c", "{ \"$0\" \"$@\"; echo $? >&2; } | head -n 3", BuiltProgram.url.path,
            ] + follow(shop)
        let (output, complaints) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = complaints
        try process.run()
        let lines = try output.fileHandleForReading.readToEnd() ?? Data()
        let words = try complaints.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(String(decoding: lines, as: UTF8.self).split(separator: "\n").count == 3)
        #expect(String(decoding: words, as: UTF8.self) == "0\n")
    }

    @Test func `where nothing answers it ends at once`() throws {
        let ending = try BuiltProgram.run(["follow", "--url", "http://127.0.0.1:1"])
        #expect(ending.code == 4 && ending.output.isEmpty)
        #expect(ending.complaints.split(separator: "\n").count == 1, "\(ending.complaints)")
    }
}
