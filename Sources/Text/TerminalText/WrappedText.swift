/// A long text of others laid out over lines of a given width, line by line as far as anyone looks.
///
/// Line feeds (and CR LF) end a line, tabs go to the next multiple of four, longer lines break at the last
/// column; nothing is left out. Everything else is as in ``SafeText``.
package struct WrappedText: Sendable {
    /// Narrower lines could not hold the stand-in of a code point.
    package static let fewestColumns = 10

    package let columns: Int
    private let bytes: [UInt8]
    private let glyphs: GlyphSet
    /// Where the lines found so far begin.
    private var starts = [0]
    /// The last line has been found.
    package private(set) var isComplete: Bool

    /// Lines take `columns` each; fewer than ``fewestColumns`` are taken as that many.
    package init(_ text: String, columns: Int, glyphs: GlyphSet = .unicode) {
        self.init(Array(text.utf8), columns: columns, glyphs: glyphs)
    }

    package init(_ bytes: [UInt8], columns: Int, glyphs: GlyphSet = .unicode) {
        self.bytes = bytes
        self.columns = max(columns, Self.fewestColumns)
        self.glyphs = glyphs
        isComplete = false
    }

    /// The lines of `range` that exist.
    ///
    /// - Complexity: O(bytes of the lines up to the end of `range`) the first time, then O(bytes shown).
    package mutating func lines(_ range: Range<Int>) -> [SafeText] {
        guard range.lowerBound >= 0 else { return [] }
        find(lines: range.upperBound)
        let end = min(range.upperBound, starts.count)
        guard range.lowerBound < end else { return [] }
        return (range.lowerBound..<end).map { line(from: starts[$0]).text }
    }

    /// How many lines there are, counted no further than `limit`.
    package mutating func lineCount(limit: Int = .max) -> Int {
        find(lines: limit)
        return min(starts.count, limit)
    }

    /// Which line holds the byte at `offset` of the raw text.
    ///
    /// - Complexity: O(offset) the first time, then O(log lines).
    package mutating func line(holding offset: Int) -> Int {
        while !isComplete, (starts.last ?? 0) <= offset { find(lines: starts.count + 1) }
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    private mutating func find(lines: Int) {
        while !isComplete, starts.count < lines, let last = starts.last {
            if let next = line(from: last).next { starts.append(next) } else { isComplete = true }
        }
    }

    /// The line that begins at `start`, and where the next one does.
    private func line(from start: Int) -> (text: SafeText, next: Int?) {
        bytes.withUnsafeBufferPointer { bytes in
            var reader = CellReader(bytes: bytes, glyphs: glyphs, offset: start)
            var line = SafeLine()
            while reader.offset < bytes.count {
                let byte = bytes[reader.offset]
                if byte == 0x0A { return (line.text, reader.offset + 1) }
                if byte == 0x0D, reader.offset + 1 < bytes.count, bytes[reader.offset + 1] == 0x0A {
                    return (line.text, reader.offset + 2)
                }
                if byte == 0x09 {
                    guard line.width < columns else { return (line.text, reader.offset) }
                    line.appendSpaces(min(4 - line.width % 4, columns - line.width))
                    reader.offset += 1
                } else if !line.append(from: &reader, columns: columns) {
                    return (line.text, reader.offset)
                }
            }
            return (line.text, nil)
        }
    }
}
