import TraceModel

extension ExplorerState {
    mutating func openOperations(_ service: String) -> [Effect] {
        let (id, effect) = ask(.operations(service: service), what: "asking for operations")
        push(.operations(OperationsState(service: service, request: id)))
        return [effect]
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
            prompt = PromptState(.narrow, text: state.narrow)
            return []
        case .refresh:
            let effects = cancel(screen.requests)
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

    mutating func receive(_ reply: ExplorerReply, in state: inout OperationsState) {
        switch reply {
        case .operations(let operations):
            knownOperations[state.service] = operations
            state.operations = .loaded(operations)
            state.rows = operations
            state.arrange()
        case .failed(let error):
            state.operations = .failed(error.message)
            tell(.error, error.message)
        default: break
        }
    }
}
