import TraceAnalysis
import TraceModel

/// Searching the lines of JSON.
extension TraceState {
    mutating func performInJSON(_ action: Action, _ context: inout ScreenContext) -> Bool {
        guard views.json.find != nil else { return false }
        switch action {
        case .nextHit: jumpToLine(1, &context)
        case .previousHit: jumpToLine(-1, &context)
        default: return false
        }
        return true
    }

    /// Searches the lines for what was typed after `/`.
    mutating func findInJSON(_ text: String, _ context: inout ScreenContext) {
        context.cancel(views.json.find?.request)
        views.json.find = nil
        guard !text.isEmpty else { return }
        guard let lines = views.json.lines, lines.form == views.json.form else {
            return context.say("Nothing was searched: the lines are not there yet.")
        }
        let request = context.compute(.findLines(lines, text: text), what: "searching")
        views.json.find = JSONFind(text: text, request: request)
    }

    mutating func take(lines: [Int], _ context: inout ScreenContext) {
        views.json.find?.take(lines)
        jumpToLine(0, &context)
        fit(to: context.size)
    }

    /// Goes to the line `step` hits on; 0 stands for the first one from the top of the screen on.
    private mutating func jumpToLine(_ step: Int, _ context: inout ScreenContext) {
        guard let find = views.json.find, find.request == nil else { return }
        let count = find.hits.count
        guard count > 0 else {
            return context.say("/\(find.text) was not found in these lines.")
        }
        let next =
            find.current.map { ($0 + step + count) % count }
            ?? (find.first(from: views.json.top) + min(step, 0) + count) % count
        views.json.find?.current = next
        anchor = nil
        views.json.scroll(to: find.hits[next] - mainRows / 3)
    }
}
