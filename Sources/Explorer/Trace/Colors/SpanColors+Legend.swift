import PlainText
import TerminalText
import TraceAnalysis

extension SpanColors {
    /// Which letter and colour is which value, the most frequent first: `pod  a cart-0 12  b cart-1 3  · none 40`.
    ///
    /// Where they do not fit into `columns`, the numbers of spans are left out first, then values are cut: at the end that
    /// they do not share.
    package func legend(_ letters: Lettering, columns: Int = .max) -> Cell {
        let whole = legend(letters, longest: Self.longest, hasCounts: true)
        guard whole.text.width > columns else { return whole }
        for longest in (Self.shortest...Self.longest).reversed() {
            let shorter = legend(letters, longest: longest, hasCounts: false)
            if shorter.text.width <= columns || longest == Self.shortest {
                return shorter.prefix(columns: columns, glyphs: letters.glyphs)
            }
        }
        return whole
    }

    /// Columns of a value.
    private static let longest = 40
    private static let shortest = 3

    private func legend(_ letters: Lettering, longest: Int, hasCounts: Bool) -> Cell {
        var cell = Cell(letters.text(grouping.name, columns: Self.longest), .muted, isStrong: true)
        func add(_ mark: Mark, _ text: SafeText, _ count: Int) {
            cell = cell + Cell("  ") + Cell(mark.sign(letters), mark.meaning, isStrong: true)
            cell = cell + Cell(" " + text, mark.meaning)
            guard hasCounts else { return }
            cell = cell + Cell(letters.words(" " + CountText.grouped(count)), .muted)
        }
        guard !values.values.isEmpty else {
            return cell + Cell(letters.words("  no span of this trace has it"), .muted)
        }
        let texts = texts(letters, longest: longest)
        for (place, value) in values.values.enumerated() {
            add(.value(place), texts[place], value.spanCount)
        }
        if values.otherCount > 0 {
            let others = CountText.of(values.otherCount, "other value")
            add(.other, letters.words(others), values.otherSpans)
        }
        if values.spansWithout > 0 {
            add(.nothing, letters.words("none"), values.spansWithout)
        }
        return cell
    }

    /// The values, cut at the end; at the beginning where they would look alike else.
    private func texts(_ letters: Lettering, longest: Int) -> [SafeText] {
        let whole = values.values.map {
            $0.text.isEmpty ? letters.words("empty") : letters.text($0.text)
        }
        let cut = whole.map { $0.prefix(columns: longest, glyphs: letters.glyphs) }
        guard Set(cut.map(\.string)).count < cut.count else { return cut }
        return whole.map { $0.suffix(columns: longest, glyphs: letters.glyphs) }
    }
}
