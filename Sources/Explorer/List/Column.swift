package import TerminalText

/// A column of a list: all that is known of it, for screens, tables and machine formats alike.
///
/// Each list has an enumeration of its columns, ``ListColumn``; panes and commands only paint and print what stands here.
package struct Column<Row>: Sendable {
    /// The heading.
    package var title: SafeText
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
        alignment: SafeText.Alignment = .left,
        isFilled: Bool = false,
        fields: [Field<Row>] = [],
        cell: @escaping @Sendable (_ row: Row, _ width: Int) -> Cell
    ) {
        self.title = title
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
            alignment: alignment,
            isFilled: isFilled,
            fields: fields.map { $0.of(part) },
            cell: { [cell] in cell(part($0), $1) }
        )
    }
}
