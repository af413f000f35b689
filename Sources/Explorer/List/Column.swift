package import TerminalText

/// A column of a list: all that is known of it, for screens, tables and machine formats alike.
///
/// Each list has an enumeration of its columns, ``ListColumn``; panes and commands only paint and print what stands here.
package struct Column<Row>: Sendable {
    /// The heading.
    package var title: SafeText
    /// Shorter headings, the longest first, for a column that is narrower than ``title``.
    package var shortTitles: [SafeText]
    /// Where the rows are sorted by it: the direction.
    package var direction: SortDirection?
    package var shape: ColumnShape
    package var alignment: SafeText.Alignment
    /// Heading and cells look alike over all of the width, as those of a chart do.
    package var isFilled: Bool
    /// What it shows of a row, cut to `width` where cutting at the end alone would not do.
    package var cell: @Sendable (_ row: Row, _ width: Int) -> Cell
    /// What machines read instead; several where a column shows several things, none where others say the same.
    package var fields: [Field<Row>]

    package init(
        _ title: SafeText,
        _ shape: ColumnShape,
        shortTitles: [SafeText] = [],
        alignment: SafeText.Alignment = .left,
        isFilled: Bool = false,
        fields: [Field<Row>] = [],
        cell: @escaping @Sendable (_ row: Row, _ width: Int) -> Cell
    ) {
        self.title = title
        self.shortTitles = shortTitles
        self.shape = shape
        self.alignment = alignment
        self.isFilled = isFilled
        self.fields = fields
        self.cell = cell
    }

    /// The same column of a row that has `Row` in it.
    func of<Whole>(_ part: @escaping @Sendable (Whole) -> Row) -> Column<Whole> {
        Column<Whole>(
            title,
            shape,
            shortTitles: shortTitles,
            alignment: alignment,
            isFilled: isFilled,
            fields: fields.map { $0.of(part) },
            cell: { [cell] in cell(part($0), $1) }
        )
    }

    /// Columns of the shortest heading.
    package var leastTitleWidth: Int { ([title] + shortTitles).map(\.width).min() ?? 0 }

    /// The longest heading of at most `columns` columns; the shortest one cut where none is that short.
    package func title(columns: Int, glyphs: GlyphSet) -> SafeText {
        let titles = [title] + shortTitles
        let fitting = titles.first { $0.width <= columns } ?? titles[titles.count - 1]
        return fitting.prefix(columns: columns, glyphs: glyphs)
    }
}
