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

    /// Signals that are no business of a program on a terminal end it, as they would any other.
    @Test(arguments: [SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2, SIGIO, SIGXCPU, 34, 40, 64])
    func `a stray signal leaves the terminal as it was`(number: Int32) async throws {
        let session = try ExplorerSession()
        try await session.terminal.wait(for: "accounting")
        session.terminal.signal(number)
        #expect(try await session.terminal.ended() == .killed(signal: number))
        expectRestored(session.terminal)
        await session.close()
    }

    @Test func `the Linux console gets signs that its fonts have`() async throws {
        let file = RepositoryFiles.fixture("jaeger-v2.20/trace-hotrod-error-1.json").path
        let session = try ExplorerSession([file], environment: ["TERM": "linux"])
        try await session.terminal.wait(for: "critical path")
        #expect(session.terminal.received.allSatisfy { $0 < 0x80 })
        session.terminal.type("Q")
        #expect(try await session.terminal.ended() == .exited(0))
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
