import TraceModel

extension ScreenContext {
    /// Asks the source, and returns the request's name; `what` says in words what is awaited.
    mutating func ask(_ request: LoadRequest, what: String) -> RequestID {
        let id = begin(what)
        add(.load(id, request))
        return id
    }

    /// Asks a background question, one of many that nobody waits for, and returns its name.
    mutating func poll(_ request: LoadRequest, what: String) -> RequestID {
        let id = begin(what)
        pending[id]?.isQuiet = true
        add(.poll(id, request))
        return id
    }

    /// Begins a computation off the UI thread.
    mutating func compute(_ computation: Computation, what: String) -> RequestID {
        let id = begin(what)
        add(.compute(id, computation))
        return id
    }

    /// A new name for something under way.
    mutating func begin(_ what: String) -> RequestID {
        let id = RequestID(nextRequest)
        nextRequest += 1
        pending[id] = PendingRequest(sent: time, what: what)
        return id
    }

    /// Gives up requests whose answers nobody waits for any more.
    ///
    /// - Returns: Whether any of them was under way.
    @discardableResult
    mutating func cancel(_ ids: [RequestID]) -> Bool {
        let known = ids.filter { pending.removeValue(forKey: $0) != nil }
        for id in known { add(.cancel(id)) }
        return !known.isEmpty
    }

    mutating func cancel(_ id: RequestID?) {
        if let id { cancel([id]) }
    }

    /// Makes sure that the query line can complete operations of `service`.
    mutating func loadOperationsForCompletion(_ service: String?) {
        guard let service, knownOperations[service] == nil else { return }
        let id = ask(.operations(service: service), what: "asking for operations")
        completionRequests[id] = service
    }
}
