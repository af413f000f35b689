import TraceModel

extension ExplorerState {
    /// The only place where the state changes; returns what has to be done outside.
    package mutating func update(_ event: ExplorerEvent) -> [Effect] {
        switch event {
        case .key(let key):
            wasInterrupted = false
            notice = nil
            return press(key)
        case .paste(let text):
            notice = nil
            return paste(text)
        case .resize(let size):
            self.size = size
            fitScreens()
            return countVisibleOperations()
        case .reply(let id, let reply):
            return receive(id, reply)
        case .followed(let id, let update):
            receive(id, update)
            return []
        case .followingFailed(let id, let error):
            receive(id, error)
            return []
        case .tick(let time):
            self.time = time
            return growOnTick() + pollMetrics() + tendErrors()
        case .figures(let figures):
            return receive(figures)
        case .notice(let severity, let text):
            tell(severity, text)
            return []
        case .interrupt:
            return interrupt()
        }
    }

    private mutating func press(_ key: KeyPress) -> [Effect] {
        if size.isTooSmall && key == .character("q") { return [.quit] }
        if prompt != nil { return pressInPrompt(key) }
        if isCopying {
            isCopying = false
            return copy(key)
        }
        if crumbFocus != nil { return pressInBreadcrumb(key) }
        guard let action = settings.keyMap.action(of: key, on: screen.kind) else {
            tell(.info, "\(key.name) does nothing here; ? lists the keys")
            return []
        }
        return perform(action)
    }

    private mutating func paste(_ text: String) -> [Effect] {
        if prompt != nil {
            prompt?.editor.insert(text)
            prompt?.completion = nil
            return promptChanged()
        }
        return openPasted(text)
    }

    /// A list that was asked for while its source was still filling is asked for again when that is over,
    /// and while it has nothing to show.
    private mutating func receive(_ new: SourceFigures) -> [Effect] {
        let hasMore = figures != nil && figures?.underWay != new.underWay
        figures = new
        guard hasMore, case .services(let state) = screen, state.live == nil,
            new.underWay == nil || state.rows.isEmpty && state.services.request == nil
        else { return [] }
        return loadServices()
    }

    private mutating func interrupt() -> [Effect] {
        if let open = prompt {
            prompt = nil
            return promptCancelled(open)
        }
        isCopying = false
        crumbFocus = nil
        if wasInterrupted { return [.quit] }
        wasInterrupted = true
        let cancelled = cancelAll()
        tell(
            .info,
            (cancelled.isEmpty ? "" : "cancelled; ") + "Ctrl-C once more leaves, so does Q"
        )
        return cancelled
    }

    /// Cancels all requests under way; what came of them stays.
    mutating func cancelAll() -> [Effect] {
        let effects = cancel(Array(pending.keys).sorted { $0.number < $1.number })
        for index in screens.indices { screens[index].requestsWereCancelled() }
        if case .loading = source { source = .idle }
        return effects
    }

    /// Makes cursors and scrolls fit after the size changed.
    mutating func fitScreens() {
        for index in screens.indices { screens[index].fit(to: size) }
    }
}
