import Foundation
import TestSupport
import Testing

/// The real ncurses in processes of their own, each on a terminal of its own.
@Suite struct TerminalProcessTests {
    @Test func `q leaves the terminal as it was`() async throws {
        let terminal = try PseudoTerminal()
        let path = terminal.path
        async let end: Void = {
            await #expect(processExitsWith: .exitCode(0)) { [path = path as String] in
                TerminalProbe.run(
                    on: path,
                    environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]
                )
            }
        }()
        try await terminal.wait(for: "started")
        #expect(terminal.screen.isAlternate)
        #expect(terminal.modes.isRaw)
        terminal.type("q")
        await end
        #expect(terminal.modes == terminal.modesBefore)
        #expect(!terminal.screen.isAlternate)
    }
}
