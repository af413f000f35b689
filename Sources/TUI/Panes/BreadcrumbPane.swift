import TraceModel
import Explorer
import TerminalText

/// The top line: where one is, and at the right what the source is.
struct BreadcrumbPane {
    let pen: Pen

    func paint(_ state: ExplorerState, on canvas: inout Canvas) {
        let columns = canvas.size.columns
        let right = rightSide(state)
        let room = columns - (right.isEmpty ? 0 : right.width + 2)
        if room >= 12 {
            canvas.put(right, row: 0, column: columns - right.width, style: Style(.muted))
        }
        let available = room >= 12 ? room : columns
        var crumbs = [pen.text(state.settings.sourceName, columns: 24)]
        crumbs += state.screens.map { pen.text($0.crumb, columns: 40) }
        let separator = pen.separator
        // What is left out is the beginning of the path: where one is matters more than where one came from.
        var first = 0
        func width(from index: Int) -> Int {
            crumbs[index...].reduce(0) { $0 + $1.width } + (crumbs.count - 1 - index)
                * separator.width
                + (index > 0 ? pen.glyphs.ellipsis.width + separator.width : 0)
        }
        while first < crumbs.count - 1 && width(from: first) > available { first += 1 }
        var column = 0
        if first > 0 {
            column = canvas.put(pen.glyphs.ellipsis, row: 0, style: Style(.muted))
            column = canvas.put(separator, row: 0, column: column, style: Style(.rule))
        }
        for index in first..<crumbs.count {
            let isLast = index == crumbs.count - 1
            let isFocused = state.crumbFocus == index - 1 && index > 0
            let text = crumbs[index].prefix(columns: max(1, available - column), glyphs: pen.glyphs)
            if isFocused { canvas.cursor = CanvasPoint(row: 0, column: column) }
            let style = Style(isLast ? .title : .accent, bold: isLast, underline: isFocused)
            column = canvas.put(text, row: 0, column: column, style: style)
            if !isLast {
                column = canvas.put(separator, row: 0, column: column, style: Style(.rule))
            }
        }
    }

    private func rightSide(_ state: ExplorerState) -> SafeText {
        var words: [String] = []
        switch state.source {
        case .loaded(let description):
            words.append(description.label)
            if description.caveats.contains(where: { $0.contains("insecure") }) {
                words.append("INSECURE")
            }
        case .failed: words.append("not reached")
        case .idle, .loading: break
        }
        words.append(state.zone.name(state.now))
        return pen.words(words.joined(separator: " · "), columns: canvasShare(state))
    }

    private func canvasShare(_ state: ExplorerState) -> Int { state.size.columns * 3 / 5 }
}
