import TerminalText
import TraceModel

extension ExplorerState {
    mutating func pressInPrompt(_ key: KeyPress) {
        guard var open = prompt else { return }
        open.error = nil
        switch key {
        case .escape, .control("c"):
            context.prompt = nil
            return promptCancelled(open)
        case .enter:
            context.prompt = open
            return submit(open)
        case .up, .control("p"), .down, .control("n"), .pageUp, .pageDown:
            return walk(key, open)
        case .tab, .backTab:
            open.complete(completion(for: open), backwards: key == .backTab)
        case .backspace where open.editor.text.isEmpty:
            context.prompt = nil
            return promptCancelled(open)
        default:
            guard open.editor.apply(key) else { return }
            open.completion = nil
        }
        context.prompt = open
        promptChanged()
    }

    /// In a list that is being narrowed the arrows move in the list; else they walk the history.
    private mutating func walk(_ key: KeyPress, _ open: PromptState) {
        if open.purpose == .narrow {
            let action: Action =
                switch key {
                case .up, .control("p"): .up
                case .pageUp: .pageUp
                case .pageDown: .pageDown
                default: .down
                }
            return perform(action)
        }
        var open = open
        open.walk(key == .up || key == .control("p") || key == .pageUp ? -1 : 1)
        context.prompt = open
        promptChanged()
    }

    private func completion(for open: PromptState) -> QueryCompletion {
        switch open.purpose {
        case .query: context.queryCompletion(open.editor.text, cursor: open.editor.cursor)
        case .command: context.commandCompletion(open.editor.text, cursor: open.editor.cursor)
        case .groupBy: .words(open.words, at: open.editor.cursor, of: open.editor.text)
        case .narrow, .find, .onlyHits, .shortest, .colorBy, .column:
            screens[top].completion(
                of: open.editor.text,
                cursor: open.editor.cursor,
                open.purpose
            )
        }
    }

    /// What typing changes at once: lists narrow, queries are checked.
    mutating func promptChanged() {
        guard let open = prompt else { return }
        let text = open.editor.text
        switch open.purpose {
        case .narrow: narrow(to: text)
        case .query:
            if case .failure(let error) = context.parse(query: text) { show(error, in: text) }
        case .find, .onlyHits:
            if let error = screens[top].mistake(in: text, open.purpose) { show(error, in: text) }
        case .command, .shortest, .groupBy, .colorBy, .column: break
        }
    }

    /// Points at a mistake in what is being typed; a word still being typed is none yet.
    private mutating func show(_ error: QueryTextError, in text: String) {
        guard error.column < text.count else { return }
        let rest = text[text.index(text.startIndex, offsetBy: error.column)...]
        if rest.contains(" ") { context.prompt?.error = error }
    }

    private mutating func narrow(to text: String) {
        act {
            $0.narrow(to: text)
            $0.sightChanged(&$1)
        }
    }

    /// A list that was being narrowed goes back to where it was.
    mutating func promptCancelled(_ open: PromptState) {
        guard open.purpose == .narrow else { return }
        act {
            $0.narrow(to: "")
            if let cursor = open.cursor {
                $0.listCursor = cursor
                $0.fit(to: $1.size)
            }
            $0.sightChanged(&$1)
        }
    }

    private mutating func submit(_ open: PromptState) {
        let text = open.editor.text
        switch open.purpose {
        case .narrow: context.prompt = nil
        case .find, .onlyHits, .shortest, .groupBy, .colorBy, .column, .query:
            var error: QueryTextError?
            act { error = $0.submit(text, open.purpose, &$1) }
            if let error { context.prompt?.error = error } else { context.prompt = nil }
        case .command:
            context.prompt = nil
            let trimmed = text.drop { $0 == " " }
            guard !trimmed.isEmpty else { return }
            if commandHistory.last != text { commandHistory.append(text) }
            run(command: String(trimmed))
        }
    }

    /// Runs a line of the `:` prompt: a row's number, or a command.
    private mutating func run(command line: String) {
        let name = String(line.prefix { $0 != " " })
        if TraceIDText(line)?.isCertain == true {
            context.openPasted(line)
        } else if let row = Int(name) {
            screens[top].select(row: max(1, row) - 1)
        } else if let command = PromptCommand(name: name) {
            let subject = PromptCommand.Subject(
                terms: screens.reversed().lazy.compactMap(\.searchTerms).first ?? SearchTerms(),
                service: screens[top].selectedService,
                savable: first(\.savable),
                columns: screens[top].listColumns(context),
                trace: screens[top].shownTrace,
                status: statusText
            )
            let rest = line.dropFirst(name.count).drop { $0 == " " }
            let argument = rest.lastIndex { $0 != " " }.map { String(rest[...$0]) } ?? ""
            command.run(argument, of: subject, &context)
        } else if TraceIDText(line)?.isLikely == true {
            context.openPasted(line)
        } else {
            let names = PromptCommand.allCases.map(\.rawValue)
            let near = NearestName.of(name, among: names)
            context.tell(
                .error,
                "There is no command :\(name); "
                    + (near.map { "did you mean :\($0)?" } ?? "Tab completes, :help lists them.")
            )
        }
        navigate()
    }
}
