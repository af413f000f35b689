import TraceModel

/// What a key means: to the prompt, as part of a count, or as an action.
extension ExplorerState {
    mutating func press(_ key: KeyPress) {
        if size.isTooSmall && key == .character("q") { return context.add(.quit) }
        if prompt != nil { return pressInPrompt(key) }
        if let menu { return choose(key, of: menu) }
        if crumbFocus != nil { return pressInBreadcrumb(key) }
        if ignoredText != nil, !endsIgnoring(key) { return ignoreText() }
        if isPartOfCount(key) { return }
        let count = Int(typedCount)
        typedCount = ""
        if count != nil, key == .escape { return }
        let keys = settings.keyMap
        if let action = keys.action(of: key, on: screens[top].kind) {
            return perform(action, count: count)
        }
        if let action = keys.textAction(of: key) {
            ignoredText = (key, action)
            return ignoreText()
        }
        context.sayIdle(key: key.name)
    }

    /// Does what a key, the help screen or a command asks for: what means the same everywhere here, the rest on the screen.
    mutating func perform(_ action: Action, count: Int? = nil) {
        context.count = count
        defer { context.count = nil }
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
        case .breadcrumb:
            if screens.count > 1 {
                crumbFocus = screens.count - 2
            } else {
                context.say("This is the first screen: there is none to go back to.")
            }
        case .copy:
            if canCopy { menu = .copy } else { context.say("There is nothing to copy here.") }
        case .attribute:
            if screens[top].selectedAttribute == nil {
                context.say(
                    "No attribute is selected; in a trace d shows those of the span, and Tab goes there."
                )
            } else {
                menu = .attribute
            }
        case .pager: page()
        case .editor: edit()
        case .errors, .monitor: openAbout(action)
        case .top where count != nil, .bottom where count != nil:
            act {
                $0.select(row: $1.times - 1)
                $0.sightChanged(&$1)
            }
        default:
            let times = action.isRepeatedByCount ? min(context.times, Self.mostRepetitions) : 1
            for _ in 0..<times {
                act { $0.perform(action, &$1) }
                // What is said otherwise is said of the end: nothing more happens there.
                if prompt != nil || notice.map({ $0.lifetime != .untilStep }) ?? false { break }
            }
        }
        navigate()
    }

    /// Whether an action that a screen names in its hints does anything at this moment.
    package func isUseful(_ action: Action) -> Bool {
        switch action {
        case .copy: canCopy
        case .attribute: screens[top].selectedAttribute != nil
        case .follow: !settings.search.searchesAllTime
        case .back: screens.count > 1 || !awaited.isEmpty
        default: true
        }
    }

    /// Keys with a count that are pressed again and again: more than anyone means.
    private static let mostRepetitions = 10_000

    /// Takes a digit of a count; false for any other key, and for a digit that is a key of the screen.
    ///
    /// In a trace, where `1` to `7` choose views, a count begins with `0`, `8` or `9`.
    private mutating func isPartOfCount(_ key: KeyPress) -> Bool {
        if key == .backspace, !typedCount.isEmpty {
            typedCount.removeLast()
            return true
        }
        guard case .character(let character) = key, character.isASCII, character.isNumber else {
            return false
        }
        if typedCount.isEmpty {
            let kind = screens[top].kind
            guard settings.keyMap.action(of: key, on: kind) == nil,
                !(kind == .trace && ("1"..."7").contains(character))
            else { return false }
        }
        if typedCount.count < 9 { typedCount.append(character) }
        return true
    }

    /// Whether a key that is no text ends the ignoring of what is typed, and acts.
    private mutating func endsIgnoring(_ key: KeyPress) -> Bool {
        switch key {
        case .character, .backspace, .delete, .insert: return false
        case .enter, .escape:
            ignoredText = nil
            context.notice = nil
            return false
        case .control, .tab, .backTab, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
            .function:
            ignoredText = nil
            return true
        }
    }

    /// Says, once and for as long as it goes on, that text is ignored since the key it was meant for does nothing here.
    mutating func ignoreText() {
        guard let (key, action) = ignoredText else { return }
        let screens = ScreenKind.allCases.filter {
            settings.keyMap.action(of: key, on: $0) == action
        }
        let places =
            screens.count > 3 ? "other screens" : screens.map(\.title).joined(separator: ", ")
        context.say(
            "\(key.name) does nothing here, only on \(places); what you type is ignored until Enter or Esc."
        )
    }

    /// Shows all of what the screen shows as text, once that is made.
    private mutating func page() {
        let text = ScreenText(screen: screens[top], context: context)
        _ = context.compute(.text(text), what: "writing all of it as text")
    }

    /// Hands the selected value, or all of what the screen shows, to an editor.
    private mutating func edit() {
        if let text = screens[top].editorText(context), !text.text.isEmpty {
            context.add(.editor(text))
        } else {
            context.say("There is nothing to show in an editor yet.")
        }
    }

    /// Opens the errors, or the rates and latencies, of what the cursor is on.
    private mutating func openAbout(_ action: Action) {
        let screen = screens[top]
        var terms = screens.reversed().lazy.compactMap(\.searchTerms).first ?? SearchTerms()
        if let service = screen.selectedService, terms.service != service {
            let window = terms.window
            terms = SearchTerms()
            terms.service = service
            terms.window = window
        }
        guard terms.service != nil else {
            return context.say(
                "No service is selected here; name one: :\(action.rawValue) SERVICE."
            )
        }
        if action == .errors {
            context.openErrors("", of: terms)
        } else {
            context.openMonitor("", of: terms)
        }
    }
}
