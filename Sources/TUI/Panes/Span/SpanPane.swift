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
        let keyWidth = keyWidth(state, columns: canvas.size.columns)
        for (line, index) in state.visible.enumerated() {
            let isSelected = index == state.cursor.selected
            if isSelected && hasFocus { canvas.markSelected(row: line, pen: pen) }
            paint(
                state.rows[index],
                row: line,
                keyWidth: keyWidth,
                isSelected: isSelected && hasFocus,
                on: &canvas
            )
        }
        if state.rows.isEmpty && hasFocus { canvas.cursor = CanvasPoint(row: 0, column: 0) }
    }

    /// The width of the key column: that of the longest key in sight, up to two fifths of the screen.
    private func keyWidth(_ state: SpanDetails, columns: Int) -> Int {
        let widths = state.visible.map { index -> Int in
            switch state.rows[index] {
            case .attribute(let attribute, let depth):
                pen.text(attribute.key, columns: 80).width + depth * 2
            case .field(let name, _, let depth): name.count + depth * 2 - 2
            default: 0
            }
        }
        return max(8, min(widths.max() ?? 0, columns * 2 / 5))
    }

    private func paint(
        _ row: SpanRow,
        row line: Int,
        keyWidth: Int,
        isSelected: Bool,
        on canvas: inout Canvas
    ) {
        let columns = canvas.size.columns
        switch row {
        case .heading(let section, let title, let count, let note, let isOpen):
            var indent = 2
            if case .event = section { indent = 4 }
            var column = canvas.put(
                isOpen ? pen.sign("▾ ", "v ") : pen.sign("▸ ", "> "),
                row: line,
                column: indent,
                style: Style(.accent)
            )
            let style: Style =
                if case .event = section { Style(.text, bold: true) } else {
                    Style(.title, bold: true)
                }
            column = canvas.put(
                pen.words(title, columns: columns - column),
                row: line,
                column: column,
                style: style
            )
            if count > 0, indent == 2 {
                column = canvas.put(
                    " " + SafeText(count),
                    row: line,
                    column: column,
                    style: Style(.number)
                )
            }
            canvas.put(
                pen.words(note, columns: max(0, columns - column - 2)),
                row: line,
                column: column + 2,
                style: Style(.muted)
            )
        case .attribute(let attribute, let depth):
            let start = 4 + depth * 2
            paintPair(
                attribute.key,
                JSONText.plain(attribute.value),
                start: start,
                row: line,
                keyWidth: keyWidth - depth * 2,
                style: valueStyle(attribute.value),
                on: &canvas
            )
        case .field(let name, let value, let depth):
            let style = Style(name == "status" && value.hasPrefix("ERROR") ? .error : .text)
            paintPair(
                name,
                value,
                start: 2 + depth * 2,
                row: line,
                keyWidth: keyWidth + 2 - depth * 2,
                style: style,
                on: &canvas
            )
        case .link(let link):
            let column = canvas.put(
                pen.words(link.type == .childOf ? "child of" : "follows from"),
                row: line,
                column: 4,
                style: Style(.label)
            )
            canvas.put(
                pen.text(
                    "trace \(link.traceID.jaegerHex) span \(link.spanID.hex)",
                    columns: max(0, columns - column - 2)
                ),
                row: line,
                column: column + 2,
                style: Style(.accent, underline: isSelected)
            )
        case .web(let link, let depth):
            paint(link, column: 6 + depth * 2, row: line, isSelected: isSelected, on: &canvas)
        case .warning(let text, let count):
            let times = count > 1 ? "\(count)× " : ""
            canvas.put(
                pen.words(times, columns: 8),
                row: line,
                column: 4,
                style: Style(.warning, bold: true)
            )
            canvas.put(
                pen.text(text, columns: max(0, columns - 4 - times.count)),
                row: line,
                column: 4 + times.count,
                style: Style(.warning)
            )
        }
    }

    private func paint(
        _ link: WebLink,
        column: Int,
        row: Int,
        isSelected: Bool,
        on canvas: inout Canvas
    ) {
        let columns = canvas.size.columns
        var column = canvas.put(
            pen.sign("↗ ", "> "),
            row: row,
            column: column,
            style: Style(.accent)
        )
        column = canvas.put(
            pen.text(link.text, columns: max(0, columns - column)),
            row: row,
            column: column,
            style: Style(.accent, underline: isSelected)
        )
        guard link.text != link.url else { return }
        canvas.put(
            pen.text(link.url, columns: max(0, columns - column - 2)),
            row: row,
            column: column + 2,
            style: Style(.muted)
        )
    }

    private func valueStyle(_ value: AttributeValue) -> Style {
        switch value {
        case .int, .double, .bool: Style(.number)
        case .bytes, .empty: Style(.muted)
        case .string, .array, .map: .text
        }
    }

    private func paintPair(
        _ key: String,
        _ value: String,
        start: Int,
        row: Int,
        keyWidth: Int,
        style: Style,
        on canvas: inout Canvas
    ) {
        let columns = canvas.size.columns
        canvas.put(
            pen.cell(key, max(4, keyWidth)),
            row: row,
            column: start,
            style: Style(.label)
        )
        let column = start + max(4, keyWidth) + 2
        let room = max(0, columns - column)
        let bytes = value.utf8.count
        let size = bytes > 60 ? " (\(CountText.bytes(bytes)), Enter)" : ""
        let whole = pen.text(value, columns: room)
        let isCut = bytes > room && whole.width >= room - 1
        guard isCut, room > size.count + 8 else {
            canvas.put(whole, row: row, column: column, style: style)
            return
        }
        let end = canvas.put(
            pen.text(value, columns: room - size.count),
            row: row,
            column: column,
            style: style
        )
        canvas.put(pen.text(size), row: row, column: end, style: Style(.muted))
    }
}
