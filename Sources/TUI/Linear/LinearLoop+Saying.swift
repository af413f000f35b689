import Explorer

extension LinearLoop {
    /// The whole screen: what it is, how it was got, the first rows, and once which words it understands.
    mutating func sayScreen() {
        let lines = painter.lines(state)
        let honesty = SpokenSigns.sentence(state.statusText)
        voice.say([lines.title + ".", honesty].filter { !$0.isEmpty }.joined(separator: " "))
        for fact in lines.facts { voice.say(fact) }
        let names = introduced.insert(state.screen.kind).inserted ? wordsHere : []
        sayRows(
            pageWindow(around: lines.selected ?? 0, in: lines),
            hint: names.isEmpty ? "" : "Words here: \(names.joined(separator: ", "))."
        )
    }

    /// The screen below, where the user came from: what it is, and the row where he was.
    mutating func sayReturn() {
        let lines = painter.lines(state)
        voice.say("\(lines.title). \(SpokenSigns.sentence(state.statusText))")
        guard let selected = lines.selected, selected < lines.rowCount else { return }
        window = pageWindow(around: selected, in: lines)
        sayRow(selected)
    }

    /// What can be said on this screen and not on every one, most useful first.
    private var wordsHere: [String] {
        let screen = state.screens[state.screens.count - 1]
        let known = LinearWords.actions(on: state.screen.kind).map(\.name)
        let hinted = (screen.hints + screen.spareHints).map(LinearWords.name(of:))
        return hinted.filter { known.contains($0) }
    }

    /// Rows, each with the number that opens it.
    mutating func sayRows(_ rows: Range<Int>, hint: String = "") {
        let lines = painter.lines(state)
        window = rows.clamped(to: 0..<lines.rowCount)
        if window.isEmpty {
            voice.say(lines.emptyText.isEmpty ? "No \(lines.noun)." : lines.emptyText)
        }
        for row in window { voice.say(text(of: row, in: lines)) }
        let rest =
            window.upperBound < lines.rowCount
            ? "Rows \(window.lowerBound + 1) to \(window.upperBound) of \(lines.rowCount); more reads on."
            : ""
        let below = [rest, hint].filter { !$0.isEmpty }.joined(separator: " ")
        if !below.isEmpty { voice.say(below) }
    }

    mutating func sayMore() {
        let count = painter.lines(state).rowCount
        guard window.upperBound < count else { return voice.say("Those were all rows.") }
        sayRows(window.upperBound..<window.upperBound + page)
    }

    /// One row; the page that is read next begins there if it was not in the last one.
    mutating func sayRow(_ row: Int) {
        let lines = painter.lines(state)
        guard row < lines.rowCount else { return }
        voice.say("\(row + 1): \(lines.row(row))")
        if !window.contains(row) { window = pageWindow(around: row, in: lines) }
    }

    private func text(of row: Int, in lines: ScreenLines) -> String {
        let isSelected = row == lines.selected && row != window.lowerBound
        return "\(row + 1)\(isSelected ? ", selected" : ""): \(lines.row(row))"
    }

    /// The page that holds a row: the last one read if it does, else the one that begins there.
    func pageWindow(around row: Int, in lines: ScreenLines) -> Range<Int> {
        let first = row < page ? 0 : row
        return first..<min(first + page, max(lines.rowCount, first))
    }

    func sayWhereabouts() {
        let lines = painter.lines(state)
        let path = state.screens.map(\.crumb).joined(separator: ", ")
        voice.say("\(state.settings.sourceName): \(path).")
        for fact in lines.facts { voice.say(fact) }
        voice.say(SpokenSigns.sentence(state.statusText))
        if let selected = lines.selected, selected < lines.rowCount {
            voice.say("Row \(selected + 1) of \(lines.rowCount) is selected.")
        }
    }

    /// Says messages that came since there were `count`.
    func sayMessages(after count: Int) {
        for message in state.messages.dropFirst(count) {
            switch message.severity {
            case .info: voice.say(SpokenSigns.sentence(message.text))
            case .warning: voice.say("Warning: \(message.text)")
            case .error: voice.say("Error: \(message.text)")
            }
        }
    }

    func sayHelp() {
        voice.say(
            "Rows: a number opens that row; row N, next, previous, first, last, list, more, page N."
        )
        voice.say("Going: open, back, quit. Finding: find TEXT, sort ORDER, invert, query TERMS.")
        voice.say("Asking: again, where, copy WHAT, save FILE.")
        let here = LinearWords.actions(on: state.screen.kind).map(\.name)
        voice.say("On this screen: \(here.joined(separator: ", ")).")
        let commands = PromptCommand.allCases.map { $0.usage.dropFirst() }
        voice.say("Commands: \(commands.joined(separator: ", ")).")
        voice.say("help WORD says what a word means; help keys lists the keys.")
    }

    /// What a word means.
    func explain(_ word: String) {
        let own = LinearWords.own.first { entry in
            entry.usage.lowercased().split(separator: ", ").contains { usage in
                usage == word || usage.split(separator: " ").first.map(String.init) == word
            }
        }
        if let own { return voice.say("\(own.usage): \(own.help).") }
        if let action = LinearWords.action(word), let entry = ActionTable.entry(of: action) {
            return voice.say("\(word): \(entry.help).")
        }
        if let command = PromptCommand.allCases.first(where: { $0.rawValue == word }) {
            return voice.say("\(command.usage.dropFirst()): \(command.explanation).")
        }
        let suggestion = LinearWords.suggestion(for: word)
        voice.say(
            "`\(word)` is no word here"
                + (suggestion.map { "; did you mean `\($0)`?" } ?? "; help lists the words.")
        )
    }
}
