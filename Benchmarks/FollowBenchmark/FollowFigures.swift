import Foundation
import TestSupport

/// What following cost, at the terminal's end.
struct FollowFigures {
    let seconds: Int
    /// Seconds of processor.
    var processor = 0.0
    /// Written to the terminal.
    var bytes = 0
    private var resident: ClosedRange<Int>?
    private var honesty = ""

    init(seconds: Int) { self.seconds = seconds }

    mutating func note(_ terminal: PseudoTerminal) {
        let size = ProcessUse(terminal.processID).residentMegabytes
        resident = min(resident?.lowerBound ?? size, size)...max(resident?.upperBound ?? size, size)
        let screen = terminal.screen
        honesty = screen.line(screen.rows - 2).trimmingCharacters(in: .whitespaces)
    }

    /// One line of the table, and below it what the screen itself says of how much it has seen.
    func row(_ screen: String, _ size: String) -> String {
        func cell(_ text: String, _ width: Int) -> String {
            text.padding(toLength: width, withPad: " ", startingAt: 0)
        }
        let share = String(format: "%.1f %%", processor / Double(seconds) * 100)
        let memory = resident.map { "\($0.lowerBound)–\($0.upperBound)" } ?? ""
        return cell(screen, 11) + cell(size, 9) + cell(share, 9) + cell("\(bytes / seconds)", 7)
            + memory + "\n    " + honesty
    }
}
