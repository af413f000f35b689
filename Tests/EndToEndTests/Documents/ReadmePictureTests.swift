import Foundation
import TestSupport
import Testing

@Suite struct ReadmePictureTests {
    /// The trace of the samples that the README shows.
    private static let trace = "65eb8e969ea060d2138cc4f801accb6e"

    @Test func `the picture of the README is what the program draws`() async throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "spoor-\(UUID())")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        let terminal = try PseudoTerminal(
            running: BuiltProgram.url.path,
            ["--utc", RepositoryFiles.root.appending(path: "Samples").path],
            environment: [
                "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": home.path,
                "PATH": "/usr/bin:/bin",
            ],
            rows: 24,
            columns: 80
        )
        try await terminal.wait(for: "GET /product/{id}")
        terminal.type(":trace \(Self.trace)")
        terminal.press(.enter)
        let screen = try await terminal.wait(for: "━ critical path")
        let drawn = (0..<24).map { row in
            let line = screen.line(row)
            return String(line.prefix(line.reversed().drop { $0 == " " }.count))
        }
        expectFile(ScreenPicture(screen: screen).svg, at: "docs/images/trace.svg")
        terminal.type("Q")
        #expect(try await terminal.ended() == .exited(0))
        let readme = try String(
            contentsOf: RepositoryFiles.root.appending(path: "README.md"),
            encoding: .utf8
        )
        var parts = readme.components(separatedBy: "```\n")
        parts[1] = drawn.joined(separator: "\n") + "\n"
        expectFile(parts.joined(separator: "```\n"), at: "README.md")
    }
}
