import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct SuspendTests {
    /// Where the description gives Ctrl-Z a name of its own, and where it does not.
    @Test(arguments: ["xterm-256color", "linux", "screen", "vt100"])
    func `Ctrl-Z goes back to the shell, and fg draws everything again`(name: String) async throws {
        let server = try ReplayServer(set: "jaeger-v2.20")
        let terminal = try PseudoTerminal(
            shellRunning: BuiltProgram.url.path,
            ["--url", server.url],
            environment: variables(name)
        )
        try await terminal.wait(for: "operations not counted")
        let before = terminal.screen.text
        terminal.press(.ctrlZ)
        try await terminal.wait("the shell's prompt on a line of its own") {
            !$0.isAlternate && $0.contains("Stopped") && PseudoTerminal.isAtPrompt($0)
        }
        #expect(terminal.modes.isRaw, "bash reads its line itself")
        terminal.type("fg\r")
        try await terminal.wait("the screen as before") { $0.text == before }
        terminal.type("Q")
        try await terminal.wait("the prompt") { !$0.isAlternate && PseudoTerminal.isAtPrompt($0) }
        await server.stop()
    }

    @Test func `where no shell waits Ctrl-Z says so and nothing stops`() async throws {
        let session = try ExplorerSession()
        let terminal = session.terminal
        try await terminal.wait(for: "accounting")
        terminal.press(.ctrlZ)
        try await terminal.wait(for: "no shell waits")
        #expect(terminal.status == .running)
        #expect(terminal.screen.isAlternate)
        // Sent from outside it is the same.
        terminal.type("j")
        try await terminal.wait("the words are gone") { !$0.contains("no shell waits") }
        terminal.signal(SIGTSTP)
        try await terminal.wait(for: "no shell waits")
        terminal.type("q")
        #expect(try await terminal.ended() == .exited(0))
        #expect(terminal.modes == terminal.modesBefore)
        await session.close()
    }

    /// A shell in the middle that waits for nobody's jobs, as `ssh -t host 'spoor; true'` has it.
    @Test func `a shell without job control does not count as one`() async throws {
        let server = try ReplayServer(set: "jaeger-v2.20")
        let terminal = try PseudoTerminal(
            running: "/bin/sh",
            ["-c", "\"$0\" --url \"$1\"; true", BuiltProgram.url.path, server.url],
            environment: variables("xterm-256color")
        )
        try await terminal.wait(for: "accounting")
        terminal.press(.ctrlZ)
        try await terminal.wait(for: "no shell waits")
        terminal.type("q")
        #expect(try await terminal.ended() == .exited(0))
        await server.stop()
    }

    @Test(arguments: ["xterm-256color", "linux", "vt100", "vt220", "ansi"])
    func `after leaving the prompt stands on a clean line`(name: String) async throws {
        let server = try ReplayServer(set: "jaeger-v2.20")
        let terminal = try PseudoTerminal(
            shellRunning: BuiltProgram.url.path,
            ["--url", server.url],
            environment: variables(name)
        )
        try await terminal.wait(for: "accounting")
        terminal.type("q")
        try await terminal.wait("the prompt alone on its line") {
            PseudoTerminal.isAtPrompt($0)
        }
        await server.stop()
    }

    private func variables(_ name: String) -> [String: String] {
        ["TERM": name, "LANG": "C.UTF-8", "HOME": "/nowhere", "PATH": "/usr/bin:/bin"]
    }
}
