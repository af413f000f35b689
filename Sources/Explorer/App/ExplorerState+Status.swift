import PlainText
package import TerminalText

extension ExplorerState {
    /// How what is shown was got: of the screen on top, after how slow the line is and what the backend in this process lacks.
    package var statusText: String {
        var words = [screens[top].honesty(context)]
        if let figures, screens[top].isOfSource { words = figures.honesty + words }
        if let roundTrip = context.roundTrip {
            words.insert("slow link: \(DurationText.short(roundTrip)) round trip", at: 0)
        }
        return words.filter { !$0.isEmpty }.joined(separator: StatusLines.separator)
    }

    /// The status in the lines that there are for it.
    package func statusLines(_ letters: Lettering) -> [SafeText] {
        StatusLines(statusText, columns: size.columns, most: size.statusRows, letters).lines
    }

    /// Gives the status the rows that it needs.
    ///
    /// While a screen is followed it never gets fewer, so that its rows do not come and go with the length of figures.
    mutating func fitStatus() {
        let lines = StatusLines(
            statusText,
            columns: size.columns,
            most: StatusLines.most(rows: size.rows),
            Lettering(glyphs: settings.glyphs, longest: 1024)
        ).lines
        let place = StatusPlace(depth: screens.count, kind: screens[top].kind, size: size)
        let isSteady = place == statusPlace && screens[top].asksAgain
        let rows = max(1, lines.count, isSteady ? statusRows : 1)
        statusPlace = place
        statusRows = rows
        guard rows != size.statusRows else { return }
        context.size.statusRows = rows
        fitScreens()
    }
}

/// Where a status stands: while that is the same, it keeps its rows.
struct StatusPlace: Sendable, Equatable {
    let depth: Int
    let kind: ScreenKind
    let rows: Int
    let columns: Int

    init(depth: Int, kind: ScreenKind, size: ScreenSize) {
        self.depth = depth
        self.kind = kind
        rows = size.rows
        columns = size.columns
    }
}
