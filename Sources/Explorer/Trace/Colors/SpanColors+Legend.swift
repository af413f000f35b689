import PlainText
import TerminalText
import TraceAnalysis

extension SpanColors {
    /// Which letter and colour is which value, the most frequent first: `pod  a cart-0 12  b cart-1 3  · none 40`.
    ///
    /// Where they do not fit into `columns`, the numbers of spans are left out first, then values are cut, at the end that
    /// they do not share, then the least frequent ones are left out and counted: `+3`.
    package func legend(_ letters: Lettering, columns: Int = .max) -> Cell {
        let whole = legend(letters, longest: Self.longest, hasCounts: true)
        guard whole.text.width > columns else { return whole }
        // The ends of values that begin alike tell them apart in fewer columns.
        let shortest = areCutAtStart(letters, longest: Self.shortest) ? 4 : Self.shortest
        for longest in (shortest...Self.longest).reversed() {
            let shorter = legend(letters, longest: longest, hasCounts: false)
            if shorter.text.width <= columns { return shorter }
        }
        for most in (1..<max(1, values.values.count)).reversed() {
            for longest in [Self.shortest * 2, Self.shortest * 3 / 2, shortest] {
                let fewer = legend(letters, longest: longest, hasCounts: false, most: most)
                if fewer.text.width <= columns { return fewer }
            }
        }
        let least = legend(letters, longest: shortest, hasCounts: false, most: 1)
        return least.prefix(columns: columns, glyphs: letters.glyphs)
    }

    /// Columns of a value.
    private static let longest = 40
    /// Fewer tell too little.
    private static let shortest = 8

    /// `most` is how many values are named.
    private func legend(
        _ letters: Lettering,
        longest: Int,
        hasCounts: Bool,
        most: Int = .max
    ) -> Cell {
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
        for (place, value) in values.values.enumerated().prefix(most) {
            add(.value(place), texts[place], value.spanCount)
        }
        if values.values.count > most {
            cell = cell + Cell(letters.words("  +\(values.values.count - most)"), .muted)
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
        let whole = wholeTexts(letters)
        return areCutAtStart(letters, longest: longest)
            ? whole.map { $0.suffix(columns: longest, glyphs: letters.glyphs) }
            : whole.map { $0.prefix(columns: longest, glyphs: letters.glyphs) }
    }

    private func areCutAtStart(_ letters: Lettering, longest: Int) -> Bool {
        let cut = wholeTexts(letters).map { $0.prefix(columns: longest, glyphs: letters.glyphs) }
        return Set(cut.map(\.string)).count < cut.count
    }

    private func wholeTexts(_ letters: Lettering) -> [SafeText] {
        values.values.map { $0.text.isEmpty ? letters.words("empty") : letters.text($0.text) }
    }
}
