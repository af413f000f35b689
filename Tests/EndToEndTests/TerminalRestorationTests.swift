import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct TerminalRestorationTests {
    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func `a request to end leaves the terminal as it was`(number: Int32) async throws {
        let session = try ExplorerSession()
        try await session.terminal.wait(for: "accounting")
        session.terminal.signal(number)
        let ending = try await session.terminal.ended()
        #expect(ending == .exited(128 + number) || ending == .killed(signal: number))
        expectRestored(session.terminal)
        await session.close()
    }

    @Test(arguments: [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS])
    func `a trap leaves the terminal as it was`(number: Int32) async throws {
        let session = try ExplorerSession(environment: ["SWIFT_BACKTRACE": "enable=no"])
        try await session.terminal.wait(for: "accounting")
        session.terminal.signal(number)
        _ = try await session.terminal.ended()
        expectRestored(session.terminal)
        await session.close()
    }

    @Test func `Ctrl-Z gives the shell its terminal, and going on draws everything again`()
        async throws
    {
        let session = try ExplorerSession()
        let terminal = session.terminal
        try await terminal.wait(for: "operations not counted")
        let before = terminal.screen.text
        terminal.press(.ctrlZ)
        try await terminal.wait(forStatus: .stopped(signal: SIGSTOP))
        #expect(terminal.modes == terminal.modesBefore)
        #expect(!terminal.screen.isAlternate)
        terminal.signal(SIGCONT)
        try await terminal.wait("the screen as before") { $0.text == before }
        #expect(terminal.modes.isRaw)
        terminal.type("q")
        #expect(try await terminal.ended() == .exited(0))
        expectRestored(terminal)
        await session.close()
    }

    @Test(arguments: ["no-such-terminal", "xterm-ghostty", "linux", "vt100", "screen"])
    func `any TERM has a way to draw`(name: String) async throws {
        let session = try ExplorerSession(environment: ["TERM": name])
        try await session.terminal.wait(for: "accounting")
        session.terminal.type("q")
        #expect(try await session.terminal.ended() == .exited(0))
        expectRestored(session.terminal)
        await session.close()
    }

    private func expectRestored(_ terminal: PseudoTerminal) {
        #expect(terminal.modes == terminal.modesBefore)
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.isCursorVisible)
    }
}
