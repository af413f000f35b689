import Explorer
import TerminalText

/// The last line: a prompt, else a message, else the keys worth knowing here.
struct BottomPane {
    let pen: Pen

    func paint(_ state: ExplorerState, row: Int, on canvas: inout Canvas) {
        if let prompt = state.prompt {
            paint(prompt, row: row, on: &canvas)
        } else if state.isCopying {
            let choices = state.copyChoices.map { (String($0.key), $0.name) }
            paintHints([("copy", "")] + choices, row: row, on: &canvas)
        } else if let notice = state.notice {
            let role: Role =
                switch notice.severity {
                case .info: .text
                case .warning: .warning
                case .error: .error
                }
            paint(notice, role: role, row: row, on: &canvas)
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
            paintHints(hints(state), row: row, on: &canvas)
        }
    }

    /// A message on as many lines as it needs, up to a third of the screen; they grow upwards.
    private func paint(_ notice: Message, role: Role, row: Int, on canvas: inout Canvas) {
        let sign: SafeText = notice.severity == .error ? pen.failure + " " : ""
        let columns = canvas.size.columns
        let words = pen.words(notice.text, columns: columns * 8).string
        var wrapped = WrappedText(words, columns: columns - sign.width, glyphs: pen.glyphs)
        let most = max(1, canvas.size.rows / 3)
        let lines = wrapped.lines(0..<most)
        let first = row - lines.count + 1
        canvas.fill(rows: first..<row + 1, columns: 0..<columns)
        canvas.put(sign, row: first, style: Style(role, bold: true))
        for (index, line) in lines.enumerated() {
            canvas.put(line, row: first + index, column: sign.width, style: Style(role))
        }
    }

    private func hints(_ state: ExplorerState) -> [(String, String)] {
        ActionTable.entries.compactMap { entry in
            guard !entry.hint.isEmpty, entry.applies(to: state.screen.kind),
                let key = state.settings.keyMap.keys(of: entry.action).first
            else { return nil }
            return (key.name, entry.hint)
        }
    }

    /// Whole hints only, as many as fit; the last one, which is help, always.
    private func paintHints(_ hints: [(String, String)], row: Int, on canvas: inout Canvas) {
        let words = hints.map { (key: pen.words($0.0), name: pen.words($0.1)) }
        func width(_ hint: (key: SafeText, name: SafeText)) -> Int {
            hint.key.width + (hint.name.isEmpty ? 0 : 1 + hint.name.width)
        }
        let last = words.last.map { width($0) + 2 } ?? 0
        var column = 0
        for (index, hint) in words.enumerated() {
            let isLast = index == words.count - 1
            let room = canvas.size.columns - (isLast ? 0 : last)
            guard column + width(hint) <= room else { continue }
            column = canvas.put(hint.key, row: row, column: column, style: Style(.key, bold: true))
            if !hint.name.isEmpty {
                column = canvas.put(hint.name, row: row, column: column + 1, style: Style(.hint))
            }
            column += 2
        }
    }

    private func paint(_ prompt: PromptState, row: Int, on canvas: inout Canvas) {
        let columns = canvas.size.columns
        let label = pen.text(prompt.label)
        canvas.put(label, row: row, style: Style(.key, bold: true))
        let room = max(1, columns - label.width - 1)
        let text = pen.text(prompt.editor.text, columns: 4096)
        let before = pen.text(
            String(prompt.editor.text.prefix(prompt.editor.cursor)),
            columns: 4096
        )
        let scroll = max(0, before.width - room + 1)
        canvas.put(
            text.dropFirst(columns: scroll),
            row: row,
            column: label.width,
            maxColumns: room + 1
        )
        canvas.cursor = CanvasPoint(row: row, column: label.width + before.width - scroll)
        let above = row - 1
        if let error = prompt.error {
            let start = pen.text(String(prompt.editor.text.prefix(error.column)), columns: 4096)
                .width
            let caret = max(0, min(columns - 1, label.width + start - scroll))
            canvas.fill(rows: above..<row, columns: 0..<columns)
            let message = pen.words(error.message)
            if caret + 2 + message.width <= columns {
                canvas.put("^ " + message, row: above, column: caret, style: Style(.error))
            } else {
                canvas.put("^", row: above, column: caret, style: Style(.error, bold: true))
                let fitted = message.prefix(columns: max(0, caret - 1), glyphs: pen.glyphs)
                canvas.put(fitted, row: above, style: Style(.error))
            }
        } else if let completion = prompt.completion {
            canvas.fill(rows: above..<row, columns: 0..<columns)
            var column = 0
            for (index, candidate) in completion.candidates.enumerated() where column < columns {
                let text = pen.text(candidate, columns: 40)
                column = canvas.put(
                    text,
                    row: above,
                    column: column,
                    style: Style(
                        index == prompt.choice ? .match : .muted,
                        bold: index == prompt.choice
                    )
                )
                column += 2
            }
        }
    }
}
