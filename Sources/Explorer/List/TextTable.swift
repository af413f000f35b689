package import TerminalText

/// Rows under headings, each column as wide as its widest cell.
///
/// Where a terminal is too narrow, columns are left out by their rank before the flexible one gets too narrow. On a pipe all text
/// is whole, and a column is not made wider than ``mostPadded`` for the sake of a few long cells: these push the rest of their
/// row to the right.
package struct TextTable<Row> {
    let columns: [Column<Row>]
    /// Columns of the terminal; nil for a pipe or file, which gets all.
    let limit: Int?
    let glyphs: GlyphSet

    /// The width up to which cells of a table on a pipe are padded.
    private static var mostPadded: Int { 60 }

    package init(columns: [Column<Row>], limit: Int?, glyphs: GlyphSet) {
        self.columns = columns
        self.limit = limit
        self.glyphs = glyphs
    }

    /// The lines, headings first unless they are not wanted; none when the task is cancelled.
    package func lines(_ rows: [Row], hasHeading: Bool = true) -> [String] {
        var cells: [[SafeText]] = []
        cells.reserveCapacity(rows.count)
        for row in rows {
            guard !Task.isCancelled else { return [] }
            cells.append(
                columns.map { column in
                    let width = column.shape.width
                    return column.cell(row, width.isFlexible ? .max : width.ideal).text
                }
            )
        }
        let shapes = columns.indices.map { index in
            var shape = columns[index].shape
            let title = hasHeading ? columns[index].leastTitleWidth : 0
            let widest = cells.reduce(title) { max($0, $1[index].width) }
            shape.width = shape.width.measured(
                limit == nil ? min(widest, max(title, Self.mostPadded)) : widest
            )
            return shape
        }
        let places = ColumnLayout.fit(shapes, to: limit)
        let titles = places.map { columns[$0.index].title(columns: $0.width, glyphs: glyphs) }
        let shown = cells.map { row in places.map { row[$0.index] } }
        return ((hasHeading ? [titles] : []) + shown).map { row in
            let fitted = zip(row, places).map { cell, place in
                let alignment = columns[place.index].alignment
                return limit == nil
                    ? cell.padded(to: place.width, alignment)
                    : cell.fitted(to: place.width, alignment, glyphs: glyphs)
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
