import PlainText
import TraceModel

extension ExplorerState {
    /// The only place where the state changes; returns what has to be done outside.
    package mutating func update(_ event: ExplorerEvent) -> [Effect] {
        switch event {
        case .key(let key):
            wasInterrupted = false
            context.notice = nil
            press(key)
        case .action(let action):
            context.notice = nil
            if ActionTable.entry(of: action)?.applies(to: screens[top].kind) ?? false {
                perform(action)
            }
        case .line(let roundTrip): context.roundTrip = roundTrip
        case .paste(let text):
            context.notice = nil
            paste(text)
        case .resize(let size):
            context.size = size
            fitScreens()
            act { $0.sightChanged(&$1) }
        case .reply(let id, let reply): receive(id, reply)
        case .followed(let id, let update): receive(id, update)
        case .followingFailed(let id, let error): endFollowing(id, error)
        case .tick(let time):
            context.time = time
            act { $0.tick(&$1) }
        case .figures(let figures): receive(figures)
        case .notice(let severity, let text): context.tell(severity, text)
        case .interrupt: interrupt()
        }
        fitStatus()
        return context.takeEffects()
    }

    /// Esc: cancels what the screen waits for, else undoes its last narrowing, else goes back.
    mutating func escape() {
        let waiting = awaited
        if !waiting.isEmpty {
            context.cancel(waiting)
            screens[top].requestsWereCancelled()
            if case .loading = source { context.source = .idle }
            context.say("Cancelled; R asks again.")
            return
        }
        var isUndone = false
        act { isUndone = $0.undo(&$1) }
        guard !isUndone else { return }
        if screens.count > 1 {
            goBack()
        } else {
            context.say("This is the first screen; q quits.")
        }
    }

    private mutating func paste(_ text: String) {
        guard prompt != nil else {
            if ignoredText != nil { return ignoreText() }
            context.openPasted(text)
            return navigate()
        }
        context.prompt?.editor.insert(text)
        context.prompt?.completion = nil
        promptChanged()
    }

    private mutating func interrupt() {
        if let open = prompt {
            context.prompt = nil
            return promptCancelled(open)
        }
        menu = nil
        crumbFocus = nil
        typedCount = ""
        ignoredText = nil
        if wasInterrupted { return context.add(.quit) }
        wasInterrupted = true
        let isCancelled = cancelAll()
        context.say(
            isCancelled
                ? "Cancelled; Ctrl-C again quits, so does Q."
                : "Ctrl-C again quits, so does Q."
        )
    }

    /// Cancels all requests under way; what has arrived stays.
    private mutating func cancelAll() -> Bool {
        let isCancelled = context.cancel(pending.keys.sorted { $0.number < $1.number })
        for index in screens.indices { screens[index].requestsWereCancelled() }
        if case .loading = source { context.source = .idle }
        return isCancelled
    }

    /// Does what the second key of a menu names; a key that is none of them only closes it.
    mutating func choose(_ key: KeyPress, of menu: KeyMenu) {
        self.menu = nil
        guard case .character(let character) = key else { return }
        let isDone =
            switch menu {
            case .copy: copy(character)
            case .attribute: actOnAttribute(character)
            }
        guard !isDone else { return }
        let choices = choices(of: menu).map { "\($0.key) \($0.name)" }.joined(separator: ", ")
        context.say(
            choices.isEmpty ? "There is nothing to copy here." : "\(menu.question) \(choices)."
        )
    }

    /// Copies what the key after `y` names; false if it names nothing.
    private mutating func copy(_ key: Character) -> Bool {
        let screen = screens[top]
        guard let item = CopyItem(rawValue: key), let text = screen.copyText(item, context) else {
            return false
        }
        let id = context.begin("copying")
        context.add(.copy(id, text: text, what: item.name(count: screen.copyCount)))
        return true
    }

    /// Does what the key after `a` names; false if it names nothing.
    private mutating func actOnAttribute(_ key: Character) -> Bool {
        guard let item = AttributeItem(rawValue: key),
            let selected = screens[top].selectedAttribute,
            item.applies(to: selected)
        else { return false }
        let terms = screens.reversed().lazy.compactMap(\.searchTerms).first
        context.perform(item, on: selected, under: terms)
        navigate()
        return true
    }

    /// Whether a key after `y` means something here; looks no further than the first that does.
    package var canCopy: Bool {
        CopyItem.allCases.contains { screens[top].copyText($0, context) != nil }
    }

    /// The second keys of a menu that mean something here, with what they do.
    package func choices(of menu: KeyMenu) -> [(key: Character, name: String)] {
        switch menu {
        case .copy: return copyChoices
        case .attribute:
            let items = screens[top].selectedAttribute?.items ?? []
            return items.map { (key: $0.rawValue, name: $0.name) }
        }
    }

    /// The keys after `y` that mean something here, with what they copy.
    package var copyChoices: [(key: Character, name: String)] {
        let screen = screens[top]
        return CopyItem.allCases.filter { screen.copyText($0, context) != nil }.map {
            (key: $0.rawValue, name: $0.name(count: screen.copyCount))
        }
    }
}
