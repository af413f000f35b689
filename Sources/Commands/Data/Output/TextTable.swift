import TerminalText

/// Rows under headings, each column as wide as its widest cell.
struct TextTable {
    struct Column {
        var title: SafeText
        var alignment = SafeText.Alignment.left
        /// The one column that gives way when the terminal is too narrow.
        var isFlexible = false
        /// Columns that may be left out are, lowest first, before the flexible one gets too narrow.
        var leftOutAt: Int?
    }

    var columns: [Column]
    var rows: [[SafeText]] = []

    /// The flexible column is not cut shorter than this while there is another to leave out.
    private static let fewestFlexible = 16
    private static let gap = 2

    /// The lines, headings first; cut to `limit` columns unless it is nil.
    func lines(limit: Int?, glyphs: GlyphSet) -> [String] {
        var widths = columns.indices.map { column in
            rows.reduce(columns[column].title.width) { max($0, $1[column].width) }
        }
        var shown = Array(columns.indices)
        if let limit { fit(&widths, &shown, to: limit) }
        return ([columns.map(\.title)] + rows).map { row in
            let cells = shown.map { column in
                row[column].fitted(to: widths[column], columns[column].alignment, glyphs: glyphs)
            }
            let line = SafeText.joined(cells, separator: "  ")
            let cut = limit.map { line.prefix(columns: $0, glyphs: glyphs) } ?? line
            return cut.string.trimmingEnd
        }
    }

    private func fit(_ widths: inout [Int], _ shown: inout [Int], to limit: Int) {
        guard let flexible = columns.firstIndex(where: \.isFlexible) else { return }
        let wanted = widths[flexible]
        func room() -> Int {
            let others = shown.filter { $0 != flexible }.reduce(0) { $0 + widths[$1] }
            return limit - others - Self.gap * (shown.count - 1)
        }
        while room() < min(wanted, Self.fewestFlexible),
            let next = shown.filter({ columns[$0].leftOutAt != nil })
                .min(by: { (columns[$0].leftOutAt ?? 0) < (columns[$1].leftOutAt ?? 0) })
        {
            shown.removeAll { $0 == next }
        }
        widths[flexible] = max(min(wanted, room()), min(wanted, 8))
    }
}

extension String {
    /// Without blanks at the end.
    var trimmingEnd: String {
        String(decoding: utf8.reversed().drop { $0 == 0x20 }.reversed(), as: UTF8.self)
    }
}
