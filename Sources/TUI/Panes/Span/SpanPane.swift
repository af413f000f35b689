import Explorer
import PlainText
import TerminalText
import TraceModel

/// The details of one span, as a screen or below the tree.
struct SpanPane {
    let pen: Pen

    /// As a screen of its own, with two lines of title.
    func paintScreen(_ screen: SpanState, on canvas: inout Canvas) {
        let state = screen.details
        paintTitle(state, row: 0, on: &canvas)
        canvas.put(
            pen.words(" " + state.times, columns: canvas.size.columns),
            row: 1,
            style: Style(.number)
        )
        canvas.region(
            rows: SpanState.titleRows..<canvas.size.rows,
            columns: 0..<canvas.size.columns
        ) {
            paintRows(state, hasFocus: true, on: &$0)
        }
    }

    /// Below the tree, under one line of title.
    func paintDetails(_ state: SpanDetails, hasFocus: Bool, on canvas: inout Canvas) {
        paintTitle(state, row: 0, on: &canvas)
        canvas.region(rows: 1..<canvas.size.rows, columns: 0..<canvas.size.columns) {
            paintRows(state, hasFocus: hasFocus, on: &$0)
        }
    }

    private func paintTitle(_ state: SpanDetails, row: Int, on canvas: inout Canvas) {
        let tag = pen.words(state.tag)
        let room = canvas.size.columns - tag.width - 10
        canvas.titledLine(
            pen.text(state.title, columns: max(4, room)),
            row: row,
            glyphs: pen.glyphs
        )
        guard !tag.isEmpty, room > 4 else { return }
        let isError = state.span?.isError ?? false
        canvas.put(
            " " + tag + " ",
            row: row,
            column: canvas.size.columns - tag.width - 4,
            style: Style(isError ? .error : .muted, bold: isError)
        )
    }

    private func paintRows(_ state: SpanDetails, hasFocus: Bool, on canvas: inout Canvas) {
        let keyWidth = state.keyWidth
        for (row, line) in state.visible.enumerated() {
            let isSelected = line == state.cursor.selected
            if isSelected && hasFocus { canvas.markSelected(row: row, pen: pen) }
            let place = state.place(ofLine: line)
            let shown = ShownRow(
                row: state.rows[place.row],
                part: state.text(ofLine: line),
                isFirstLine: place.part == 0,
                isSelected: isSelected && hasFocus
            )
            paint(shown, row: row, keyWidth: keyWidth, on: &canvas)
        }
        if state.rows.isEmpty && hasFocus { canvas.cursor = CanvasPoint(row: 0, column: 0) }
    }
}
