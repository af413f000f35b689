import Foundation
import TestSupport
import Testing

/// A terminal that does not read: a stopped `ssh`, a window that hangs.
@Suite(.serialized) struct StuckTerminalTests {
    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT], [1, 2])
    func `a signal ends the program after a while, a second one at once`(
        number: Int32,
        count: Int
    ) async throws {
        // A terminal that answers would not be sent more than it can take.
        let session = try ExplorerSession(
            rows: 50,
            columns: 200,
            link: TerminalLink(answers: false)
        )
        let terminal = session.terminal
        try await terminal.wait(for: "accounting")
        terminal.setReading(false)
        // What fits goes into the terminal's buffer; then a write waits.
        let isStuck = await eventually {
            terminal.type("\u{0C}")
            return ProcessUse.isWriting(terminal.processID)
        }
        #expect(isStuck, "the program waits in a write")
        terminal.signal(number)
        // Nothing is read meanwhile. Two signals that come at the same moment are one.
        let isOver = await eventually {
            if count > 1 { terminal.signal(number) }
            return terminal.status.isOver
        }
        #expect(isOver)
        #expect(terminal.status == .killed(signal: number))
        #expect(terminal.modes == terminal.modesBefore)
        terminal.setReading(true)
        try await terminal.wait("the first screen") { !$0.isAlternate && $0.isCursorVisible }
        await session.close()
    }
}
