/// Narrowing of lists by what is typed, in the manner of fzf: words separated by blanks must all match.
///
/// A word matches when its letters occur in order; `'word` must occur as it is, `^word` at the start,
/// `word$` at the end, and `!word` must not occur. Case matters only where the word has capitals.
/// In long texts, in which scattered letters nearly always occur, words are exact.
package struct FuzzyMatch: Sendable, Equatable {
    private enum Form: Sendable { case scattered, exact, prefix, suffix }

    private struct Term: Sendable, Equatable {
        var text: [Character]
        var form: Form
        var isNegated: Bool
        var isCaseSensitive: Bool
    }

    private let terms: [Term]

    /// `isExact` says that words without a sign must occur as they are.
    package init(_ pattern: String, isExact: Bool = false) {
        terms = pattern.split(separator: " ").compactMap { word in
            var word = word
            var form = isExact ? Form.exact : .scattered
            let isNegated = word.hasPrefix("!")
            if isNegated {
                word = word.dropFirst()
                form = .exact
            }
            if word.hasPrefix("'") {
                word = word.dropFirst()
                form = .exact
            } else if word.hasPrefix("^") {
                word = word.dropFirst()
                form = .prefix
            } else if word.hasSuffix("$") {
                word = word.dropLast()
                form = .suffix
            }
            guard !word.isEmpty else { return nil }
            return Term(
                text: Array(word),
                form: form,
                isNegated: isNegated,
                isCaseSensitive: word.contains { $0.isUppercase }
            )
        }
    }

    package var isEmpty: Bool { terms.isEmpty }

    /// Whether every term matches `text`.
    package func matches(_ text: String) -> Bool {
        terms.allSatisfy { term in
            let subject = Array(term.isCaseSensitive ? text : text.lowercased())
            return Self.matches(term, subject) != term.isNegated
        }
    }

    /// How well a matching `text` matches: 0 when every term stands in it as a whole at the start of
    /// it, 1 when as a whole anywhere, 2 when scattered.
    package func rank(_ text: String) -> Int {
        terms.reduce(0) { worst, term in
            guard term.form == .scattered else { return worst }
            let subject = Array(term.isCaseSensitive ? text : text.lowercased())
            var whole = term
            whole.form = .prefix
            if Self.matches(whole, subject) { return worst }
            whole.form = .exact
            return max(worst, Self.matches(whole, subject) ? 1 : 2)
        }
    }

    /// `rows`, which match, with the best first; those equally good stay in their order.
    package func ranked<Row>(_ rows: [Row], by text: (Row) -> String) -> [Row] {
        guard !isEmpty else { return rows }
        let ranked = rows.map { (row: $0, rank: rank(text($0))) }
        return (0...2).flatMap { rank in ranked.filter { $0.rank == rank }.map(\.row) }
    }

    private static func matches(_ term: Term, _ subject: [Character]) -> Bool {
        switch term.form {
        case .prefix: return subject.starts(with: term.text)
        case .suffix: return subject.reversed().starts(with: term.text.reversed())
        case .exact:
            guard subject.count >= term.text.count else { return false }
            return (0...(subject.count - term.text.count)).contains {
                subject[$0..<$0 + term.text.count].elementsEqual(term.text)
            }
        case .scattered:
            var next = term.text.startIndex
            for character in subject where next < term.text.endIndex {
                if character == term.text[next] { next += 1 }
            }
            return next == term.text.endIndex
        }
    }
}
