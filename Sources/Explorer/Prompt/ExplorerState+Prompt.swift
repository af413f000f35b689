import PlainText
import TraceModel

extension ExplorerState {
    mutating func pressInPrompt(_ key: KeyPress) -> [Effect] {
        guard var open = prompt else { return [] }
        open.error = nil
        switch key {
        case .escape, .control("c"):
            prompt = nil
            return promptCancelled(open)
        case .enter:
            prompt = open
            return submit(open)
        case .up, .control("p"), .down, .control("n"), .pageUp, .pageDown:
            return walk(key, open)
        case .tab, .backTab:
            let offer = completion(for: open)
            open.complete(offer, backwards: key == .backTab)
            prompt = open
            return promptChanged()
        case .backspace where open.editor.text.isEmpty:
            prompt = nil
            return promptCancelled(open)
        default:
            guard open.editor.apply(key) else { return [] }
            open.completion = nil
        }
        prompt = open
        return promptChanged()
    }

    /// In a list that is being narrowed the arrows move in the list; else they walk the history.
    private mutating func walk(_ key: KeyPress, _ open: PromptState) -> [Effect] {
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
        prompt = open
        return promptChanged()
    }

    private func completion(for open: PromptState) -> QueryCompletion {
        let text = open.editor.text
        switch open.purpose {
        case .query:
            return queryCompletion(text, cursor: open.editor.cursor)
        case .command:
            guard let blank = text.firstIndex(of: " ") else {
                return QueryCompletion(
                    replaced: 0..<text.count,
                    candidates: CommandTable.names(startingWith: text).map { $0 + " " }
                )
            }
            let name = text[..<blank]
            let start = name.count + 1
            let rest = String(text.dropFirst(start))
            switch name {
            case _ where name == "traces" || name == "errors" && rest.contains("="):
                var inner = queryCompletion(rest, cursor: max(0, open.editor.cursor - start))
                inner.replaced =
                    (inner.replaced.lowerBound + start)..<(inner.replaced.upperBound + start)
                return inner
            case "operations", "errors", "monitor":
                return QueryCompletion(
                    replaced: start..<text.count,
                    candidates: knownServices.filter { $0.hasPrefix(rest) }
                )
            default: return QueryCompletion(replaced: 0..<0, candidates: [])
            }
        case .narrow, .find, .shortest:
            return QueryCompletion(replaced: 0..<0, candidates: [])
        }
    }

    private func queryCompletion(_ text: String, cursor: Int) -> QueryCompletion {
        var service: String?
        if case .success(let tokens) = QueryTokens.split(text) {
            service = tokens.first { $0.key == QueryTerm.service.key }?.value
        }
        let operations = service.flatMap { knownOperations[$0] } ?? []
        var names: [String] = []
        for operation in operations where names.last != operation.name {
            names.append(operation.name)
        }
        return .at(cursor, of: text, services: knownServices, operations: names)
    }

    /// What typing changes at once: lists narrow, queries are checked.
    mutating func promptChanged() -> [Effect] {
        guard let open = prompt else { return [] }
        let text = open.editor.text
        switch open.purpose {
        case .narrow:
            narrow(text)
            return countVisibleOperations()
        case .query:
            if case .failure(let error) = QueryText.parse(text, now: now, zone: zone),
                error.column < text.count
            {
                // A word still being typed is not a mistake yet.
                let isUnfinished = !text[text.index(text.startIndex, offsetBy: error.column)...]
                    .contains(" ")
                prompt?.error = isUnfinished ? nil : error
            }
        case .command, .find, .shortest: break
        }
        return []
    }

    mutating func promptCancelled(_ open: PromptState) -> [Effect] {
        guard open.purpose == .narrow else { return [] }
        narrow("")
        if let cursor = open.cursor {
            screens[screens.count - 1].listCursor = cursor
            fitScreens()
        }
        return countVisibleOperations()
    }

    /// The prompt that narrows the list on top, which goes back to where it is now if that is given up.
    func narrowingPrompt(_ text: String) -> PromptState {
        var prompt = PromptState(.narrow, text: text)
        if text.isEmpty { prompt.cursor = screen.listCursor }
        return prompt
    }

    /// Whether someone is narrowing a list who was not at its top.
    var isNarrowingBelowTop: Bool { prompt?.cursor.map { $0.selected > 0 } ?? false }

    /// Narrows the list on top to what matches `text`.
    private mutating func narrow(_ text: String) {
        switch screen {
        case .services(var state):
            state.narrow = text
            state.arrange()
            replace(.services(state))
        case .operations(var state):
            state.narrow = text
            state.arrange()
            replace(.operations(state))
        case .traces(var state):
            state.narrow = text
            state.arrange()
            replace(.traces(state))
        case .errors(var state):
            state.narrow = text
            state.arrange()
            replace(.errors(state))
        case .help(var state):
            state.narrow = text
            state.arrange()
            replace(.help(state))
        case .monitor, .trace, .span, .value, .messages: break
        }
    }

    /// Esc on a narrowed list shows all of it again; nil when there is nothing to undo.
    mutating func undoOnScreen() -> [Effect]? {
        if screen.kind == .trace { return undoOnTrace() }
        switch screen {
        case .services(let state) where !state.narrow.isEmpty: narrow("")
        case .operations(let state) where !state.narrow.isEmpty: narrow("")
        case .errors(let state) where !state.narrow.isEmpty: narrow("")
        case .help(let state) where !state.narrow.isEmpty: narrow("")
        case .traces(var state):
            if !state.narrow.isEmpty {
                narrow("")
            } else if state.sliceStart != nil || state.sliceEnd != nil {
                state.sliceStart = nil
                state.sliceEnd = nil
                replace(.traces(state))
            } else if state.focus == .strip {
                state.focus = .table
                state.fit(to: size)
                replace(.traces(state))
            } else if !state.marks.isEmpty {
                tell(.info, "\(CountText.of(state.marks.count, "mark")) removed")
                state.removeMarks()
                state.fit(to: size)
                replace(.traces(state))
            } else {
                return nil
            }
        default: return nil
        }
        return []
    }

    private mutating func submit(_ open: PromptState) -> [Effect] {
        let text = open.editor.text
        switch open.purpose {
        case .narrow:
            prompt = nil
            return []
        case .find:
            prompt = nil
            return find(text)
        case .shortest:
            prompt = nil
            return hideShorter(than: text)
        case .query: return submitQuery(text)
        case .command:
            prompt = nil
            let trimmed = text.drop { $0 == " " }
            guard !trimmed.isEmpty else { return [] }
            if commandHistory.last != text { commandHistory.append(text) }
            return run(command: String(trimmed))
        }
    }

    private mutating func submitQuery(_ text: String) -> [Effect] {
        switch QueryText.parse(text, now: now, zone: zone) {
        case .failure(let error):
            prompt?.error = error
            return []
        case .success(let terms):
            prompt = nil
            guard case .traces(var state) = screen else { return [] }
            remember(text)
            state.terms = terms
            state.queryText = text
            replace(.traces(state))
            return [.remember(query: text)] + searchTraces()
        }
    }

    mutating func remember(_ query: String) {
        queryHistory.removeAll { $0 == query }
        queryHistory.append(query)
    }
}
