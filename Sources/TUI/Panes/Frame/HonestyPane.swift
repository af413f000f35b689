import Explorer
import Follow
import PlainText
import TerminalText
import TraceModel

/// The lines that say how what is shown was got, and what is still awaited.
struct HonestyPane {
    let pen: Pen

    /// Paints them from `row` on.
    func paint(_ state: ExplorerState, row: Int, on canvas: inout Canvas) {
        if let waiting = waiting(state) {
            canvas.put(
                pen.words(waiting, columns: canvas.size.columns),
                row: row,
                style: Style(.accent)
            )
            return
        }
        for (index, line) in state.statusLines(pen.lettering).enumerated() {
            canvas.put(line, row: row + index, style: Style(.muted))
        }
    }

    /// What is awaited, once it has taken long enough to be worth a word.
    private func waiting(_ state: ExplorerState) -> String? {
        let waited = state.awaited.compactMap { state.pending[$0] }
        guard
            let longest = waited.first(where: {
                state.time.monotonic - $0.started >= PendingRequest.quietTime
            })
        else { return nil }
        let passed = DurationText.short(
            (state.time.monotonic - longest.started) / .milliseconds(100) * .milliseconds(100)
        )
        let ending = [passed, "Esc cancels"]
        var sizes: [String] = []
        if let progress = longest.progress {
            if progress.bytes > 0 { sizes.append(CountText.bytes(progress.bytes)) }
            if progress.spans > 0 { sizes.append(CountText.of(progress.spans, "span")) }
        }
        // How much came goes before how to stop it does.
        let whole = ([longest.what] + sizes + ending).joined(separator: StatusLines.separator)
        guard pen.words(whole).width > state.size.columns else { return whole }
        return ([longest.what] + sizes.prefix(1) + ending.suffix(1))
            .joined(separator: StatusLines.separator)
    }
}
