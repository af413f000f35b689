import Explorer
import Follow
import PlainText
import TerminalText
import TraceModel

/// The line that says how what is shown was got, and what is still awaited.
struct HonestyPane {
    let pen: Pen

    func paint(_ state: ExplorerState, row: Int, on canvas: inout Canvas) {
        if let waiting = waiting(state) {
            canvas.put(
                pen.words(waiting, columns: canvas.size.columns),
                row: row,
                style: Style(.accent)
            )
            return
        }
        let text: String =
            switch state.screen {
            case .services(let screen): dated(screen.honesty(now: state.time), screen.asked, state)
            case .operations(let screen): screen.honesty
            case .traces(let screen): screen.honesty(zone: state.zone)
            case .errors(let screen): screen.honesty(zone: state.zone, now: state.time)
            case .monitor(let screen): screen.honesty(zone: state.zone, now: state.time)
            case .trace(let screen): screen.honesty(zone: state.zone, now: state.time)
            case .span(let screen): screen.honesty(zone: state.zone)
            case .value(let screen): screen.honesty
            case .help(let screen):
                "\(screen.count) keys and commands · Enter runs the selected one"
            case .messages: CountText.of(state.messages.count, "message")
            }
        canvas.put(
            pen.words(withFigures(text, state), columns: canvas.size.columns),
            row: row,
            style: Style(.muted)
        )
    }

    /// What the backend lacks stands first: the end of a line is what a narrow screen cuts off.
    private func withFigures(_ text: String, _ state: ExplorerState) -> String {
        guard let figures = state.figures else { return text }
        switch state.screen {
        case .help, .messages, .value: return text
        default: return (figures.honesty + [text]).filter { !$0.isEmpty }.joined(separator: " · ")
        }
    }

    private func dated(_ text: String, _ asked: Timestamp?, _ state: ExplorerState) -> String {
        guard let asked, !text.isEmpty else { return text }
        return text + " · asked \(TimeText.clock(asked, in: state.zone).prefix(8))"
    }

    /// What is awaited, once it has taken long enough to be worth a word.
    private func waiting(_ state: ExplorerState) -> String? {
        let waited = state.awaited.compactMap { state.pending[$0] }
        guard
            let longest = waited.first(where: {
                state.time.monotonic - $0.started >= PendingRequest.quietTime
            })
        else { return nil }
        var words = [longest.what]
        if let progress = longest.progress {
            words.append(CountText.bytes(progress.bytes))
            if progress.spans > 0 { words.append(CountText.of(progress.spans, "span")) }
        }
        words.append(
            DurationText.short(
                (state.time.monotonic - longest.started) / .milliseconds(100) * .milliseconds(100)
            )
        )
        words.append("Esc cancels")
        return words.joined(separator: " · ")
    }
}
