import Glibc
import PlainText
import Synchronization
import TraceModel

/// A line on the terminal of standard error that says how much of an answer has come, while that takes long.
final class ProgressLine: Sendable {
    private struct State {
        var lastShown: ContinuousClock.Instant?
        var isShown = false
    }

    private let state = Mutex(State())
    private let start = ContinuousClock.now

    /// What is there sooner needs no line.
    private static let patience = Duration.seconds(1)
    private static let interval = Duration.milliseconds(200)

    /// Nil where standard error is no terminal.
    init?() {
        guard isatty(STDERR_FILENO) == 1 else { return nil }
    }

    /// Shows the state, if it is time.
    func show(_ progress: LoadProgress) {
        let now = ContinuousClock.now
        guard start.duration(to: now) >= Self.patience else { return }
        let isDue = state.withLock { state in
            if let last = state.lastShown, last.duration(to: now) < Self.interval { return false }
            state.lastShown = now
            state.isShown = true
            return true
        }
        guard isDue else { return }
        let spans = CountText.of(progress.spans, "span")
        Self.write("\rspoor: \(spans), \(CountText.bytes(progress.bytes)) so far; Ctrl-C stops  ")
    }

    /// Takes the line away, if it is there.
    func clear() {
        let wasShown = state.withLock { state in
            defer { state.isShown = false }
            return state.isShown
        }
        if wasShown { Self.write("\r" + String(repeating: " ", count: 70) + "\r") }
    }

    private static func write(_ text: String) {
        _ = writeAll(Array(text.utf8)[...], to: STDERR_FILENO)
    }
}
