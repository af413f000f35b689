package import Explorer

/// What a line of the conversation means.
package enum LinearCommand: Equatable {
    /// Read a row, from 0, and go in if wanted.
    case row(Int, opens: Bool)
    /// Rows further on, or back.
    case move(Int)
    case first, last
    case list, more
    case page(Int)
    case open, back, quit
    case find(String)
    case sort(String?)
    case query(String?)
    case copy(String?)
    case whereabouts
    case help(String?)
    case action(Action)
    /// A key by its name.
    case key(KeyPress)
    /// A key of the copy command, as in `yI`.
    case copyKey(Character)
    /// A line of the prompt, with its sign before it where there is one.
    case command(String)
    /// Not understood; the word.
    case unknown(String)

    /// Whole words are commands, one character or the name of a key is that key, a number is a row; nothing is ever taken
    /// letter by letter.
    package init(_ line: String) {
        let line = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard let first = line.first else {
            self = .open
            return
        }
        if let number = Int(line) {
            self = .row(max(1, number) - 1, opens: true)
        } else if first == ":", line.count > 1 {
            self = Self.prompted(String(line.dropFirst()))
        } else if first == "/", line.count > 1 {
            self = .find(String(line.dropFirst()))
        } else if line.count == 1 {
            self = .key(.character(first))
        } else if line.count == 2, first == "y", let last = line.last {
            self = .copyKey(last)
        } else {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            let rest = words.count > 1 ? words[1] : nil
            self = Self.words(line, first: words[0].lowercased(), rest)
        }
    }

    /// What follows `:`, where a number only selects.
    private static func prompted(_ line: String) -> LinearCommand {
        if let number = Int(line) { return .row(max(1, number) - 1, opens: false) }
        return .command(line)
    }

    private static func words(_ line: String, first: String, _ rest: String?) -> LinearCommand {
        let number = rest.flatMap { Int($0) }
        switch (first, rest, number) {
        case ("open", _, let number?): return .row(max(1, number) - 1, opens: true)
        case ("row", _, let number?), ("go", _, let number?), ("read", _, let number?):
            return .row(max(1, number) - 1, opens: false)
        case ("open", nil, _), ("enter", nil, _): return .open
        case ("next", nil, _): return .move(1)
        case ("previous", nil, _), ("prev", nil, _): return .move(-1)
        case ("next", _, let number?): return .move(number)
        case ("previous", _, let number?), ("prev", _, let number?): return .move(-number)
        case ("first", nil, _), ("top", nil, _): return .first
        case ("last", nil, _), ("bottom", nil, _): return .last
        case ("list", nil, _), ("rows", nil, _): return .list
        case ("more", nil, _): return .more
        case ("page", _, let number?): return .page(number)
        case ("back", nil, _): return .back
        case ("quit", nil, _), ("exit", nil, _), ("leave", nil, _): return .quit
        case ("find", _, _), ("search", _, _): return .find(rest ?? "")
        case ("sort", _, _): return .sort(rest?.lowercased())
        case ("query", _, _): return .query(rest)
        case ("copy", _, _): return .copy(rest?.lowercased())
        case ("where", nil, _), ("status", nil, _): return .whereabouts
        case ("help", "keys"?, _): return .command("help")
        case ("help", _, _): return .help(rest?.lowercased())
        default: break
        }
        if let action = LinearWords.action(line.lowercased()) { return .action(action) }
        if PromptCommand.names(startingWith: first).contains(first) {
            return .command(first + (rest.map { " " + $0 } ?? ""))
        }
        // Last, since some words are names of keys too.
        if let key = KeyPress(name: line) { return .key(key) }
        return .unknown(line)
    }
}
