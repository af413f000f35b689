import Explorer
import TerminalText

/// Rows that come one by one, under columns whose widths are set in advance.
///
/// Cells that are wider push the rest of their row to the right; the last column takes what a terminal has left.
struct StreamTable<Row> {
    private let columns: [Column<Row>]
    private let places: [ColumnLayout.Place]
    private let limit: Int?
    private let glyphs: GlyphSet

    init(_ columns: [Column<Row>], limit: Int?, glyphs: GlyphSet) {
        let shapes = columns.map { column in
            var shape = column.shape
            if !shape.width.isFlexible {
                shape.width = .fixed(max(shape.width.ideal, column.leastTitleWidth))
            }
            return shape
        }
        let places = ColumnLayout.fit(shapes, to: limit)
        self.columns = columns
        self.places = places
        self.limit = limit
        self.glyphs = glyphs
    }

    var heading: String {
        line(places.map { columns[$0.index].title(columns: $0.width, glyphs: glyphs) })
    }

    func line(_ row: Row) -> String {
        line(
            places.map { place in
                let column = columns[place.index]
                let width = column.shape.width
                return column.cell(row, width.isFlexible ? .max : width.ideal).text
            }
        )
    }

    private func line(_ cells: [SafeText]) -> String {
        let padded = zip(places, cells).enumerated().map { position, pair in
            let (place, cell) = pair
            let column = columns[place.index]
            if position == places.count - 1, column.alignment == .left { return cell }
            // Without a terminal a flexible column may be of any width.
            let isEndless = column.shape.width.isFlexible && limit == nil
            return cell.padded(
                to: isEndless ? column.shape.width.ideal : place.width,
                column.alignment
            )
        }
        let line = SafeText.joined(padded, separator: "  ")
        return (limit.map { line.prefix(columns: $0, glyphs: glyphs) } ?? line).string.trimmingEnd
    }
}
