import TraceModel

extension ExplorerState {
    /// Asks for the services of the screen on top.
    mutating func loadServices() -> [Effect] {
        guard case .services(var state) = screen else { return [] }
        var effects = cancel(state.requests)
        let (id, effect) = ask(.services, what: "asking for services")
        state.services = .loading(id)
        state.forgetFollowing()
        state.live?.polling.giveUp()
        state.metricsRequest = nil
        state.hasNoMetrics = false
        state.counting = nil
        state.hasStoppedCounting = false
        replace(.services(state))
        effects.append(effect)
        return effects
    }

    mutating func performOnServices(_ action: Action, _ state: ServicesState) -> [Effect] {
        var state = state
        defer { if case .services = screen { replace(.services(state)) } }
        if state.move(action) { return countOperations(&state) }
        switch action {
        case .open:
            guard let service = state.selected?.name else { return [] }
            var terms = SearchTerms()
            terms.service = service
            replace(.services(state))
            let effects = openTraces(terms)
            return effects
        case .operations:
            guard let service = state.selected?.name else { return [] }
            replace(.services(state))
            return openOperations(service)
        case .search:
            prompt = narrowingPrompt(state.narrow)
        case .sort:
            let orders = state.hasRates ? ServicesState.Order.allCases : [.name]
            let place = orders.firstIndex(of: state.order) ?? 0
            state.order = orders[(place + 1) % orders.count]
            state.arrange()
        case .invertSort:
            state.isInverted.toggle()
            state.arrange()
        case .pin:
            state.togglePin()
            guard state.pinned != pinnedServices else { return [] }
            pinnedServices = state.pinned
            return [.pin(services: pinnedServices.sorted())] + countOperations(&state)
        case .follow:
            return toggleFollowing(&state)
        case .refresh where state.live != nil:
            // The source is asked as it is; who asks anew wants to see the order of now.
            state.arrange()
        case .refresh:
            replace(.services(state))
            let effects = loadServices()
            if case .services(let changed) = screen { state = changed }
            return effects
        default: break
        }
        return []
    }

    mutating func receive(_ id: RequestID, _ reply: ExplorerReply, in state: inout ServicesState)
        -> [Effect]
    {
        if let live = state.live, live.polling.request == id {
            var live = live
            let effects = receive(reply, in: &live) { state.learn($0) }
            state.live = live
            if case .metrics = reply { state.asked = now }
            state.showLive()
            return effects
        }
        switch reply {
        case .services(let names):
            knownServices = names
            let known = Dictionary(
                state.rows.map { ($0.name, $0) },
                uniquingKeysWith: { first, _ in first }
            )
            state.services = .loaded(names)
            state.asked = now
            state.rows = names.map { known[$0] ?? ServiceRow(name: $0) }
            state.arrange()
            return countOperations(&state) + (state.live == nil ? askForMetrics(&state) : [])
        case .operations(let operations):
            guard let counting = state.counting, counting.id == id else { return [] }
            knownOperations[counting.service] = operations
            setCount(Set(operations.map(\.name)).count, of: counting.service, in: &state)
            state.counting = nil
            return countOperations(&state)
        case .metrics(let answer):
            let metrics = answer?.metrics
            state.metricsRequest = nil
            state.metricsFailure = nil
            state.hasRates = metrics != nil
            state.hasNoMetrics = metrics == nil
            let rates = Dictionary(
                (metrics ?? []).map { ($0.service, ServiceRates($0)) },
                uniquingKeysWith: { first, _ in first }
            )
            for index in state.rows.indices {
                state.rows[index].rates = rates[state.rows[index].name]
            }
            state.arrange()
            if state.metricsAsked?.isAnswerAmiss(by: sourceClock) == true {
                return askForMetrics(&state)
            }
        case .failed(let error):
            if state.services.request == id {
                var words = error.message
                if error.kind == .unreachable, let hint = settings.unreachableHint {
                    words += " " + hint
                }
                state.services = .failed(words)
                tell(.error, words)
            } else if state.metricsRequest == id {
                state.metricsRequest = nil
                state.metricsFailure = error.message
            } else if let counting = state.counting, counting.id == id {
                // One failure is enough to stop counting: the list itself is what matters.
                setCount(-1, of: counting.service, in: &state)
                state.counting = nil
                state.hasStoppedCounting = true
                note(.warning, error.message)
            }
        default: break
        }
        return []
    }

    private func setCount(_ count: Int, of service: String, in state: inout ServicesState) {
        for index in state.rows.indices where state.rows[index].name == service {
            state.rows[index].operationCount = count
        }
        for index in state.shown.indices where state.shown[index].name == service {
            state.shown[index].operationCount = count
        }
    }

    private mutating func askForMetrics(_ state: inout ServicesState) -> [Effect] {
        guard !state.rows.isEmpty else { return [] }
        let minute: Nanoseconds = 60_000_000_000
        let moment = sourceMoment
        let (id, effect) = ask(
            .metrics(
                MetricsQuery(
                    services: state.rows.map(\.name),
                    end: moment.now,
                    lookback: 15 * minute,
                    step: minute
                )
            ),
            what: "asking for rates"
        )
        state.metricsRequest = id
        state.metricsAsked = moment
        return [effect]
    }

    /// Goes on counting after other services came in sight.
    mutating func countVisibleOperations() -> [Effect] {
        guard case .services(var state) = screen else { return [] }
        let effects = countOperations(&state)
        replace(.services(state))
        return effects
    }

    /// Counts the operations of the next visible service that was not counted.
    private mutating func countOperations(_ state: inout ServicesState) -> [Effect] {
        guard state.counting == nil, !state.hasStoppedCounting, state.live == nil, !isFollowing,
            let service = state.shown[state.visible].first(where: { $0.operationCount == nil })?
                .name
        else { return [] }
        let (id, effect) = ask(.operations(service: service), what: "counting operations")
        state.counting = (id, service)
        return [effect]
    }
}
