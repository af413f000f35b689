import Explorer
import TerminalText

/// The last line: a prompt, else a message, else the keys worth knowing here.
struct BottomPane {
    let pen: Pen

    func paint(_ state: ExplorerState, row: Int, on canvas: inout Canvas) {
        if let prompt = state.prompt {
            PromptPane(pen: pen).paint(prompt, row: row, on: &canvas)
        } else if let menu = state.menu {
            paintChoices(menu, of: state, row: row, on: &canvas)
        } else if !state.typedCount.isEmpty {
            paintHints(
                [(state.typedCount, "repeats the next key, before G the row"), ("Esc", "cancel")],
                row: row,
                on: &canvas
            )
        } else if let notice = state.notice {
            paint(notice, row: row, on: &canvas)
        } else if state.crumbFocus != nil {
            paintHints(
                [
                    (pen.glyphs == .unicode ? "←→" : "h l", "choose"), ("Enter", "go there"),
                    ("Esc", "stay"),
                ],
                row: row,
                on: &canvas
            )
        } else {
            paintHints(Hints.of(state), row: row, on: &canvas)
        }
    }

    /// A message on as many lines as it needs, up to a third of the screen; they grow upwards.
    private func paint(_ notice: Message, row: Int, on canvas: inout Canvas) {
        let role: Role =
            switch notice.severity {
            case .info: .text
            case .warning: .warning
            case .error: .error
            }
        let sign: SafeText = notice.severity == .error ? pen.failure + " " : ""
        let columns = canvas.size.columns
        let all = pen.paragraph(notice.text, columns: columns - sign.width)
        var lines = all.prefix(max(1, row / 3))
        if lines.count < all.count, let last = lines.popLast() {
            let room = columns - sign.width - 1
            lines.append(last.prefix(columns: room, glyphs: pen.glyphs) + pen.glyphs.ellipsis)
        }
        let first = row - lines.count + 1
        canvas.fill(rows: first..<row + 1, columns: 0..<columns)
        canvas.put(sign, row: first, style: Style(role, bold: true))
        for (index, line) in lines.enumerated() {
            canvas.put(line, row: first + index, column: sign.width, style: Style(role))
        }
    }

    private func width(_ hint: (key: String, name: String)) -> Int {
        pen.words(hint.key).width + (hint.name.isEmpty ? 0 : 1 + pen.words(hint.name).width)
    }

    @discardableResult
    private func put(
        _ hint: (key: String, name: String),
        row: Int,
        column: Int,
        on canvas: inout Canvas
    ) -> Int {
        let end = canvas.put(
            pen.words(hint.key),
            row: row,
            column: column,
            style: Style(.key, bold: true)
        )
        guard !hint.name.isEmpty else { return end }
        return canvas.put(pen.words(hint.name), row: row, column: end + 1, style: Style(.hint))
    }

    /// Whole hints only, as many as fit; the last one, which is help, always.
    private func paintHints(
        _ hints: [(key: String, name: String)],
        row: Int,
        on canvas: inout Canvas
    ) {
        guard let last = hints.last else { return }
        let room = canvas.size.columns - width(last)
        var column = 0
        for hint in hints.dropLast() {
            guard column + width(hint) + 2 <= room else { break }
            column = put(hint, row: row, column: column, on: &canvas) + 2
        }
        put(last, row: row, column: column, on: &canvas)
    }

    /// What the second keys of a menu do: all of them, over as many of the last lines as that takes.
    private func paintChoices(
        _ menu: KeyMenu,
        of state: ExplorerState,
        row: Int,
        on canvas: inout Canvas
    ) {
        let choices =
            [(menu.title, "")] + state.choices(of: menu).map { (String($0.key), $0.name) }
        var lines: [[(key: String, name: String)]] = [[]]
        var column = 0
        for choice in choices {
            if column > 0 && column + width(choice) > canvas.size.columns {
                lines.append([])
                column = 0
            }
            lines[lines.count - 1].append(choice)
            column += width(choice) + 2
        }
        let first = max(0, row + 1 - lines.count)
        canvas.fill(rows: first..<row + 1, columns: 0..<canvas.size.columns)
        for (index, line) in lines.enumerated() {
            var column = 0
            for choice in line {
                column = put(choice, row: first + index, column: column, on: &canvas) + 2
            }
        }
    }
}
