extension SafeText {
    /// Columns sanitised of a text unless asked for more: longer ones are cut before any work is done on them.
    package static let longestLine = 4096

    /// Makes text of others showable on one line.
    ///
    /// Longer text than `columns` ends in an ellipsis in the last of them.
    ///
    /// - Complexity: O(columns), however long `text` is; nothing is copied when it is short printable ASCII.
    package init(
        sanitizing text: String,
        glyphs: GlyphSet = .unicode,
        columns: Int = SafeText.longestLine
    ) {
        let made: SafeText?? = text.utf8.withContiguousStorageIfAvailable { bytes in
            bytes.count <= columns && Self.isPrintableASCII(bytes)
                ? SafeText?.none
                : Self.read(bytes, glyphs: glyphs, columns: columns)
        }
        switch made {
        case .some(.none):
            self.init(trusted: text, width: text.utf8.count, replaced: [])
        case .some(.some(let made)):
            self = made
        case .none:
            self.init(sanitizing: Array(text.utf8), glyphs: glyphs, columns: columns)
        }
    }

    /// Makes bytes of others, which should be UTF-8 but may be anything, showable on one line.
    ///
    /// Longer text than `columns` ends in an ellipsis in the last of them.
    ///
    /// - Complexity: O(columns) when the bytes lie in memory in one piece.
    package init(
        sanitizing bytes: some Sequence<UInt8>,
        glyphs: GlyphSet = .unicode,
        columns: Int = SafeText.longestLine
    ) {
        let made = bytes.withContiguousStorageIfAvailable {
            Self.read($0, glyphs: glyphs, columns: columns)
        }
        if let made {
            self = made
            return
        }
        self = Array(bytes).withUnsafeBufferPointer {
            Self.read($0, glyphs: glyphs, columns: columns)
        }
    }

    private static func read(
        _ bytes: UnsafeBufferPointer<UInt8>,
        glyphs: GlyphSet,
        columns: Int
    ) -> SafeText {
        var reader = CellReader(bytes: bytes, glyphs: glyphs, offset: 0)
        var line = SafeLine()
        line.reserve(min(bytes.count, max(0, columns)))
        while line.width <= columns, line.append(from: &reader) {}
        return line.text.prefix(columns: columns, glyphs: glyphs)
    }

    private static func isPrintableASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.allSatisfy { 0x20 <= $0 && $0 < 0x7F }
    }
}

/// A line of safe text while it grows piece by piece.
struct SafeLine {
    private var bytes: [UInt8] = []
    private var replaced: [Range<Int>] = []
    private(set) var width = 0

    var text: SafeText {
        SafeText(trusted: String(decoding: bytes, as: UTF8.self), width: width, replaced: replaced)
    }

    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(count)
    }

    /// Takes the next piece; false at the end of the bytes.
    mutating func append(from reader: inout CellReader) -> Bool {
        let start = bytes.count
        guard let piece = reader.next(into: &bytes) else { return false }
        width += piece.width
        if piece.isReplaced { markReplaced(from: start) }
        return true
    }

    /// Takes the next piece if it fits; the reader stays where it was if not.
    mutating func append(from reader: inout CellReader, columns: Int) -> Bool {
        let start = bytes.count
        let offset = reader.offset
        guard let piece = reader.next(into: &bytes) else { return false }
        guard width + piece.width <= columns else {
            bytes.removeLast(bytes.count - start)
            reader.offset = offset
            return false
        }
        width += piece.width
        if piece.isReplaced { markReplaced(from: start) }
        return true
    }

    mutating func appendSpaces(_ count: Int) {
        bytes.append(contentsOf: repeatElement(0x20, count: count))
        width += count
    }

    private mutating func markReplaced(from start: Int) {
        if let last = replaced.last, last.upperBound == start {
            replaced[replaced.count - 1] = last.lowerBound..<bytes.count
        } else {
            replaced.append(start..<bytes.count)
        }
    }
}
