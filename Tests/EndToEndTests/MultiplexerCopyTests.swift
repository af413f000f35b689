import Foundation
import TestSupport
import Testing

/// Copying inside the real tmux and GNU screen, with their usual settings.
@Suite(.serialized) struct MultiplexerCopyTests {
    private static let id = "1fc106b1285c2f3377da419c5481f50d"
    private let file = RepositoryFiles.fixture("jaeger-v2.20/trace-hotrod-error-1.json").path

    @Test func `in tmux a copy is in its buffer`() async throws {
        let folder = try Folder()
        let terminal = try PseudoTerminal(
            running: "/usr/bin/tmux",
            [
                "-S", folder.path + "/socket", "-f", "/dev/null", "new-session", "-x", "80", "-y",
                "24",
                "'\(BuiltProgram.url.path)' '\(file)'",
            ],
            environment: folder.environment
        )
        try await terminal.wait(for: "━ critical path")
        terminal.type("yI")
        try await terminal.wait(for: "to tmux's buffer (prefix ] pastes it)")
        #expect(
            try folder.run("/usr/bin/tmux", ["-S", folder.path + "/socket", "show-buffer"])
                == Self.id
        )
        terminal.type("Q")
        _ = try await terminal.ended()
        folder.remove()
    }

    @Test func `in screen a copy is in its paste buffer`() async throws {
        let folder = try Folder()
        let terminal = try PseudoTerminal(
            running: "/usr/bin/screen",
            ["-U", "-c", "/dev/null", BuiltProgram.url.path, file],
            environment: folder.environment
        )
        try await terminal.wait(for: "━ critical path")
        terminal.type("yI")
        try await terminal.wait(for: "to screen's paste buffer")
        // Pasted into the command line of the explorer, where it is seen.
        terminal.type(":")
        terminal.send([0x01, 0x5D])
        try await terminal.wait(for: ":" + Self.id)
        let kept = folder.path + "/.local/state/spoor/copied.txt"
        #expect(try String(contentsOfFile: kept, encoding: .utf8) == Self.id)
        let attributes = try FileManager.default.attributesOfItem(atPath: kept)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        terminal.type("\u{03}Q")
        _ = try await terminal.ended()
        folder.remove()
    }

    @Test func `in a dead tmux the terminal is asked`() async throws {
        let session = try ExplorerSession(
            [file],
            environment: ["TMUX": "/nowhere/socket,1,0"]
        )
        try await session.terminal.wait(for: "━ critical path")
        session.terminal.type("yI")
        try await session.terminal.wait(for: "to the terminal, which does not say")
        let sent = Data(Self.id.utf8).base64EncodedString()
        #expect(session.terminal.screen.systemCommands.contains { $0.contains(sent) })
        session.terminal.type("Q")
        #expect(try await session.terminal.ended() == .exited(0))
        await session.close()
    }

    @Test func `where there is no clipboard a private file is written and named`() async throws {
        let session = try ExplorerSession([file], environment: ["TERM": "linux"])
        try await session.terminal.wait(for: "= critical path")
        session.terminal.type("yI")
        try await session.terminal.wait(for: "copied.txt")
        let kept = session.homePath + "/.local/state/spoor/copied.txt"
        #expect(try String(contentsOfFile: kept, encoding: .utf8) == Self.id)
        session.terminal.type("Q")
        #expect(try await session.terminal.ended() == .exited(0))
        await session.close()
    }

    /// A home of its own.
    private struct Folder {
        let path: String

        init() throws {
            // Short: the paths of sockets are.
            path = "/tmp/spoor-copy-\(UUID().uuidString.prefix(8))"
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }

        var environment: [String: String] {
            [
                "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": path, "PATH": "/usr/bin:/bin",
                "SCREENDIR": path, "SHELL": "/bin/sh",
            ]
        }

        func run(_ program: String, _ arguments: [String]) throws -> String {
            let process = Process()
            process.executableURL = URL(filePath: program)
            process.arguments = arguments
            process.environment = environment
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            let text = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return String(decoding: text, as: UTF8.self)
        }

        func remove() { try? FileManager.default.removeItem(atPath: path) }
    }
}
