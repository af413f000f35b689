/// Erasing takes the background of the moment with it (`bce`), as xterm does.
extension EmulatedScreen {
    private var erased: Cell {
        var cell = Cell()
        cell.attributes.background = attributes.background
        return cell
    }

    mutating func erase(_ row: Int, _ range: Range<Int>) {
        for column in range.clamped(to: 0..<columns) { cells[row][column] = erased }
    }

    mutating func eraseLine(_ part: Int) {
        switch part {
        case 0: erase(cursorRow, cursorColumn..<columns)
        case 1: erase(cursorRow, 0..<(cursorColumn + 1))
        default: erase(cursorRow, 0..<columns)
        }
    }

    mutating func eraseDisplay(_ part: Int) {
        let others =
            switch part {
            case 0: (cursorRow + 1)..<rows
            case 1: 0..<cursorRow
            default: 0..<rows
            }
        for row in others { erase(row, 0..<columns) }
        if part < 2 { eraseLine(part) }
    }

    /// Lines from `row` to the end of the scrolling region move down.
    mutating func insertLines(at row: Int, _ count: Int) {
        guard (top...bottom).contains(row) else { return }
        for _ in 0..<min(count, bottom - row + 1) {
            cells.remove(at: bottom)
            cells.insert(Array(repeating: erased, count: columns), at: row)
        }
    }

    /// Lines below `row` to the end of the scrolling region move up.
    mutating func deleteLines(at row: Int, _ count: Int) {
        guard (top...bottom).contains(row) else { return }
        for _ in 0..<min(count, bottom - row + 1) {
            cells.remove(at: row)
            cells.insert(Array(repeating: erased, count: columns), at: bottom)
        }
    }

    mutating func insertCharacters(_ count: Int) {
        for _ in 0..<min(count, columns - cursorColumn) {
            cells[cursorRow].removeLast()
            cells[cursorRow].insert(erased, at: cursorColumn)
        }
    }

    mutating func deleteCharacters(_ count: Int) {
        for _ in 0..<min(count, columns - cursorColumn) {
            cells[cursorRow].remove(at: cursorColumn)
            cells[cursorRow].append(erased)
        }
    }
}
