import Follow
import TraceModel

extension ExplorerState {
    mutating func openOperations(_ service: String) -> [Effect] {
        let (id, effect) = ask(.operations(service: service), what: "asking for operations")
        var state = OperationsState(service: service, request: id)
        let followed = followAbove(&state)
        push(.operations(state))
        return [effect] + followed
    }

    mutating func performOnOperations(_ action: Action, _ state: OperationsState) -> [Effect] {
        var state = state
        if state.move(action) {
            replace(.operations(state))
            return []
        }
        switch action {
        case .open:
            guard let operation = state.selected else { return [] }
            var terms = SearchTerms()
            terms.service = state.service
            terms.operation = operation.name
            return openTraces(terms)
        case .search:
            prompt = narrowingPrompt(state.narrow)
            return []
        case .sort:
            state.sortByNext()
            replace(.operations(state))
            return []
        case .invertSort:
            state.invertOrder()
            replace(.operations(state))
            return []
        case .follow:
            let effects = toggleFollowing(&state)
            state.fit(to: size)
            replace(.operations(state))
            return effects
        case .refresh:
            let effects = cancel(screen.requests)
            state.requestsWereCancelled()
            let (id, effect) = ask(
                .operations(service: state.service),
                what: "asking for operations"
            )
            state.operations = .loading(id)
            replace(.operations(state))
            return effects + [effect]
        default: return []
        }
    }

    mutating func receive(
        _ id: RequestID,
        _ reply: ExplorerReply,
        in state: inout OperationsState
    ) -> [Effect] {
        if let live = state.live, live.polling.request == id {
            var live = live
            let effects = receive(reply, in: &live) { _ in }
            state.live = live
            state.show(live, time)
            return effects
        }
        switch reply {
        case .operations(let operations):
            knownOperations[state.service] = operations
            state.operations = .loaded(operations)
            state.take(operations)
        case .failed(let error):
            state.operations = .failed(error.message)
            tell(.error, error.message)
        default: break
        }
        return []
    }
}
