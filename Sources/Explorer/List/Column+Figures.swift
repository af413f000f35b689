import PlainText
import TerminalText
import TraceModel

/// Columns of figures: for people in few letters, for machines whole.
extension Column {
    /// A count, empty for rows that have none; `ofErrors` says that it is of failures, where 0 is not worth a figure.
    static func count(
        _ title: SafeText,
        _ name: StaticString,
        _ shape: ColumnShape,
        _ letters: Lettering,
        ofErrors: Bool = false,
        _ value: @escaping @Sendable (Row) -> Int?
    ) -> Column {
        Column(
            title,
            shape,
            alignment: .right,
            fields: [Field(name) { .integer(optional: value($0)) }]
        ) { row, _ in
            guard let count = value(row) else { return .empty }
            let text = letters.words(CountText.grouped(count))
            guard ofErrors else { return Cell(text, .number) }
            return count > 0 ? Cell(letters.failure + text, .error) : Cell(letters.none, .muted)
        }
    }

    /// A duration, empty for rows that have none.
    static func duration(
        _ title: SafeText,
        _ name: StaticString,
        _ shape: ColumnShape,
        _ letters: Lettering,
        _ value: @escaping @Sendable (Row) -> Nanoseconds?
    ) -> Column {
        Column(
            title,
            shape,
            alignment: .right,
            fields: [Field(name) { value($0).map { .integer($0) } ?? .unknown }]
        ) { row, _ in
            value(row).map { Cell(letters.words(DurationText.short($0)), .number) } ?? .empty
        }
    }
}
