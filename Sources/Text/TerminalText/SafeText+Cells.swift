extension SafeText {
    /// One character with its marks, as it fills one or two columns.
    package struct Cell: Sendable, Hashable {
        package var base: UInt32
        /// Combining marks, 0 where there is none.
        package var firstMark: UInt32
        package var secondMark: UInt32
        /// 1 or 2.
        package var width: Int
        /// Stands for something that is not shown as it was written.
        package var isReplaced: Bool
        /// UTF-8 offset of its first byte in ``SafeText/string``.
        package var offset: Int
    }

    /// Visits the characters from left to right until `body` says false.
    package func forEachCell(_ body: (Cell) -> Bool) {
        var text = string
        text.withUTF8 { bytes in
            var offset = 0
            var range = 0
            while offset < bytes.count {
                let start = offset
                while range < replaced.count, replaced[range].upperBound <= start { range += 1 }
                let isReplaced = range < replaced.count && replaced[range].contains(start)
                var cell = Cell(
                    base: UInt32(bytes[offset]),
                    firstMark: 0,
                    secondMark: 0,
                    width: 1,
                    isReplaced: isReplaced,
                    offset: start
                )
                if cell.base < 0x80 {
                    offset += 1
                } else {
                    let base = UTF8Scalar(in: bytes, at: offset)
                    cell.base = base.value ?? 0xFFFD
                    cell.width = max(1, CharacterClass(of: cell.base).columns)
                    offset += base.length
                }
                while offset < bytes.count, bytes[offset] >= 0x80 {
                    let mark = UTF8Scalar(in: bytes, at: offset)
                    guard let value = mark.value, CharacterClass(of: value) == .combining else {
                        break
                    }
                    if cell.firstMark == 0 {
                        cell.firstMark = value
                    } else {
                        cell.secondMark = value
                    }
                    offset += mark.length
                }
                guard body(cell) else { return }
            }
        }
    }

    /// The characters whose first byte lies in `range`, with the marks of ``replaced``.
    func slice(_ range: Range<Int>, width: Int) -> SafeText {
        let utf8 = string.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
        let end = utf8.index(start, offsetBy: range.count)
        return SafeText(
            trusted: String(string[start..<end]),
            width: width,
            replaced: replaced.compactMap {
                let part = $0.clamped(to: range)
                return part.isEmpty
                    ? nil
                    : (part.lowerBound - range.lowerBound)..<(part.upperBound - range.lowerBound)
            }
        )
    }

    /// UTF-8 offset and columns of as many whole characters from the left as fit into `columns`.
    func fitting(columns: Int) -> (offset: Int, width: Int) {
        if width <= columns { return (string.utf8.count, width) }
        if isASCII { return (max(0, columns), max(0, columns)) }
        var result = (offset: 0, width: 0)
        forEachCell { cell in
            result.offset = cell.offset
            guard result.width + cell.width <= columns else { return false }
            result.width += cell.width
            return true
        }
        return result
    }
}
