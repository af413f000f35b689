import Explorer
import TerminalText

/// A line being typed, with what Tab offers or the mistake in it above.
struct PromptPane {
    let pen: Pen

    func paint(_ prompt: PromptState, row: Int, on canvas: inout Canvas) {
        let columns = canvas.size.columns
        let label = pen.text(prompt.label, columns: max(1, columns - 8))
        canvas.put(label, row: row, style: Style(.key, bold: true))
        let room = max(1, columns - label.width - 1)
        let text = pen.text(prompt.editor.text, columns: 4096)
        let before = width(prompt, upTo: prompt.editor.cursor)
        let scroll = max(0, before - room + 1)
        canvas.put(
            text.dropFirst(columns: scroll),
            row: row,
            column: label.width,
            maxColumns: room + 1
        )
        canvas.cursor = CanvasPoint(row: row, column: label.width + before - scroll)
        if let error = prompt.error {
            let caret = label.width + width(prompt, upTo: error.column) - scroll
            paint(error.message, caret: max(0, min(columns - 1, caret)), row: row, on: &canvas)
        } else if let completion = prompt.completion {
            paint(completion, choice: prompt.choice, row: row - 1, on: &canvas)
        }
    }

    /// Columns of the first `count` characters typed.
    private func width(_ prompt: PromptState, upTo count: Int) -> Int {
        pen.text(String(prompt.editor.text.prefix(count)), columns: 4096).width
    }

    /// The caret above the mistake, the sentence beside it, or above in lines of its own.
    private func paint(_ message: String, caret: Int, row: Int, on canvas: inout Canvas) {
        let columns = canvas.size.columns
        canvas.fill(rows: row - 1..<row, columns: 0..<columns)
        canvas.put("^", row: row - 1, column: caret, style: Style(.error, bold: true))
        let line = pen.words(message)
        if caret + 2 + line.width <= columns {
            canvas.put(line, row: row - 1, column: caret + 2, style: Style(.error))
        } else if line.width + 1 <= caret {
            canvas.put(line, row: row - 1, column: caret - line.width - 1, style: Style(.error))
        } else {
            let lines = pen.paragraph(message, columns: columns)
            let first = max(1, row - 1 - lines.count)
            canvas.fill(rows: first..<row - 1, columns: 0..<columns)
            for (index, line) in lines.enumerated() where first + index < row - 1 {
                canvas.put(line, row: first + index, style: Style(.error))
            }
        }
    }

    /// Candidates side by side, scrolled so that the chosen one is in sight.
    private func paint(
        _ completion: QueryCompletion,
        choice: Int,
        row: Int,
        on canvas: inout Canvas
    ) {
        let columns = canvas.size.columns
        canvas.fill(rows: row..<row + 1, columns: 0..<columns)
        let texts = completion.candidates.map { candidate in
            pen.text(String(candidate.drop { $0 == " " }), columns: 40)
        }
        var first = 0
        func end(from start: Int) -> Int {
            texts[start...min(choice, texts.count - 1)].reduce(0) { $0 + $1.width + 2 }
        }
        while first < min(choice, texts.count - 1) && end(from: first) > columns { first += 1 }
        var column = 0
        for index in first..<texts.count where column < columns {
            let isChosen = index == choice
            column =
                canvas.put(
                    texts[index],
                    row: row,
                    column: column,
                    style: Style(
                        isChosen ? .match : .muted,
                        bold: isChosen,
                        underline: isChosen
                    )
                ) + 2
        }
    }
}
