package import Follow
package import TraceModel

extension ServicesState {
    package var isFollowed: Bool { live != nil }

    package var follower: RequestID? {
        get { live?.id }
        set { live?.id = newValue }
    }

    package var sharedRates: LiveServices? { live }

    /// Follows all services, or stops.
    mutating func toggleFollowing(_ context: inout ScreenContext) {
        if live != nil {
            endFollowing(&context)
            return context.tellNotFollowed()
        }
        guard context.canFollow() else { return }
        var new = LiveServices(nil, context.figuresSource(hasNoMetrics: hasNoMetrics))
        forgetFollowing()
        context.cancel([metricsRequest, counting?.id].compactMap { $0 })
        metricsRequest = nil
        counting = nil
        new.begin(services: rows.map(\.name), &context)
        live = new
        fit(to: context.size)
    }

    package mutating func endFollowing(_ context: inout ScreenContext) {
        live?.stop(&context)
        endFollowing()
    }

    /// Counting operations waits too, so that a source is asked one question at a time.
    package mutating func pauseFollowing(_ context: inout ScreenContext) {
        if let counting {
            context.cancel(counting.id)
            self.counting = nil
        }
        if let id = live?.id { context.stopFollower(id) }
        live?.id = nil
    }

    package mutating func resumeFollowing(_ context: inout ScreenContext) {
        live?.begin(services: rows.map(\.name), &context)
    }

    package mutating func receive(_ update: FollowUpdate, _ context: inout ScreenContext) {
        live?.take(update)
        if update.status.hasAnswered { recover() }
        asked = context.now
        showLive()
        context.knownServices = Set(context.knownServices).union(rows.map(\.name)).sorted()
    }

    /// Takes the answer to a question of following.
    mutating func receiveLive(_ reply: ExplorerReply, _ context: inout ScreenContext) {
        if case .services(let names) = reply {
            addServices(names)
            context.knownServices = names
            live?.polling.succeed(context.time.monotonic)
        } else {
            live?.receive(reply, &context)
        }
        if case .metrics = reply {
            asked = context.now
            recover()
        }
        showLive()
    }

    /// The source answers again: that it once did not is over.
    private mutating func recover() {
        if services.failure != nil { services = .loaded(rows.map(\.name)) }
    }

    package func nextTick(_ context: ScreenContext) -> Nanoseconds? {
        live?.nextTick(context.time.monotonic)
    }

    package mutating func tick(_ context: inout ScreenContext) {
        guard live?.isDue(context.time.monotonic) == true else { return }
        live?.ask(services: rows.map(\.name), &context)
    }
}
