/// One line of text with a cursor: the prompt's contents.
///
/// Positions count characters, so that a wide or combined one is never split.
package struct LineEditor: Sendable, Equatable {
    private var characters: [Character]
    /// Characters before the cursor.
    package private(set) var cursor: Int

    package init(_ text: String = "") {
        characters = Array(text)
        cursor = characters.count
    }

    package var text: String { String(characters) }

    package mutating func insert(_ text: String) {
        let added = text.filter { !$0.isNewline }
        // A mark joins the character before it, and may join the one after.
        let before = String(characters[..<cursor]) + added
        characters = Array(before + String(characters[cursor...]))
        cursor = min(before.count, characters.count)
    }

    package mutating func replace(_ range: Range<Int>, with text: String) {
        characters.replaceSubrange(range, with: text)
        cursor = range.lowerBound + text.count
    }

    package mutating func move(to position: Int) {
        cursor = max(0, min(position, characters.count))
    }

    package mutating func backspace() {
        guard cursor > 0 else { return }
        cursor -= 1
        characters.remove(at: cursor)
    }

    /// Applies an editing key of readline's; false when it is none.
    package mutating func apply(_ key: KeyPress) -> Bool {
        switch key {
        case .character(let character): insert(String(character))
        case .left, .control("b"): move(to: cursor - 1)
        case .right, .control("f"): move(to: cursor + 1)
        case .home, .control("a"): move(to: 0)
        case .end, .control("e"): move(to: characters.count)
        case .backspace, .control("h"): backspace()
        case .delete, .control("d"):
            if cursor < characters.count { characters.remove(at: cursor) }
        case .control("u"):
            characters.removeSubrange(..<cursor)
            cursor = 0
        case .control("k"): characters.removeSubrange(cursor...)
        case .control("w"):
            let start = previousWord()
            characters.removeSubrange(start..<cursor)
            cursor = start
        default: return false
        }
        return true
    }

    private func previousWord() -> Int {
        var start = cursor
        while start > 0 && characters[start - 1] == " " { start -= 1 }
        while start > 0 && characters[start - 1] != " " { start -= 1 }
        return start
    }
}
