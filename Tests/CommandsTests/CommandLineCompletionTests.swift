import Foundation
import Testing

@testable import Commands

/// The completion for bash, as bash itself runs it.
@Suite struct CommandLineCompletionTests {
    /// What bash offers for the words typed, the last of them being completed.
    private func offers(_ words: [String]) throws -> [String] {
        let quoted = (["spoor"] + words).map { "'\($0)'" }.joined(separator: " ")
        let script = """
            \(Completion.script(for: .bash))
            COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count)
            _spoor
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let bash = Process()
        bash.executableURL = URL(filePath: "/bin/bash")
        bash.arguments = ["--norc", "-c", script]
        bash.currentDirectoryURL = URL(filePath: "/usr")
        let output = Pipe()
        bash.standardOutput = output
        bash.standardError = output
        try bash.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        bash.waitUntilExit()
        #expect(bash.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func `a word's beginning becomes a command`() throws {
        #expect(try offers(["tra"]) == ["traces", "trace"])
    }

    @Test func `a first word may be a file`() throws {
        #expect(try offers(["bi"]) == ["bin"])
        #expect(try offers(["open", "bi"]) == ["bin"])
    }

    @Test func `options are the command's`() throws {
        #expect(try offers(["traces", "--mi"]) == ["--min"])
        #expect(try offers(["services", "--mi"]) == [])
        #expect(try offers(["services", "--conn"]) == ["--connect-timeout"])
    }

    @Test func `values are the option's`() throws {
        #expect(try offers(["--theme", "co"]) == ["contrast", "colour-blind"])
        #expect(try offers(["--theme", "=", "da"]) == ["dark"])
        #expect(try offers(["trace", "-o", "j"]) == ["json", "jaeger"])
        #expect(try offers(["services", "-o", "j"]) == ["json"])
        #expect(try offers(["--cacert", "bi"]) == ["bin"])
        #expect(try offers(["--url", "bi"]) == [])
        #expect(try offers(["completion", "f"]) == ["fish"])
    }
}
