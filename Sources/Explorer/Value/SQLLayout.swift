/// Breaks an SQL statement into lines at its clauses.
///
/// Blanks outside of quotes and comments change and nothing else, whatever the text is: what it does not know it leaves on
/// its line. Clauses of a subquery are indented, conditions stand below each other.
enum SQLLayout {
    private static let statements: Set<String> = [
        "select", "insert", "update", "delete", "with", "merge", "replace",
    ]
    /// Words that begin a line, unless the word before them belongs to them.
    private static let clauses: Set<String> = [
        "select", "from", "where", "group", "having", "order", "limit", "offset", "fetch", "union",
        "intersect", "except", "insert", "values", "update", "set", "delete", "returning", "join",
        "left", "right", "inner", "full", "cross", "natural", "using",
    ]
    /// Words that begin an indented line.
    private static let conditions: Set<String> = ["and", "or", "on"]
    /// Words that a clause's word belongs to: `LEFT JOIN`, `DELETE FROM`, `FOR UPDATE`.
    private static let openers: Set<String> = [
        "left", "right", "inner", "full", "cross", "natural", "outer", "delete", "for", "distinct",
        "on", "do",
    ]
    /// Queries within one another that are indented.
    private static let deepest = 10

    /// The statement over several lines; nil for what does not begin like one, or has one clause alone.
    ///
    /// - Complexity: O(bytes).
    static func layOut(_ text: String) -> String? {
        let words = SQLWords.split(text)
        guard let first = words.first, statements.contains(first.folded) else { return nil }
        var laidOut = first.text
        // Of each parenthesis that is open, whether a query stands in it.
        var queries = [true]
        var level = 0
        var hasLines = false
        var isBetween = false
        for (place, word) in words.enumerated().dropFirst() {
            let name = word.folded
            let before = words[place - 1]
            if before.text == "(", statements.contains(name) {
                queries[queries.count - 1] = true
                level += 1
            }
            if name == ")", queries.count > 1, queries.popLast() == true { level -= 1 }
            let isInQuery = queries.last ?? false
            let isEndOfBetween = isBetween && name == "and"
            if isEndOfBetween { isBetween = false }
            if name == "between" { isBetween = true }
            // A name with a parenthesis right behind it is that of a function.
            let isFunction =
                place + 1 < words.count && words[place + 1].text == "("
                && !words[place + 1].isApart && name != "values" && name != "using"
            let isClause =
                isInQuery && clauses.contains(name) && !openers.contains(before.folded)
                && !isFunction
            let isCondition = isInQuery && conditions.contains(name) && !isEndOfBetween
            if isClause || isCondition {
                let indent = min(level, deepest) * 2 + (isCondition ? 1 : 0)
                laidOut += "\n" + String(repeating: "  ", count: indent)
                hasLines = true
            } else if before.isLineComment {
                laidOut += "\n"
            } else if word.isApart {
                laidOut += " "
            }
            laidOut += word.text
            if word.text == "(" { queries.append(false) }
        }
        return hasLines ? laidOut : nil
    }
}

/// The words of a statement: names, quoted texts, comments, parentheses, and runs of other signs.
struct SQLWords {
    struct Word {
        let text: String
        /// Whether blanks stand before it.
        let isApart: Bool
        let isLineComment: Bool

        /// For comparisons; of quoted texts and comments what no word is.
        var folded: String { text.lowercased() }
    }

    /// - Complexity: O(bytes).
    static func split(_ text: String) -> [Word] {
        let bytes = Array(text.utf8)
        var words: [Word] = []
        var place = 0
        var isApart = false
        while place < bytes.count {
            if isBlank(bytes[place]) {
                isApart = true
                place += 1
                continue
            }
            let end = end(ofWordAt: place, in: bytes)
            words.append(
                Word(
                    text: String(decoding: bytes[place..<end], as: UTF8.self),
                    isApart: isApart,
                    isLineComment: begins("--", at: place, bytes)
                )
            )
            isApart = false
            place = end
        }
        return words
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private static func isName(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func begins(_ sign: StaticString, at place: Int, _ bytes: [UInt8]) -> Bool {
        sign.withUTF8Buffer { sign in bytes[place...].starts(with: sign) }
    }

    /// Where the word that begins at `place` ends; what has no end goes to the end of the text.
    private static func end(ofWordAt place: Int, in bytes: [UInt8]) -> Int {
        let first = bytes[place]
        switch first {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
            // A quote that is doubled begins the next word, which is one with it: no blank is between.
            return bytes[(place + 1)...].firstIndex(of: first).map { $0 + 1 } ?? bytes.count
        case UInt8(ascii: "("), UInt8(ascii: ")"): return place + 1
        case UInt8(ascii: "-") where begins("--", at: place, bytes):
            return bytes[place...].firstIndex(of: 0x0A) ?? bytes.count
        case UInt8(ascii: "/") where begins("/*", at: place, bytes):
            var next = place + 2
            while next + 1 < bytes.count {
                if begins("*/", at: next, bytes) { return next + 2 }
                next += 1
            }
            return bytes.count
        case _ where isName(first):
            return bytes[place...].firstIndex { !isName($0) && $0 != UInt8(ascii: ".") }
                ?? bytes.count
        default: return place + 1
        }
    }
}
