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

    private mutating func press(_ key: KeyPress) {
        if size.isTooSmall && key == .character("q") { return context.add(.quit) }
        if prompt != nil { return pressInPrompt(key) }
        if isCopying { return copy(key) }
        if crumbFocus != nil { return pressInBreadcrumb(key) }
        guard let action = settings.keyMap.action(of: key, on: screens[top].kind) else {
            context.tell(.info, "\(key.name) does nothing here; ? lists the keys")
            return
        }
        perform(action)
    }

    /// Does what a key, the help screen or a command asks for: what means the same everywhere here, the rest on the screen.
    mutating func perform(_ action: Action) {
        switch action {
        case .quitNow: context.add(.quit)
        case .quit:
            if screens.count > 1 { goBack() } else { context.add(.quit) }
        case .back: escape()
        case .repaint: context.add(.repaint)
        case .suspend: context.add(.suspend)
        case .help: context.openHelp(for: screens[top].kind)
        case .command: context.prompt = PromptState(.command, history: commandHistory)
        case .zone: context.show(utc: !settings.usesUTC)
        case .breadcrumb: crumbFocus = max(0, screens.count - 2)
        case .copy: isCopying = true
        default: act { $0.perform(action, &$1) }
        }
        navigate()
    }

    /// Esc: cancels what the screen waits for, else undoes its last narrowing, else goes back.
    private mutating func escape() {
        let waiting = awaited
        if !waiting.isEmpty {
            context.cancel(waiting)
            screens[top].requestsWereCancelled()
            if case .loading = source { context.source = .idle }
            context.tell(.info, "cancelled; R asks again")
            return
        }
        var isUndone = false
        act { isUndone = $0.undo(&$1) }
        if !isUndone && screens.count > 1 { goBack() }
    }

    private mutating func paste(_ text: String) {
        guard prompt != nil else {
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
        isCopying = false
        crumbFocus = nil
        if wasInterrupted { return context.add(.quit) }
        wasInterrupted = true
        let isCancelled = cancelAll()
        context.tell(
            .info,
            (isCancelled ? "cancelled; " : "") + "Ctrl-C once more leaves, so does Q"
        )
    }

    /// Cancels all requests under way; what has arrived stays.
    private mutating func cancelAll() -> Bool {
        let isCancelled = context.cancel(pending.keys.sorted { $0.number < $1.number })
        for index in screens.indices { screens[index].requestsWereCancelled() }
        if case .loading = source { context.source = .idle }
        return isCancelled
    }

    /// Copies what the key after `y` names.
    private mutating func copy(_ key: KeyPress) {
        isCopying = false
        guard case .character(let character) = key else { return }
        let screen = screens[top]
        guard let item = CopyItem(rawValue: character),
            let text = screen.copyText(item, context)
        else {
            let choices = copyChoices.map { "\($0.key) \($0.name)" }.joined(separator: ", ")
            context.tell(.info, choices.isEmpty ? "nothing to copy here" : "copy what? \(choices)")
            return
        }
        let id = context.begin("copying")
        context.add(.copy(id, text: text, what: item.name(count: screen.copyCount)))
    }

    /// Whether a key after `y` means something here; looks no further than the first that does.
    package var canCopy: Bool {
        CopyItem.allCases.contains { screens[top].copyText($0, context) != nil }
    }

    /// The keys after `y` that mean something here, with what they copy.
    package var copyChoices: [(key: Character, name: String)] {
        let screen = screens[top]
        return CopyItem.allCases.filter { screen.copyText($0, context) != nil }.map {
            (key: $0.rawValue, name: $0.name(count: screen.copyCount))
        }
    }
}
