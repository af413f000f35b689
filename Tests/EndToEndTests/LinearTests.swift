import Foundation
import TestSupport
import Testing

@Suite struct LinearTests {
    @Test func `a trace is walked by lines, without a terminal`() throws {
        let lines = try converse(["e", "Enter", "Esc", "/mysql", "n", "yI", "q"])
        #expect(lines.contains { $0.contains("4 spans") })
        #expect(lines.contains { $0.hasPrefix("> ") && $0.contains("frontend HTTP GET") })
        #expect(lines.contains { $0.contains("http.response.status_code") })
        #expect(lines.contains { $0.contains("/mysql") && $0.contains("hit") })
        #expect(lines.contains("1fc106b1285c2f3377da419c5481f50d"))
        #expect(!lines.joined().contains("\u{1B}"))
    }

    @Test func `a number goes to that row and in, and the end of input leaves`() throws {
        let lines = try converse(["2"])
        #expect(lines.contains { $0.contains("http.response.status_code") })
    }

    private func converse(_ input: [String]) throws -> [String] {
        let process = Process()
        process.executableURL = BuiltProgram.url
        process.arguments = [
            "--linear", RepositoryFiles.fixture("jaeger-v2.20/trace-hotrod-error-1.json").path,
        ]
        process.environment = ["HOME": "/nowhere", "LANG": "C.UTF-8"]
        let (keys, output) = (Pipe(), Pipe())
        process.standardInput = keys
        process.standardOutput = output
        try process.run()
        try keys.fileHandleForWriting.write(
            contentsOf: Data(input.map { $0 + "\n" }.joined().utf8)
        )
        try keys.fileHandleForWriting.close()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
