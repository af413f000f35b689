import TerminalText

/// The rows of a span's details over as many lines as their texts take.
struct WrappedRows: Sendable {
    /// The line that each row begins with, and behind them how many lines there are.
    private var starts = [0]
    /// Those that take more than one line.
    private var texts: [Int: WrappedText] = [:]

    /// - Complexity: O(bytes).
    init(_ rows: [SpanRow], keyWidth: Int, columns: Int, glyphs: GlyphSet) {
        for (number, row) in rows.enumerated() {
            var count = 1
            if let text = row.text {
                let room = columns - row.textColumn(keyWidth: keyWidth)
                func wrapped(_ text: String) -> WrappedText {
                    WrappedText(text, columns: room, glyphs: glyphs)
                }
                var whole = wrapped(text.value)
                if whole.lineCount(limit: 2) > 1 {
                    // What takes lines anyway is read most easily laid out.
                    if let laidOut = row.laidOut { whole = wrapped(laidOut) }
                    count = whole.lineCount()
                    texts[number] = whole
                }
            }
            starts.append((starts.last ?? 0) + count)
        }
    }

    var lineCount: Int { starts.last ?? 0 }

    /// The line that a row begins with.
    func line(ofRow row: Int) -> Int { starts.indices.contains(row) ? starts[row] : lineCount }

    /// The row that a line belongs to, and which of its lines it is.
    ///
    /// - Complexity: O(log rows).
    func place(ofLine line: Int) -> (row: Int, part: Int) {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= line { low = middle } else { high = middle }
        }
        return (low, line - starts[low])
    }

    /// A line of a row that takes several; nil for other rows.
    func text(ofRow row: Int, part: Int) -> SafeText? {
        guard var text = texts[row] else { return nil }
        return text.lines(part..<part + 1).first
    }
}
