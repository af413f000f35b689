import Explorer
import PlainText

extension LinearLoop {
    /// Does what a line asks for.
    mutating func answer(_ command: LinearCommand) async {
        switch command {
        case .row(let row, let opens): await go(to: row, opens: opens)
        case .move(let rows): await move(by: rows)
        case .first: await go(to: 0, opens: false)
        case .last: await go(to: painter.lines(state).rowCount - 1, opens: false)
        case .list: sayRows(window)
        case .more: sayMore()
        case .page(let rows):
            page = max(1, min(rows, 1_000))
            pageOfChange = page
            sayRows(pageWindow(around: window.lowerBound, in: painter.lines(state)))
        case .open: await apply([.action(.open)])
        case .back: await apply([.action(.back)])
        case .quit: await apply([.action(.quitNow)])
        case .find(let text): await find(text)
        case .sort(let order): await sort(by: order)
        case .query(nil), .whereabouts: sayWhereabouts()
        case .query(let terms?): await query(terms)
        case .copy(let what): await copy(what)
        case .copyKey(let key): await apply([.action(.copy), .key(.character(key))])
        case .help(let word): word.map { explain($0) } ?? sayHelp()
        case .action(let action): await perform(action)
        case .key(let key): await apply([.key(key)])
        case .command(let line): await fill(.command, with: line)
        case .unknown(let word): refuse(word)
        }
    }

    private mutating func go(to row: Int, opens: Bool) async {
        let lines = painter.lines(state)
        guard row >= 0, row < lines.rowCount else {
            voice.say(
                lines.rowCount == 0
                    ? "There are no rows here."
                    : "There is no row \(row + 1): \(lines.rowCount) rows."
            )
            return
        }
        await fill(.command, with: "\(row + 1)")
        if opens { return await apply([.action(.open)]) }
        if row == lines.selected { sayRow(row) }
    }

    private mutating func move(by rows: Int) async {
        let lines = painter.lines(state)
        guard let selected = lines.selected, lines.rowCount > 0 else {
            return voice.say("There are no rows here.")
        }
        let row = max(0, min(selected + rows, lines.rowCount - 1))
        guard row != selected else {
            return voice.say(rows < 0 ? "That is the first row." : "That is the last row.")
        }
        await go(to: row, opens: false)
    }

    /// Opens a prompt and answers it.
    private mutating func fill(_ prompt: Action, with text: String) async {
        await apply([.action(prompt), .key(.control("u")), .paste(text), .key(.enter)])
    }

    /// Where something is looked for without leaving the rest out, how many were found is worth a word.
    private mutating func find(_ text: String) async {
        await fill(.search, with: text)
        if let error = state.prompt?.error {
            // The next line is a word again, not more of what was wrong.
            voice.say(Sentence.ended("`\(text)`: \(error.message)"))
            return await apply([.key(.escape)])
        }
        guard state.prompt == nil, state.screens.last?.listCursor == nil else { return }
        voice.say(SpokenSigns.sentence(state.statusText))
    }

    private mutating func query(_ terms: String) async {
        guard ActionTable.entry(of: .editQuery)?.applies(to: state.screen.kind) ?? false else {
            return await fill(.command, with: "traces \(terms)")
        }
        await fill(.editQuery, with: terms)
    }

    /// Takes the next order, or orders until the wanted one has come round.
    private mutating func sort(by wanted: String?) async {
        let before = painter.lines(state).order
        guard let before else { return voice.say("Nothing is sorted here.") }
        guard let wanted else { return await perform(.sort) }
        let words = wanted.split(separator: " ").filter { $0 != "by" }.map(String.init)
        var seen = [before]
        while !matches(painter.lines(state).order ?? "", words) {
            await apply([.action(.sort)])
            let order = painter.lines(state).order ?? before
            guard !seen.contains(order) else {
                return voice.say(
                    "There is no order `\(wanted)` here; there are \(seen.joined(separator: ", "))."
                )
            }
            seen.append(order)
        }
        // What was asked for stands first.
        await fill(.command, with: "1")
    }

    private func matches(_ order: String, _ words: [String]) -> Bool {
        let same = [
            "duration": "longest", "slowest": "longest", "time": "newest", "latest": "newest",
        ]
        let order = order.lowercased()
        return words.allSatisfy { order.contains($0) || order == same[$0] }
    }

    private mutating func copy(_ what: String?) async {
        let choices = state.copyChoices
        guard let what else {
            let names = choices.map(\.name).joined(separator: ", ")
            return voice.say(names.isEmpty ? "Nothing to copy here." : "Copy what? \(names).")
        }
        guard let choice = choices.first(where: { $0.name.lowercased().contains(what) }) else {
            let names = choices.map(\.name).joined(separator: ", ")
            return voice.say("There is no `\(what)` to copy here; there are \(names).")
        }
        await apply([.action(.copy), .key(.character(choice.key))])
    }

    private mutating func perform(_ action: Action) async {
        guard ActionTable.entry(of: action)?.applies(to: state.screen.kind) ?? false else {
            return voice.say(
                "`\(LinearWords.name(of: action))` does nothing here; help lists what does."
            )
        }
        await apply([.action(action)])
    }

    private func refuse(_ line: String) {
        let word = line.split(separator: " ").first.map { $0.lowercased() } ?? line
        let suggestion =
            LinearWords.suggestion(for: line.lowercased())
            ?? LinearWords.suggestion(for: word)
        voice.say(
            "`\(line)` is not understood"
                + (suggestion.map { "; did you mean `\($0)`?" } ?? "; help lists the words.")
        )
    }
}
