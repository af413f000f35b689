/// The right name for a mistyped one.
package enum NearestName {
    /// The candidate that most likely was meant, or `nil` if none is near.
    ///
    /// Near is at most a third of the longer name's length in insertions, deletions, replacements and
    /// swaps of neighbours (optimal string alignment), or a beginning of three letters and more.
    /// Of equally near candidates the first wins.
    package static func of(_ typed: String, among candidates: [String]) -> String? {
        let word = Array(typed.lowercased())
        var best: (name: String, distance: Int)?
        for name in candidates {
            let other = Array(name.lowercased())
            let found = distance(word, other)
            let allowed = max(1, max(word.count, other.count) / 3)
            guard found <= allowed, found < max(word.count, other.count) else { continue }
            if best.map({ found < $0.distance }) ?? true { best = (name, found) }
        }
        if let best { return best.name }
        guard word.count >= 3 else { return nil }
        return candidates.first { $0.lowercased().hasPrefix(typed.lowercased()) }
    }

    /// `; did you mean `x`?`, or a full stop's worth of nothing.
    package static func hint(_ typed: String, among candidates: [String]) -> String {
        of(typed, among: candidates).map { "; did you mean `\($0)`?" } ?? ""
    }

    /// Edits between two words, swaps of neighbours counted once.
    ///
    /// - Complexity: O(first × second) time, three rows of memory.
    static func distance(_ first: [Character], _ second: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for row in first.indices {
            var current = [row + 1]
            current.reserveCapacity(second.count + 1)
            for column in second.indices {
                let replaced = last[column] + (first[row] == second[column] ? 0 : 1)
                var edits = min(replaced, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, first[row] == second[column - 1],
                    first[row - 1] == second[column]
                {
                    edits = min(edits, beforeLast[column - 1] + 1)
                }
                current.append(edits)
            }
            (beforeLast, last) = (last, current)
        }
        return last[second.count]
    }
}
