import Foundation
import TestSupport
import Testing

/// What `make install` puts on a machine, and that its manual page is well made.
@Suite struct InstallationTests {
    @Test func `installing needs no packages, strips, and can be undone`() throws {
        let stage = FileManager.default.temporaryDirectory.appending(path: "stage-\(UUID())")
        defer { try? FileManager.default.removeItem(at: stage) }
        try make("install", stage)
        let usr = stage.appending(path: "usr/local")
        let expected = [
            "bin/spoor", "share/man/man1/spoor.1", "share/bash-completion/completions/spoor",
            "share/zsh/site-functions/_spoor", "share/fish/vendor_completions.d/spoor.fish",
            "share/doc/spoor/LICENSE", "share/doc/spoor/docs/output.md",
        ]
        for path in expected {
            #expect(
                FileManager.default.fileExists(atPath: usr.appending(path: path).path),
                "\(path)"
            )
        }
        let installed = usr.appending(path: "bin/spoor")
        let symbols = try run("/usr/bin/nm", [installed.path])
        #expect(symbols.complaints.contains("no symbols"))
        let version = try run(installed.path, ["--version"])
        #expect(version.output.hasPrefix("spoor "))

        try make("uninstall", stage)
        let left = FileManager.default.enumerator(
            at: stage,
            includingPropertiesForKeys: [.isRegularFileKey]
        )
        let files = try (left?.allObjects as? [URL] ?? []).filter {
            try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
        }
        #expect(files.isEmpty)
    }

    @Test func `mandoc finds nothing to warn of in the manual page`() throws {
        let page = FileManager.default.temporaryDirectory.appending(path: "spoor-\(UUID()).1")
        defer { try? FileManager.default.removeItem(at: page) }
        try Data(try BuiltProgram.run(["man"]).output.utf8).write(to: page)
        let lint = try run("/usr/bin/mandoc", ["-T", "lint", "-W", "warning", page.path])
        #expect(lint.output == "" && lint.code == 0)
        // Bold letters are printed twice, one over the other.
        let text = try run("/usr/bin/mandoc", ["-T", "ascii", page.path]).output
            .replacing(/.\x08/, with: "")
        for section in ["ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES", "BUGS", "SEE ALSO"] {
            #expect(text.contains("\n\(section)\n"))
        }
    }

    /// Runs make on the program that stands beside the tests, whatever is newer than it.
    private func make(_ goal: String, _ stage: URL) throws {
        let program = BuiltProgram.url.path
        let ending = try run(
            "/usr/bin/make",
            [
                "-C", RepositoryFiles.root.path, "-o", program, goal, "SPOOR=\(program)",
                "DOCS=\(stage.path)-docs", "DESTDIR=\(stage.path)",
            ]
        )
        #expect(ending.code == 0, "\(ending.complaints)")
        try? FileManager.default.removeItem(atPath: stage.path + "-docs")
    }

    private func run(_ program: String, _ arguments: [String]) throws -> BuiltProgram.Ending {
        let process = Process()
        process.environment = ChildEnvironment.inherited
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let (output, complaints) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = complaints
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        let sentences = try complaints.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return BuiltProgram.Ending(
            code: process.terminationStatus,
            output: String(decoding: text, as: UTF8.self),
            complaints: String(decoding: sentences, as: UTF8.self)
        )
    }
}
