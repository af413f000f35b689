import PlainText

/// A line of the help as it is shown: a row takes as many as its texts need.
package struct HelpLine: Sendable, Equatable {
    /// The row it belongs to, of those shown.
    package let row: Int
    /// Of the keys, and of what they do.
    package let keys: String
    package let help: String
    package let isHeading: Bool
}

extension HelpLine {
    /// Columns of the keys on a screen of so many.
    package static func keyColumns(_ columns: Int) -> Int { max(12, min(24, columns / 3)) }

    /// The lines of rows on a screen of so many columns.
    static func lines(of rows: [HelpState.Row], columns: Int) -> [HelpLine] {
        let keyColumns = keyColumns(columns)
        let helpColumns = max(8, columns - keyColumns - 4)
        return rows.enumerated().flatMap { index, row -> [HelpLine] in
            switch row {
            case .heading(let title):
                return [HelpLine(row: index, keys: title, help: "", isHeading: true)]
            case .action(_, let keys, let help), .command(let keys, let help):
                let left = WordWrap.lines(keys, columns: keyColumns - 1)
                let right = WordWrap.lines(help, columns: helpColumns)
                return (0..<max(left.count, right.count)).map { line in
                    HelpLine(
                        row: index,
                        keys: line < left.count ? left[line] : "",
                        help: line < right.count ? right[line] : "",
                        isHeading: false
                    )
                }
            }
        }
    }
}
