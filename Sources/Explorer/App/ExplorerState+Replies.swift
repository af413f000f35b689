import Follow
import TraceModel

extension ExplorerState {
    /// Hands a reply to whoever waits for it; one that nobody waits for is dropped.
    mutating func receive(_ id: RequestID, _ reply: ExplorerReply) -> [Effect] {
        guard let sent = pending[id]?.sent else { return [] }
        if case .progress(let progress) = reply {
            pending[id]?.progress = progress
            return []
        }
        pending[id] = nil
        noteClock(reply, sent)
        if case .failed(let error) = reply, error.kind == .cancelled {
            for index in screens.indices where screens[index].requests.contains(id) {
                screens[index].requestsWereCancelled()
            }
            return []
        }
        if source.request == id {
            receiveSource(reply)
            return []
        }
        if let service = completionRequests.removeValue(forKey: id) {
            if case .operations(let operations) = reply { knownOperations[service] = operations }
            return []
        }
        if case .done(let text) = reply {
            tell(.info, text)
            return []
        }
        for index in screens.indices where screens[index].requests.contains(id) {
            return receive(id, reply, at: index)
        }
        if case .failed(let error) = reply { tell(.error, error.message) }
        return []
    }

    /// Files with one trace open as that trace, with no list below it.
    private mutating func openSingleTrace(of state: TracesState) -> [Effect] {
        guard opensSingleTrace, case .loaded = state.answer else { return [] }
        opensSingleTrace = false
        guard state.summaries.count == 1, screens.count == 1, let only = state.summaries.first
        else {
            return []
        }
        screens = []
        return openTrace(only)
    }

    /// Learns the source's clock from an answer that tells it.
    private mutating func noteClock(_ reply: ExplorerReply, _ sent: Moment) {
        let date: Timestamp? =
            switch reply {
            case .metrics(let answer): answer?.serverTime
            case .search(let answer): answer.serverTime
            default: nil
            }
        if let date { sourceClock.note(date: date, sent: sent, received: time) }
    }

    private mutating func receiveSource(_ reply: ExplorerReply) {
        switch reply {
        case .source(let description):
            source = .loaded(description)
            for caveat in description.caveats { tell(.warning, caveat) }
        case .failed(let error):
            source = .failed(error.message)
        default: break
        }
    }

    private mutating func receive(_ id: RequestID, _ reply: ExplorerReply, at index: Int)
        -> [Effect]
    {
        switch screens[index] {
        case .services(var state):
            let effects = receive(id, reply, in: &state)
            screens[index] = .services(state)
            return effects
        case .operations(var state):
            let effects = receive(id, reply, in: &state)
            screens[index] = .operations(state)
            return effects
        case .traces(var state):
            receive(reply, in: &state)
            screens[index] = .traces(state)
            return openSingleTrace(of: state)
        case .errors(var state):
            let effects = receive(id, reply, in: &state)
            screens[index] = .errors(state)
            return effects
        case .monitor(var state):
            let effects = receive(id, reply, in: &state)
            screens[index] = .monitor(state)
            return effects
        case .trace: return changeTrace(at: index) { $0.receive(id, reply, in: &$1) }
        case .span, .value, .help, .messages:
            return []
        }
    }
}

extension Screen {
    /// Forgets requests that were cancelled; what had come stays.
    mutating func requestsWereCancelled() {
        switch self {
        case .services(var state):
            state.requestsWereCancelled()
            self = .services(state)
        case .operations(var state):
            state.requestsWereCancelled()
            self = .operations(state)
        case .traces(var state):
            state.requestWasCancelled()
            self = .traces(state)
        case .errors(var state):
            state.requestsWereCancelled()
            self = .errors(state)
        case .monitor(var state):
            state.requestsWereCancelled()
            self = .monitor(state)
        case .trace(var state):
            state.requestsWereCancelled()
            self = .trace(state)
        case .span, .value, .help, .messages: break
        }
    }

    /// Makes cursor and scroll fit a terminal of `size`.
    mutating func fit(to size: ScreenSize) {
        switch self {
        case .services(var state):
            state.fit(to: size)
            self = .services(state)
        case .operations(var state):
            state.fit(to: size)
            self = .operations(state)
        case .traces(var state):
            state.fit(to: size)
            self = .traces(state)
        case .errors(var state):
            state.fit(to: size)
            self = .errors(state)
        case .monitor(var state):
            state.fit(to: size)
            self = .monitor(state)
        case .trace(var state):
            state.fit(to: size)
            self = .trace(state)
        case .span(var state):
            state.fit(to: size)
            self = .span(state)
        case .value(var state):
            state.fit(to: size)
            self = .value(state)
        case .help(var state):
            state.fit(to: size)
            self = .help(state)
        case .messages(var state):
            state.fit(to: size)
            self = .messages(state)
        }
    }
}
