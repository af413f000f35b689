import Follow
import TraceModel

/// Services and operations that are followed: by the source's metrics where it has them, which costs it least,
/// else by the traces that come.
extension ExplorerState {
    /// Follows all services, or stops.
    mutating func toggleFollowing(_ state: inout ServicesState) -> [Effect] {
        if let live = state.live {
            state.endFollowing()
            tell(.info, "not followed any more; R asks again")
            return stop(live)
        }
        guard isFollowable else { return [] }
        var live = LiveServices(nil, wayOfFollowing(hasNoMetrics: state.hasNoMetrics))
        state.forgetFollowing()
        let effects = cancel([state.metricsRequest, state.counting?.id].compactMap { $0 })
        state.metricsRequest = nil
        state.counting = nil
        let begun = pauseFollowing() + begin(&live)
        state.live = live
        state.fit(to: size)
        return effects + begun
    }

    /// Follows the operations of one service, or stops.
    mutating func toggleFollowing(_ state: inout OperationsState) -> [Effect] {
        if state.isFedBelow {
            state.isFedBelow = false
            tell(.info, "not followed any more, and neither are its services")
            return endServicesBelow()
        }
        if let live = state.live {
            state.live = nil
            tell(.info, "not followed any more; R asks again")
            return stop(live)
        }
        guard isFollowable else { return [] }
        var live = LiveServices(state.service, wayOfFollowing(hasNoMetrics: false))
        let effects = pauseFollowing() + begin(&live)
        state.live = live
        return effects
    }

    /// Lets operations that open above followed services be followed with them.
    mutating func followAbove(_ state: inout OperationsState) -> [Effect] {
        guard case .services(let services) = screen, let live = services.live else { return [] }
        guard live.way == .metrics else {
            state.isFedBelow = true
            state.show(live, time)
            return []
        }
        var own = LiveServices(state.service, .metrics)
        let effects = pauseFollowing() + begin(&own)
        state.live = own
        return effects
    }

    /// Goes on with services or operations that come back on top.
    mutating func resumeServices() -> [Effect] {
        var index = screens.count - 1
        if case .operations(let state) = screen, state.isFedBelow, let below = servicesBelow {
            index = below
        }
        guard var live = screens[index].liveServices, live.id == nil else { return [] }
        let effects = pauseFollowing() + begin(&live)
        screens[index].liveServices = live
        return effects
    }

    /// Takes what a follower saw, for services and the operations above them.
    mutating func receive(_ update: FollowUpdate, at index: Int) {
        guard var live = screens[index].liveServices else { return }
        // Taken out before it changes: two holders would make every change copy all counts.
        screens[index].liveServices = nil
        live.take(update)
        if case .services(var state) = screens[index] {
            state.asked = now
            state.live = live
            state.showLive()
            state.fit(to: size)
            screens[index] = .services(state)
            knownServices = Set(knownServices).union(state.rows.map(\.name)).sorted()
        } else if case .operations(var state) = screens[index] {
            state.live = live
            state.show(live, time)
            state.fit(to: size)
            screens[index] = .operations(state)
        }
        for above in screens.indices where above > index {
            guard case .operations(var state) = screens[above], state.isFedBelow else { continue }
            state.show(live, time)
            state.fit(to: size)
            screens[above] = .operations(state)
        }
    }

    /// Takes the answer to a question of following; `learn` is told of names of services.
    mutating func receive(
        _ reply: ExplorerReply,
        in live: inout LiveServices,
        learn: ([String]) -> Void
    ) -> [Effect] {
        if case .services(let names) = reply {
            learn(names)
            knownServices = names
            live.polling.succeed(time.monotonic)
            return []
        }
        let clock = sourceClock
        let isForTraces = receive(reply, in: &live) { $0.take($1, clock) }
        return isForTraces ? [follow(live)].compactMap { $0 } : []
    }

    private func wayOfFollowing(hasNoMetrics: Bool) -> LiveServices.Way {
        source.value?.search.route == .inProcess || hasNoMetrics ? .traces : .metrics
    }

    private mutating func begin(_ live: inout LiveServices) -> [Effect] {
        live.begin(beginFollowing(), time.monotonic)
        return live.way == .metrics ? ask(&live) : [follow(live)].compactMap { $0 }
    }

    private func follow(_ live: LiveServices) -> Effect? {
        live.id.map { .follow($0, live.query(now)) }
    }

    /// Asks for metrics now, or for names first.
    mutating func ask(_ live: inout LiveServices) -> [Effect] {
        let services: [String] =
            if let service = live.service {
                [service]
            } else if case .services(let state) = screen {
                state.rows.map(\.name)
            } else {
                knownServices
            }
        let isListing = services.isEmpty || live.service == nil && live.polling.wantsListing
        let moment = sourceMoment
        let query = MetricsQuery(
            services: services,
            byOperation: live.service != nil,
            end: moment.now,
            lookback: live.history.lookback(moment.now),
            step: MetricsHistory.step,
            window: MetricsHistory.window,
            wantsP99: true
        )
        return poll(
            isListing ? .services : .metrics(query),
            what: "asking for rates",
            at: moment,
            for: &live
        )
    }

    private mutating func stop(_ live: LiveServices) -> [Effect] {
        let follower: [Effect] = live.id.map { [.cancel($0)] } ?? []
        return follower + cancel(live.polling.request.map { [$0] } ?? [])
    }

    private var servicesBelow: Int? {
        screens.lastIndex { if case .services = $0 { true } else { false } }
    }

    private mutating func endServicesBelow() -> [Effect] {
        guard let index = servicesBelow, case .services(var state) = screens[index],
            let live = state.live
        else { return [] }
        state.endFollowing()
        screens[index] = .services(state)
        return stop(live)
    }
}

extension Screen {
    /// What a list of services or operations that is followed knows.
    var liveServices: LiveServices? {
        get {
            switch self {
            case .services(let state): state.live
            case .operations(let state): state.live
            default: nil
            }
        }
        set {
            if case .services(var state) = self {
                state.live = newValue
                self = .services(state)
            } else if case .operations(var state) = self {
                state.live = newValue
                self = .operations(state)
            }
        }
    }
}
