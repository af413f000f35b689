/// Words that stand alone on a screen, as a sentence.
package enum Sentence {
    /// With a capital at its beginning and a full stop at its end, unless it has its own.
    package static func of(_ words: String) -> String {
        guard let first = words.first else { return words }
        // Names and addresses keep their letters.
        let word = words.prefix { $0 != " " }
        let isWord = word.allSatisfy(\.isLetter)
        return ended(isWord ? first.uppercased() + words.dropFirst() : words)
    }

    /// With a full stop at its end, unless it ends in a mark of its own.
    package static func ended(_ words: String) -> String {
        guard let last = words.last, !".!?…".contains(last) else { return words }
        return words + "."
    }
}
