/// What a terminal would show for the bytes it got: enough of xterm to judge what ncurses sends.
///
/// Written apart from the code under test, so that it can find it wrong. Whatever it does not know is kept in
/// ``unknown``: a test that expects that to be empty holds the output to a grammar.
package struct EmulatedScreen: Sendable {
    package struct Attributes: Hashable, Sendable {
        package var bold = false
        package var dim = false
        package var underline = false
        package var reverse = false
        /// −1 is the terminal's own.
        package var foreground = -1
        package var background = -1

        package init() {}
    }

    package struct Cell: Hashable, Sendable {
        /// A character with its marks; empty under the right half of a wide one.
        package var text = " "
        package var attributes = Attributes()
        /// Where it leads (OSC 8); empty for nowhere.
        package var link = ""
    }

    package internal(set) var rows: Int
    package internal(set) var columns: Int
    package internal(set) var cells: [[Cell]]
    package internal(set) var cursorRow = 0
    package internal(set) var cursorColumn = 0
    package internal(set) var isCursorVisible = true
    /// The second screen, which a full-screen program uses, is shown.
    package internal(set) var isAlternate = false
    /// The private modes that are on (DECSET), but for those with a property of their own.
    package internal(set) var modes: Set<Int> = []
    /// Sequences it does not know, and controls no program should send, as text.
    package internal(set) var unknown: [String] = []
    /// Operating system commands (OSC) received, without their frame.
    package internal(set) var systemCommands: [String] = []
    package internal(set) var bells = 0
    /// How often it was asked for its status (DSR), which says when all before has been drawn.
    package internal(set) var questions = 0

    var attributes = Attributes()
    var link = ""
    var top = 0
    var bottom: Int
    var wrapsNext = false
    var saved: (row: Int, column: Int, attributes: Attributes) = (0, 0, Attributes())
    var normalCells: [[Cell]] = []
    var lastCharacter = " "
    var state = State.ground
    var partial: [UInt8] = []

    enum State: Sendable {
        case ground
        case escape([UInt8])
        case control([UInt8])
        case string(kind: UInt8, [UInt8])
    }

    package init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        bottom = rows - 1
        cells = Self.blank(rows, columns)
    }

    static func blank(_ rows: Int, _ columns: Int) -> [[Cell]] {
        Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
    }

    /// The text of a row, blanks at the end left out.
    package func line(_ row: Int) -> String {
        guard cells.indices.contains(row) else { return "" }
        var text = cells[row].map(\.text).joined()
        while text.last == " " { text.removeLast() }
        return text
    }

    /// All rows, one a line.
    package var text: String {
        (0..<rows).map(line).joined(separator: "\n")
    }

    package func contains(_ text: String) -> Bool {
        self.text.contains(text)
    }

    /// Changes the size as most terminals do: rows are cut or added at the bottom.
    package mutating func resize(rows: Int, columns: Int) {
        func fitted(_ cells: [[Cell]]) -> [[Cell]] {
            (0..<rows).map { row in
                (0..<columns).map { column in
                    row < cells.count && column < cells[row].count ? cells[row][column] : Cell()
                }
            }
        }
        cells = fitted(cells)
        normalCells = isAlternate ? fitted(normalCells) : []
        self.rows = rows
        self.columns = columns
        top = 0
        bottom = rows - 1
        cursorRow = min(cursorRow, rows - 1)
        cursorColumn = min(cursorColumn, columns - 1)
        wrapsNext = false
    }

    /// Takes what a program wrote.
    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { take(byte) }
    }

    private mutating func take(_ byte: UInt8) {
        switch state {
        case .ground: takeText(byte)
        case .escape(let bytes): takeEscape(bytes, byte)
        case .control(let bytes): takeControl(bytes, byte)
        case .string(let kind, let bytes): takeString(kind, bytes, byte)
        }
    }

    private mutating func takeText(_ byte: UInt8) {
        if byte >= 0x80 {
            partial.append(byte)
            let wanted = partial[0] < 0xC0 ? 1 : partial[0] < 0xE0 ? 2 : partial[0] < 0xF0 ? 3 : 4
            guard partial.count >= wanted else { return }
            let text = String(decoding: partial, as: UTF8.self)
            partial = []
            if text.unicodeScalars.contains("\u{FFFD}") { unknown.append("broken UTF-8") }
            text.unicodeScalars.forEach { put($0) }
            return
        }
        if !partial.isEmpty {
            unknown.append("broken UTF-8")
            partial = []
        }
        switch byte {
        case 0x1B: state = .escape([])
        case 0x07: bells += 1
        case 0x08: moveTo(row: cursorRow, column: cursorColumn - 1)
        case 0x09: moveTo(row: cursorRow, column: (cursorColumn / 8 + 1) * 8)
        case 0x0A, 0x0B, 0x0C: lineFeed()
        case 0x0D: moveTo(row: cursorRow, column: 0)
        // Locking shifts, and CAN, which ends a sequence.
        case 0x0E, 0x0F, 0x18: break
        case 0x00..<0x20, 0x7F: unknown.append("control \(byte)")
        default: put(Unicode.Scalar(byte))
        }
    }

    private mutating func takeEscape(_ bytes: [UInt8], _ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "[") where bytes.isEmpty: state = .control([])
        case UInt8(ascii: "]") where bytes.isEmpty, UInt8(ascii: "P") where bytes.isEmpty:
            state = .string(kind: byte, [])
        case 0x20...0x2F: state = .escape(bytes + [byte])
        default:
            state = .ground
            escape(bytes, final: byte)
        }
    }

    private mutating func takeControl(_ bytes: [UInt8], _ byte: UInt8) {
        guard (0x40...0x7E).contains(byte) else {
            state = .control(bytes + [byte])
            return
        }
        state = .ground
        control(ControlSequence(parameters: bytes, final: byte))
    }

    private mutating func takeString(_ kind: UInt8, _ bytes: [UInt8], _ byte: UInt8) {
        // The Linux console resets its palette by a string without an end.
        if kind == UInt8(ascii: "]"), bytes.isEmpty, byte == UInt8(ascii: "R") {
            state = .ground
            return
        }
        let isEnd = byte == 0x07 || byte == UInt8(ascii: "\\") && bytes.last == 0x1B
        guard isEnd else {
            state = .string(kind: kind, bytes + [byte])
            return
        }
        state = .ground
        let text = String(
            decoding: bytes.last == 0x1B ? bytes.dropLast() : bytes[...],
            as: UTF8.self
        )
        guard kind == UInt8(ascii: "]") else { return unknown.append("DCS") }
        systemCommands.append(text)
        if text.hasPrefix("8;") {
            link = String(text.dropFirst(2).drop { $0 != ";" }.dropFirst())
        }
    }
}

/// A control sequence (CSI) taken apart.
struct ControlSequence {
    /// `?` or `>` before the numbers, or nothing.
    let prefix: Character?
    let numbers: [Int]
    let final: Character
    let source: String

    init(parameters: [UInt8], final: UInt8) {
        var text = String(decoding: parameters, as: UTF8.self)
        source = "CSI " + text + String(Unicode.Scalar(final))
        prefix = text.first.flatMap { "?>=!".contains($0) ? $0 : nil }
        if prefix != nil { text.removeFirst() }
        numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        self.final = Character(Unicode.Scalar(final))
    }

    /// The number at `index`, where nothing and 0 mean `usual`.
    func number(_ index: Int, or usual: Int = 1) -> Int {
        index < numbers.count && numbers[index] > 0 ? numbers[index] : usual
    }
}
