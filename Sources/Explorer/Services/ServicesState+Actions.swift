import TraceModel

extension ScreenContext {
    /// The screen that the explorer opens with where nothing else is asked for.
    var home: any ScreenState { ServicesState(pinned: pinnedServices) }

    /// Opens the list of services, or goes back to it.
    mutating func openServices() { add(.openFirst(home)) }
}

extension ServicesState {
    package mutating func perform(_ action: Action, _ context: inout ScreenContext) {
        if move(action, context) { return countOperations(&context) }
        switch action {
        case .open:
            guard let service = selected?.name else {
                return context.say("No service is selected.")
            }
            cursor.choose()
            var terms = SearchTerms()
            terms.service = service
            context.openTraces(terms)
        case .operations:
            guard let service = selected?.name else {
                return context.say("No service is selected.")
            }
            cursor.choose()
            context.openOperations(service)
        case .search: promptToNarrow(&context)
        case .sort:
            order = hasRates ? order.next : .name
            arrange()
        case .invertSort:
            isInverted.toggle()
            arrange()
        case .pin where selected == nil: context.say("No service is selected.")
        case .pin:
            togglePin()
            context.pin(pinned)
            countOperations(&context)
        case .follow: toggleFollowing(&context)
        // A followed source is asked all the time already: a refresh sorts by the latest figures.
        case .refresh where live != nil: arrange()
        case .refresh: load(&context)
        default: context.sayIdle(action)
        }
    }

    package mutating func sightChanged(_ context: inout ScreenContext) {
        countOperations(&context)
    }

    package mutating func sourceGrew(_ context: inout ScreenContext) {
        guard live == nil,
            context.figures?.underWay == nil || rows.isEmpty && services.request == nil
        else { return }
        load(&context)
    }

    /// Asks for the services.
    private mutating func load(_ context: inout ScreenContext) {
        context.cancel(requests)
        services = .loading(context.ask(.services, what: "asking for services"))
        forgetFollowing()
        live?.polling.giveUp()
        metricsRequest = nil
        hasNoMetrics = false
        counting = nil
        hasStoppedCounting = false
    }

    /// Counts the operations of the next visible service that was not counted.
    mutating func countOperations(_ context: inout ScreenContext) {
        guard counting == nil, !hasStoppedCounting, live == nil, !context.isFollowing,
            let service = shown[visible].first(where: { $0.operationCount == nil })?.name
        else { return }
        let id = context.ask(.operations(service: service), what: "counting operations")
        counting = (id, service)
    }
}
