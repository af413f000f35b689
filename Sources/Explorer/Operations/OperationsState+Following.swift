package import Follow
package import TraceModel

extension OperationsState {
    package var isFollowed: Bool { live != nil || showsRatesBelow }

    package var follower: RequestID? {
        get { live?.id }
        set { live?.id = newValue }
    }

    /// Follows the operations, or stops.
    mutating func toggleFollowing(_ context: inout ScreenContext) {
        if showsRatesBelow {
            showsRatesBelow = false
            context.say("Following stopped, for the services below too.")
            context.add(.endFollowingBelow)
        } else if live != nil {
            endFollowing(&context)
            context.tellNotFollowed()
        } else if context.canFollow() {
            begin(context.figuresSource(hasNoMetrics: false), &context)
            fit(to: context.size)
        }
    }

    /// Operations that open above followed services are followed with them.
    package mutating func opened(above rates: LiveServices?, _ context: inout ScreenContext) {
        guard let rates else { return }
        if rates.figuresSource == .metrics {
            begin(.metrics, &context)
        } else {
            showsRatesBelow = true
            show(rates, context)
        }
    }

    private mutating func begin(_ figuresSource: FiguresSource, _ context: inout ScreenContext) {
        var new = LiveServices(service, figuresSource)
        new.begin(services: [service], &context)
        live = new
    }

    package mutating func endFollowing(_ context: inout ScreenContext) {
        live?.stop(&context)
        live = nil
    }

    package mutating func resumeFollowing(_ context: inout ScreenContext) {
        live?.begin(services: [service], &context)
    }

    package mutating func receive(_ update: FollowUpdate, _ context: inout ScreenContext) {
        live?.take(update)
        if let live { show(live, context) }
    }

    /// Takes the answer to a question of following.
    mutating func receiveLive(_ reply: ExplorerReply, _ context: inout ScreenContext) {
        live?.receive(reply, &context)
        if let live { show(live, context) }
    }

    package func nextTick(_ context: ScreenContext) -> Nanoseconds? {
        live?.nextTick(context.time.monotonic)
    }

    package mutating func tick(_ context: inout ScreenContext) {
        guard live?.isDue(context.time.monotonic) == true else { return }
        live?.ask(services: [service], &context)
    }
}
