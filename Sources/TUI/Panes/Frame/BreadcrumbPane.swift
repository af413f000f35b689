import TraceModel
import Explorer
import PlainText
import TerminalText

/// The top line: the path of screens, and at the right what the source is.
struct BreadcrumbPane {
    let pen: Pen

    func paint(_ state: ExplorerState, on canvas: inout Canvas) {
        let columns = canvas.size.columns
        var crumbs = [pen.text(state.settings.sourceName, columns: 24)]
        crumbs += state.screens.map { pen.text($0.crumb, columns: 40) }
        if state.crumbFocus == nil, let own = state.screens.lastIndex(where: \.hasOwnQuery), own > 0
        {
            // What lies below is not what the query is about any more.
            crumbs.replaceSubrange(1..<own + 1, with: [pen.glyphs.ellipsis])
        }
        let last = crumbs.count - 1
        // The beginning of the path is left out: the current screen matters more than those before it.
        let focus = state.crumbFocus.map { min($0 + 1, last) }
        let needed = width(of: crumbs, from: focus ?? last)
        let right = rightSides(state).first { $0.width + 2 + needed <= columns } ?? SafeText()
        canvas.put(right, row: 0, column: columns - right.width, style: Style(.muted))
        let available = columns - (right.isEmpty ? 0 : right.width + 2)
        var first = 0
        while first < focus ?? last && width(of: crumbs, from: first) > available { first += 1 }
        var column = 0
        if first > 0 {
            column = canvas.put(pen.glyphs.ellipsis, row: 0, style: Style(.muted))
            column = canvas.put(pen.separator, row: 0, column: column, style: Style(.rule))
        }
        for index in first..<crumbs.count where column < available {
            let isLast = index == last
            let isFocused = index == focus
            let text = crumbs[index].prefix(columns: available - column, glyphs: pen.glyphs)
            if isFocused { canvas.cursor = CanvasPoint(row: 0, column: column) }
            let style = Style(
                isLast ? .title : .accent,
                bold: isLast || isFocused,
                underline: isFocused
            )
            column = canvas.put(text, row: 0, column: column, style: style)
            if !isLast {
                column = canvas.put(
                    pen.separator.prefix(columns: max(0, available - column), glyphs: pen.glyphs),
                    row: 0,
                    column: column,
                    style: Style(.rule)
                )
            }
        }
    }

    /// Columns that the path takes from crumb `first` on, with the sign that something is left out.
    private func width(of crumbs: [SafeText], from first: Int) -> Int {
        crumbs[first...].reduce(0) { $0 + $1.width }
            + (crumbs.count - 1 - first) * pen.separator.width
            + (first > 0 ? pen.glyphs.ellipsis.width + pen.separator.width : 0)
    }

    /// What may stand at the right, the fullest first; warnings are in all of them.
    private func rightSides(_ state: ExplorerState) -> [SafeText] {
        let zone = state.zone.name(state.now)
        var label: [String] = []
        var warning: [String] = []
        switch state.source {
        case .loaded(let description):
            label = [description.label]
            if description.caveats.contains(where: { $0.contains("insecure") }) {
                warning = ["INSECURE"]
            }
        case .failed: warning = ["not reached"]
        case .idle, .loading: break
        }
        let sides = [label + warning + [zone], warning + [zone], warning]
        return sides.map { side in
            pen.words(side.joined(separator: " · "), columns: state.size.columns * 3 / 5)
        }
    }
}
