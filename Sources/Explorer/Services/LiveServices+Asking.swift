import Follow
import TraceModel

/// Services and operations that are followed: by the source's metrics where it has them, which costs it least,
/// else by the traces that come.
extension LiveServices {
    /// Begins to follow, or starts over; `services` are those whose metrics are asked for.
    mutating func begin(services: [String], _ context: inout ScreenContext) {
        let id = context.beginFollowing()
        begin(id, context.time.monotonic)
        if figuresSource == .metrics {
            ask(services: services, &context)
        } else {
            context.follow(query(context.now), as: id)
        }
    }

    /// Asks for metrics now, or for names first.
    mutating func ask(services: [String], _ context: inout ScreenContext) {
        let isListing = services.isEmpty || service == nil && polling.wantsListing
        let moment = context.sourceMoment
        let query = MetricsQuery(
            services: services,
            byOperation: service != nil,
            end: moment.now,
            lookback: history.lookback(moment.now),
            step: MetricsHistory.step,
            window: MetricsHistory.window,
            wantsP99: true
        )
        poll(
            isListing ? .services : .metrics(query),
            what: "asking for rates",
            at: moment,
            &context
        )
    }

    /// Takes the answer to a question for metrics; where the source has none, traces are followed from now on.
    mutating func receive(_ reply: ExplorerReply, _ context: inout ScreenContext) {
        let clock = context.sourceClock
        let isForTraces = receive(reply, &context) { $0.take($1, clock) }
        if isForTraces, let id { context.follow(query(context.now), as: id) }
    }

    func stop(_ context: inout ScreenContext) {
        if let id { context.stopFollower(id) }
        context.cancel(polling.request)
    }
}

extension ScreenContext {
    /// How services and operations are followed: what a source in this process counts itself is asked for as traces.
    func figuresSource(hasNoMetrics: Bool) -> FiguresSource {
        isInProcess || hasNoMetrics ? .traces : .metrics
    }
}
