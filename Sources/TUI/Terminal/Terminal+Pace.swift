import CNcurses
import CTerminalRestore
import Glibc

extension Terminal {
    /// When the next frame may be made; nil for now.
    ///
    /// Until then ``nextEvents(deadline:)`` returns early if the terminal has drawn what it was sent.
    package var frameWait: ContinuousClock.Instant? { pace.wait(.now) }

    /// How long the terminal takes to answer; nil where it did not or the line is fast.
    ///
    /// A line that `wasSlow` so far has to become much faster.
    package func slowRoundTrip(wasSlow: Bool) -> Duration? {
        pace.isSlow(was: wasSlow) ? pace.roundTrip : nil
    }

    func takeAnswer() {
        if pace.answered(at: .now) { write(FramePace.question) }
    }

    /// Waits a little for an answer that is on its way, which would be typed into the shell after we left.
    ///
    /// Keys that come before it are lost.
    func takeLastAnswer() {
        guard !isGone else { return }
        while let due = pace.answerIsDue(.now) {
            let left = ContinuousClock.now.duration(to: due)
            var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            let milliseconds = Int32(clamping: Int(left / .milliseconds(1)) + 1)
            guard poll(&descriptor, 1, milliseconds) > 0 else { return }
            guard Int32(descriptor.revents) & (POLLHUP | POLLERR | POLLNVAL) == 0,
                spoor_bytes_waiting(input) > 0
            else { return }
            while case let code = wgetch(keyboard), code != ERR {
                // Not asked again: nothing more is sent before we leave.
                if decoder.take(KeyCodes.token(code)).contains(.answered) {
                    _ = pace.answered(at: .now)
                    pace.forgetQuestion()
                }
            }
            _ = decoder.flush()
        }
    }
}
