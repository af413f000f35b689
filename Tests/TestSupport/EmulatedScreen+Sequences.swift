extension EmulatedScreen {
    mutating func escape(_ intermediates: [UInt8], final: UInt8) {
        switch (intermediates.first, final) {
        case (nil, UInt8(ascii: "7")): saved = (cursorRow, cursorColumn, attributes)
        case (nil, UInt8(ascii: "8")):
            moveTo(row: saved.row, column: saved.column)
            attributes = saved.attributes
        case (nil, UInt8(ascii: "M")):
            if cursorRow == top {
                insertLines(at: top, 1)
            } else {
                moveTo(row: cursorRow - 1, column: cursorColumn)
            }
        case (nil, UInt8(ascii: "D")): lineFeed()
        case (nil, UInt8(ascii: "=")), (nil, UInt8(ascii: ">")), (UInt8(ascii: "("), _),
            (UInt8(ascii: ")"), _):
            break
        default:
            unknown.append("ESC " + String(decoding: intermediates + [final], as: UTF8.self))
        }
    }

    mutating func control(_ sequence: ControlSequence) {
        let count = sequence.number(0)
        switch (sequence.prefix, sequence.final) {
        case (nil, "A"): moveTo(row: cursorRow - count, column: cursorColumn)
        case (nil, "B"): moveTo(row: cursorRow + count, column: cursorColumn)
        case (nil, "C"): moveTo(row: cursorRow, column: cursorColumn + count)
        case (nil, "D"): moveTo(row: cursorRow, column: cursorColumn - count)
        case (nil, "G"): moveTo(row: cursorRow, column: count - 1)
        case (nil, "d"): moveTo(row: count - 1, column: cursorColumn)
        case (nil, "H"), (nil, "f"): moveTo(row: count - 1, column: sequence.number(1) - 1)
        case (nil, "J"): eraseDisplay(sequence.number(0, or: 0))
        case (nil, "K"): eraseLine(sequence.number(0, or: 0))
        case (nil, "L"): insertLines(at: cursorRow, count)
        case (nil, "M"): deleteLines(at: cursorRow, count)
        case (nil, "S"): deleteLines(at: top, count)
        case (nil, "T"): insertLines(at: top, count)
        case (nil, "@"): insertCharacters(count)
        case (nil, "P"): deleteCharacters(count)
        case (nil, "X"): erase(cursorRow, cursorColumn..<(cursorColumn + count))
        case (nil, "b"):
            let text = lastCharacter
            for _ in 0..<count { text.unicodeScalars.forEach { put($0) } }
        case (nil, "m"): selectRendition(sequence.numbers)
        case (nil, "r"):
            top = min(count, rows) - 1
            bottom = min(sequence.number(1, or: rows), rows) - 1
            moveTo(row: 0, column: 0)
        case (nil, "n") where sequence.numbers == [5]: questions += 1
        case (nil, "h"), (nil, "l"), (nil, "t"): break
        case ("?", "h"): for mode in sequence.numbers { set(mode, true) }
        case ("?", "l"): for mode in sequence.numbers { set(mode, false) }
        default: unknown.append(sequence.source)
        }
    }

    private mutating func set(_ mode: Int, _ isOn: Bool) {
        switch mode {
        case 25: isCursorVisible = isOn
        case 47, 1047, 1049:
            guard isOn != isAlternate else { return }
            if isOn {
                if mode == 1049 { saved = (cursorRow, cursorColumn, attributes) }
                normalCells = cells
                cells = Self.blank(rows, columns)
            } else {
                cells = normalCells
                normalCells = []
                if mode == 1049 {
                    moveTo(row: saved.row, column: saved.column)
                    attributes = saved.attributes
                }
            }
            isAlternate = isOn
        default:
            if isOn { modes.insert(mode) } else { modes.remove(mode) }
        }
    }

    private mutating func selectRendition(_ numbers: [Int]) {
        var rest = numbers.isEmpty ? [0] : numbers[...]
        while let number = rest.popFirst() {
            switch number {
            case 0: attributes = Attributes()
            case 1: attributes.bold = true
            case 2: attributes.dim = true
            case 4: attributes.underline = true
            case 7: attributes.reverse = true
            case 10...12: break  // Which font; the Linux console resets it.
            case 22: (attributes.bold, attributes.dim) = (false, false)
            case 24: attributes.underline = false
            case 27: attributes.reverse = false
            case 30...37: attributes.foreground = number - 30
            case 39: attributes.foreground = -1
            case 40...47: attributes.background = number - 40
            case 49: attributes.background = -1
            case 90...97: attributes.foreground = number - 82
            case 100...107: attributes.background = number - 92
            case 38, 48:
                guard rest.popFirst() == 5, let color = rest.popFirst() else {
                    unknown.append("colour \(numbers)")
                    return
                }
                if number == 38 {
                    attributes.foreground = color
                } else {
                    attributes.background = color
                }
            default: unknown.append("rendition \(number)")
            }
        }
    }

    mutating func moveTo(row: Int, column: Int) {
        cursorRow = min(max(0, row), rows - 1)
        cursorColumn = min(max(0, column), columns - 1)
        wrapsNext = false
    }

    mutating func lineFeed() {
        wrapsNext = false
        if cursorRow == bottom {
            deleteLines(at: top, 1)
        } else {
            moveTo(row: cursorRow + 1, column: cursorColumn)
        }
    }

    mutating func put(_ scalar: Unicode.Scalar) {
        let width = Self.width(of: scalar)
        guard width > 0 else {
            var column = wrapsNext ? columns - 1 : cursorColumn - 1
            while column > 0, cells[cursorRow][column].text.isEmpty { column -= 1 }
            if column >= 0 { cells[cursorRow][column].text.unicodeScalars.append(scalar) }
            return
        }
        guard width <= columns else {
            unknown.append("wider than the screen: \(scalar)")
            return
        }
        if wrapsNext || cursorColumn + width > columns {
            moveTo(row: cursorRow, column: 0)
            lineFeed()
        }
        clearHalves(at: cursorColumn)
        clearHalves(at: cursorColumn + width)
        lastCharacter = String(scalar)
        let cell = Cell(text: lastCharacter, attributes: attributes, link: link)
        cells[cursorRow][cursorColumn] = cell
        if width == 2 {
            cells[cursorRow][cursorColumn + 1] = Cell(text: "", attributes: attributes, link: link)
        }
        wrapsNext = cursorColumn + width == columns
        cursorColumn = min(cursorColumn + width, columns - 1)
    }

    /// A wide character of which something is overwritten is gone whole.
    private mutating func clearHalves(at column: Int) {
        guard column > 0, column < columns, cells[cursorRow][column].text.isEmpty else { return }
        cells[cursorRow][column - 1].text = " "
        cells[cursorRow][column].text = " "
    }

    private static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            return 2
        default:
            return scalar.properties.isEmojiPresentation
                && !(0x1F1E6...0x1F1FF).contains(scalar.value)
                ? 2 : 1
        }
    }
}
