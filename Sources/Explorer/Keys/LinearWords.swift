/// The words of `--linear`: commands of the conversation, what keys do by their names, and commands of the prompt.
package enum LinearWords {
    /// Commands of the conversation itself, with what they do.
    package static let own: [(usage: String, help: String)] = [
        ("N", "open row N; so does open N"),
        ("row N", "select row N and read it"),
        ("next, previous", "the row after or before; next 5 goes five rows on"),
        ("first, last", "the first or last row"),
        ("list", "read the rows again"),
        ("more", "read the rows after those"),
        ("page N", "read N rows at a time"),
        ("open", "go into the selected row; an empty line does too"),
        ("back", "one step back; on the first screen, quit ends the program"),
        ("find TEXT", "narrow a list, find in a trace; find alone shows all of a list again"),
        ("sort [ORDER]", "the next order, or the one named; invert reverses it"),
        ("query [TERMS]", "read the query, or ask another"),
        ("copy [WHAT]", "print what would be copied, such as copy trace id"),
        ("where", "read how many there are, how old they are, and what was left out"),
        ("help [WORD]", "these words, or what one means; help keys lists all keys"),
        ("quit", "end the program"),
    ]

    /// Other words for actions than their names.
    private static let others: [String: Action] = [
        "tree": .viewTree, "flame": .viewFlame, "icicle": .viewFlame,
        "statistics": .viewStatistics, "stats": .viewStatistics, "graph": .viewGraph,
        "table": .viewSpans, "events": .viewEvents, "json": .viewJSON,
        "story": .viewStory,
        "again": .refresh, "ask again": .refresh, "reload": .refresh, "invert": .invertSort,
        "reverse": .invertSort, "unfold": .fold, "unmark": .mark, "unpin": .pin,
        "sibling": .nextSibling, "hide shorter than": .hideShorter, "raw": .adjustTimes,
        "next found": .nextHit, "previous found": .previousHit, "only found": .onlyHits,
    ]

    /// Actions that move in what is drawn, or mean nothing without a screen.
    private static let without: Set<Action> = [
        .halfPageDown, .halfPageUp, .pageDown, .pageUp, .left, .right, .nextPane, .previousPane,
        .maximize, .command, .help, .search, .editQuery, .copy, .repaint, .suspend, .breadcrumb,
        .quit, .quitNow, .back, .open, .sort, .top, .bottom, .up, .down, .sliceStart, .sliceEnd,
        .details, .follow, .wrap,
    ]

    /// How the action is said: its name in the configuration, with blanks.
    package static func name(of action: Action) -> String {
        if let other = others.filter({ $0.value == action }).keys.min(),
            action.rawValue.hasPrefix("view-")
        {
            return other
        }
        return action.rawValue.split(separator: "-").joined(separator: " ")
    }

    /// The action that a word or two mean; nil where there is none.
    package static func action(_ words: String) -> Action? {
        others[words] ?? Action.allCases.first { !without.contains($0) && name(of: $0) == words }
    }

    /// Actions that can be said on a screen, with what they do.
    package static func actions(on screen: ScreenKind) -> [(name: String, help: String)] {
        ActionTable.entries.filter { $0.applies(to: screen) && !without.contains($0.action) }
            .map { (name(of: $0.action), $0.help) }
    }

    /// The words for what keys do, with the keys and the screens they are for.
    package static var entries: [ActionEntry] {
        ActionTable.entries.filter { !without.contains($0.action) }
    }

    /// Every first word that is understood, for suggestions.
    static var all: [String] {
        let own = own.flatMap { entry in
            entry.usage.split(separator: ", ").compactMap { $0.split(separator: " ").first }
        }.map(String.init).filter { $0 != "N" }
        return own + Array(others.keys)
            + Action.allCases.filter { !without.contains($0) }.map(name(of:))
            + PromptCommand.names(startingWith: "")
    }

    /// The word that was probably meant: at most two letters away, or begun like it.
    package static func suggestion(for word: String) -> String? {
        let near = all.map { (word: $0, distance: distance(word, $0)) }
            .min { ($0.distance, $0.word) < ($1.distance, $1.word) }
        if let near, near.distance <= max(1, min(2, word.count / 3)) { return near.word }
        guard word.count >= 2 else { return nil }
        return all.filter { $0.hasPrefix(word) }.min { ($0.count, $0) < ($1.count, $1) }
    }

    /// Letters to put in, take out, change or exchange with the next.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left), Array(right))
        var rows = [Array(0...right.count)]
        for (line, letter) in left.enumerated() {
            var row = [line + 1]
            for (column, other) in right.enumerated() {
                var least = min(rows[line][column + 1], row[column]) + 1
                least = min(least, rows[line][column] + (letter == other ? 0 : 1))
                if line > 0, column > 0, letter == right[column - 1], left[line - 1] == other {
                    least = min(least, rows[line - 1][column - 1] + 1)
                }
                row.append(least)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
