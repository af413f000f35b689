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
        canvas.put(
            pen.words(honesty(state), columns: canvas.size.columns),
            row: row,
            style: Style(.muted)
        )
    }

    /// What is missing in the backend comes first, since a narrow screen cuts off the end of a line.
    func honesty(_ state: ExplorerState) -> String {
        let screen = state.screens[state.screens.count - 1]
        var words = [screen.honesty(state.context)]
        if let figures = state.figures, screen.isOfSource { words = figures.honesty + words }
        if let roundTrip = state.context.roundTrip {
            words.insert("slow link: \(DurationText.short(roundTrip)) round trip", at: 0)
        }
        return words.filter { !$0.isEmpty }.joined(separator: " · ")
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
