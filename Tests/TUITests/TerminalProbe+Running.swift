import Foundation
import TestSupport
import Testing

/// Runs the terminal probe, lets `body` use it, and expects its end and a terminal as it was before, with
/// nothing sent that the emulated screen does not know.
func probe(
    _ end: PseudoTerminal.Status = .exited(0),
    rows: Int = 24,
    columns: Int = 80,
    environment: [String: String] = [:],
    isLeftBehind: Bool = true,
    waitFor text: String? = "q quit",
    sourceLocation: SourceLocation = #_sourceLocation,
    _ body: (PseudoTerminal) async throws -> Void
) async throws {
    let terminal = try PseudoTerminal(
        running: RepositoryFiles.program("TerminalProbe"),
        // The runtime's report of a crash would ask on the terminal what to do and wait.
        environment: [
            "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
        ].merging(environment) { $1 },
        rows: rows,
        columns: columns
    )
    if let text { try await terminal.wait(for: text) }
    try await body(terminal)
    #expect(try await terminal.ended() == end, sourceLocation: sourceLocation)
    guard isLeftBehind else { return }
    #expect(terminal.modes == terminal.modesBefore, sourceLocation: sourceLocation)
    let screen = terminal.screen
    #expect(!screen.isAlternate && screen.isCursorVisible, sourceLocation: sourceLocation)
    #expect(!screen.modes.contains(2004), sourceLocation: sourceLocation)
    #expect(screen.unknown.isEmpty, sourceLocation: sourceLocation)
}
