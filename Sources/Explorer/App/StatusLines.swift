import PlainText
package import TerminalText

/// The lines at the foot of a screen that say how what it shows was got, made of clauses.
///
/// They break between clauses where possible. What there is no room for is left out whole, from the end, and counted, with the
/// command that shows all.
package struct StatusLines: Sendable {
    package let lines: [SafeText]

    /// What clauses are joined by.
    package static let separator = " · "

    package static func clauses(_ text: String) -> [String] {
        text.isEmpty ? [] : text.split(separator: separator).map(String.init)
    }

    /// Lines that a screen has for it: at least one.
    package static func most(rows: Int) -> Int { rows < 16 ? 1 : rows < 40 ? 2 : 3 }

    /// - Parameters:
    ///   - text: Clauses, joined by ``separator``, the most important first.
    ///   - columns: Of a line.
    ///   - most: Lines there may be.
    ///   - letters: How words are written.
    package init(_ text: String, columns: Int, most: Int, _ letters: Lettering) {
        let clauses = Self.clauses(text).map { Clause($0, letters) }
        var lines = Self.lines(clauses, columns, letters)
        var kept = clauses.count
        while lines.count > most, kept > 1 {
            kept -= 1
            let more = Clause("+\(clauses.count - kept) :status", letters)
            lines = Self.lines(Array(clauses.prefix(kept)) + [more], columns, letters)
        }
        if lines.count > most {
            // Not even the first clause: its beginning, and where the rest is.
            let more = letters.words(" · +\(clauses.count) :status")
            let last = lines[most - 1].prefix(
                columns: max(1, columns - more.width - 1),
                glyphs: letters.glyphs
            )
            let end = last.width < lines[most - 1].width ? SafeText() : letters.glyphs.ellipsis
            lines = lines.prefix(most - 1) + [(last + end + more).prefix(columns: columns)]
        }
        self.lines = lines
    }

    private struct Clause {
        let text: SafeText
        let words: [SafeText]

        init(_ text: String, _ letters: Lettering) {
            self.text = letters.words(text, columns: 1024)
            words = text.prefix(1024).split(separator: " ").map { letters.words(String($0)) }
        }
    }

    private static func lines(
        _ clauses: [Clause],
        _ columns: Int,
        _ letters: Lettering
    ) -> [SafeText] {
        let separator = letters.words(separator)
        var lines: [SafeText] = []
        var line = SafeText()
        func add(_ text: SafeText, after gap: SafeText) {
            if line.isEmpty {
                line = text
            } else if line.width + gap.width + text.width <= columns {
                line = line + gap + text
            } else {
                lines.append(line)
                line = text
            }
        }
        for clause in clauses {
            guard clause.text.width > columns else {
                add(clause.text, after: separator)
                continue
            }
            // A long one begins where the one before ends, and breaks between words.
            var gap = separator
            for word in clause.words {
                var rest = word
                while rest.width > columns {
                    if !line.isEmpty { lines.append(line) }
                    line = SafeText()
                    let head = rest.prefix(columns: columns, glyphs: letters.glyphs)
                    lines.append(head)
                    rest = rest.dropFirst(columns: max(1, head.width - 1))
                }
                add(rest, after: gap)
                gap = " "
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }
}
