import PlainText

extension ExplorerState {
    /// Does what a key, the help screen or a command asks for.
    package mutating func perform(_ action: Action) -> [Effect] {
        switch action {
        case .quitNow: return [.quit]
        case .quit: return screens.count > 1 ? goBack() : [.quit]
        case .back: return escape()
        case .repaint: return [.repaint]
        case .suspend: return [.suspend]
        case .help:
            guard screen.kind != .help else { return [] }
            push(.help(HelpState(for: screen.kind, keyMap: settings.keyMap)))
            return []
        case .command:
            prompt = PromptState(.command, history: commandHistory)
            return []
        case .zone:
            settings.usesUTC.toggle()
            tell(.info, "times in \(zone.name(now))")
            return []
        case .breadcrumb:
            crumbFocus = max(0, screens.count - 2)
            return []
        case .copy:
            isCopying = true
            return []
        default:
            return performOnScreen(action)
        }
    }

    private mutating func performOnScreen(_ action: Action) -> [Effect] {
        // The trace is not looked at here: a copy held meanwhile would make every change copy its arrays.
        if screen.kind == .trace { return performOnTrace(action) }
        switch screen {
        case .services(let state): return performOnServices(action, state)
        case .operations(let state): return performOnOperations(action, state)
        case .traces(let state): return performOnTraces(action, state)
        case .errors(let state): return performOnErrors(action, state)
        case .monitor(let state): return performOnMonitor(action, state)
        case .trace: return []
        case .span(let state): return performOnSpan(action, state)
        case .value(let state): return performOnValue(action, state)
        case .help(let state): return performOnHelp(action, state)
        case .messages(let state): return performOnMessages(action, state)
        }
    }

    /// Puts a screen on top.
    mutating func push(_ screen: Screen) {
        screens.append(screen)
        fitScreens()
    }

    /// Replaces the screen on top.
    mutating func replace(_ screen: Screen) {
        screens[screens.count - 1] = screen
    }

    /// Esc: cancels what the screen waits for, else undoes its last narrowing, else goes back.
    private mutating func escape() -> [Effect] {
        let waiting = awaited
        if !waiting.isEmpty {
            let effects = cancel(waiting)
            screens[screens.count - 1].requestsWereCancelled()
            if case .loading = source { source = .idle }
            tell(.info, "cancelled; R asks again")
            return effects
        }
        if let effects = undoOnScreen() { return effects }
        return screens.count > 1 ? goBack() : []
    }

    /// One screen back.
    mutating func goBack() -> [Effect] {
        guard let left = screens.popLast() else { return [] }
        fitScreens()
        let stopped: [Effect] = left.follower.map { [.cancel($0)] } ?? []
        return stopped + cancel(left.requests) + resumeFollowing()
    }

    mutating func pressInBreadcrumb(_ key: KeyPress) -> [Effect] {
        guard let focus = crumbFocus else { return [] }
        switch key {
        case .left, .character("h"): crumbFocus = max(0, focus - 1)
        case .right, .character("l"): crumbFocus = min(screens.count - 1, focus + 1)
        case .enter:
            crumbFocus = nil
            var effects: [Effect] = []
            while screens.count > focus + 1 { effects += goBack() }
            return effects
        default: crumbFocus = nil
        }
        return []
    }
}
