import TraceModel

extension ScreenContext {
    /// Opens the operations of a service.
    mutating func openOperations(_ service: String) {
        let id = ask(.operations(service: service), what: "asking for operations")
        open(OperationsState(service: service, request: id))
    }
}

extension OperationsState {
    package mutating func perform(_ action: Action, _ context: inout ScreenContext) {
        if move(action, context) { return }
        switch action {
        case .open:
            if selected != nil, let searchTerms {
                cursor.choose()
                context.openTraces(searchTerms)
            } else {
                context.say("No operation is selected.")
            }
        case .search: promptToNarrow(&context)
        case .sort: sortByNext()
        case .invertSort: invertOrder()
        case .follow: toggleFollowing(&context)
        case .refresh:
            context.cancel(requests)
            requestsWereCancelled()
            let id = context.ask(.operations(service: service), what: "asking for operations")
            operations = .loading(id)
        default: context.sayIdle(action)
        }
    }

    package mutating func receive(
        _ id: RequestID,
        _ reply: ExplorerReply,
        _ context: inout ScreenContext
    ) {
        if live?.polling.request == id { return receiveLive(reply, &context) }
        switch reply {
        case .operations(let list):
            let operations = list.operations
            omitted = list.omitted
            context.knownOperations[service] = operations
            self.operations = .loaded(operations)
            take(operations)
            if operations.isEmpty { context.loadServices() }
        case .failed(let error):
            operations = .failed(error.message)
            context.tell(failure: error, standsOnScreen: rows.isEmpty)
        default: break
        }
    }
}
