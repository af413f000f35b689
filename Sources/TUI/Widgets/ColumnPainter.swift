import Explorer
import TerminalText

/// Paints a list's columns: headings, and the cells of a row.
struct ColumnPainter<Row> {
    let pen: Pen
    private let columns: [Column<Row>]
    private let places: [ColumnLayout.Place]

    /// Left of the columns are the gutter and the row's mark.
    private static var left: Int { 2 }

    init(_ columns: [Column<Row>], width: Int, pen: Pen) {
        self.pen = pen
        self.columns = columns
        places = ColumnLayout.fit(columns.map(\.shape), to: width, left: Self.left)
    }

    /// Columns that were laid out already.
    init(_ columns: [Column<Row>], at places: [ColumnLayout.Place], pen: Pen) {
        self.pen = pen
        self.columns = columns
        self.places = places
    }

    /// Paints headings and the rows in sight, with the cursor.
    ///
    /// `row` gives what a row shows, by its number, and the sign of the mark that it has.
    func paint(
        _ list: some ListScreen,
        on canvas: inout Canvas,
        hasFocus: Bool = true,
        row: (Int) -> (row: Row, mark: SafeText?)
    ) {
        paintTitles(on: &canvas)
        if list.rowCount == 0 {
            canvas.putNotice("nothing matches /\(list.narrow); Esc shows all", pen: pen)
        }
        for (line, index) in list.visible.enumerated() {
            if index == list.cursor.selected {
                canvas.markSelected(row: line + 1, pen: pen, hasFocus: hasFocus)
            }
            let shown = row(index)
            if let mark = shown.mark {
                canvas.put(mark, row: line + 1, column: 1, style: Style(.text, bold: true))
            }
            paint(shown.row, line: line + 1, on: &canvas)
        }
    }

    func paintTitles(on canvas: inout Canvas) {
        for place in places { paintTitle(of: columns[place.index], at: place, on: &canvas) }
    }

    /// Where the rows are sorted by the column, an arrow stands beside its heading, in the gap before or after it if need be.
    private func paintTitle(
        of column: Column<Row>,
        at place: ColumnLayout.Place,
        on canvas: inout Canvas
    ) {
        let title = column.title(columns: place.width, glyphs: pen.glyphs)
        let arrow = column.direction.map(pen.lettering.sign) ?? SafeText()
        let isRight = column.alignment == .right
        let words = isRight ? arrow + title : title + arrow
        let isPadded = column.isFilled || column.alignment != .left
        let start = isRight ? min(place.start, place.end - words.width) : place.start
        canvas.put(
            isPadded ? words.padded(to: place.end - start, column.alignment) : words,
            row: 0,
            column: start,
            style: Style(.headerLine, bold: true)
        )
    }

    /// Paints the cells of a row.
    func paint(_ row: Row, line: Int, on canvas: inout Canvas) {
        for place in places {
            let column = columns[place.index]
            let cell = column.cell(row, place.width).prefix(
                columns: place.width,
                glyphs: pen.glyphs
            )
            guard column.alignment == .left else {
                let text = cell.text.fitted(to: place.width, column.alignment, glyphs: pen.glyphs)
                let style = cell.pieces.first.map(Style.init) ?? .text
                canvas.put(text, row: line, column: place.start, style: style)
                continue
            }
            canvas.put(cell, row: line, column: place.start)
        }
    }
}

extension Canvas {
    /// Puts the pieces of a cell beside each other.
    mutating func put(_ cell: Cell, row: Int, column: Int = 0) {
        var start = column
        for piece in cell.pieces {
            start = put(piece.text, row: row, column: start, style: Style(piece))
        }
    }
}

extension Role {
    /// The look of what has a meaning.
    init(_ meaning: Cell.Meaning) {
        self =
            switch meaning {
            case .text: .text
            case .muted: .muted
            case .number: .number
            case .warning: .warning
            case .error: .error
            case .bar: .bar
            case .service(let name): .service(named: name)
            case .value(let place): .service(place)
            case .match: .match
            }
    }
}

extension Style {
    /// How a piece of a cell looks.
    fileprivate init(_ piece: Cell.Piece) {
        self.init(Role(piece.meaning), bold: piece.isStrong)
    }
}
