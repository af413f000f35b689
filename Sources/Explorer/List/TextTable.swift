package import TerminalText

/// Rows under headings, each column as wide as its widest cell.
///
/// Where a terminal is too narrow, columns are left out by their rank before the flexible one gets too narrow.
package struct TextTable<Row> {
    let columns: [Column<Row>]
    /// Columns of the terminal; nil for a pipe or file, which gets all.
    let limit: Int?
    let glyphs: GlyphSet

    package init(columns: [Column<Row>], limit: Int?, glyphs: GlyphSet) {
        self.columns = columns
        self.limit = limit
        self.glyphs = glyphs
    }

    /// The lines, headings first unless they are not wanted.
    package func lines(_ rows: [Row], hasHeading: Bool = true) -> [String] {
        let cells = rows.map { row in
            columns.map { column in
                let width = column.shape.width
                return column.cell(row, width.isFlexible ? .max : width.ideal).text
            }
        }
        let shapes = columns.indices.map { index in
            var shape = columns[index].shape
            let title = hasHeading ? columns[index].title.width : 0
            shape.width = shape.width.measured(cells.reduce(title) { max($0, $1[index].width) })
            return shape
        }
        let places = ColumnLayout.fit(shapes, to: limit)
        return ((hasHeading ? [columns.map(\.title)] : []) + cells).map { row in
            let fitted = places.map { place in
                row[place.index].fitted(
                    to: place.width,
                    columns[place.index].alignment,
                    glyphs: glyphs
                )
            }
            let line = SafeText.joined(fitted, separator: "  ")
            let cut = limit.map { line.prefix(columns: $0, glyphs: glyphs) } ?? line
            return cut.string.trimmingEnd
        }
    }
}

extension String {
    /// Without blanks at the end.
    package var trimmingEnd: String {
        String(decoding: utf8.reversed().drop { $0 == 0x20 }.reversed(), as: UTF8.self)
    }
}
