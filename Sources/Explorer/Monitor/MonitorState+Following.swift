package import Follow
package import TraceModel

/// A monitor that is followed: by the source's metrics where it has them, else by the traces that come.
extension MonitorState {
    package var isFollowed: Bool { live != nil }

    package var follower: RequestID? {
        get { live?.id }
        set { live?.id = newValue }
    }

    /// Follows what is shown, or stops: by metrics unless the source is known to have none.
    mutating func toggleFollowing(_ context: inout ScreenContext) {
        if live != nil {
            endFollowing(&context)
            return context.tellNotFollowed()
        }
        context.cancel(requests)
        guard context.canFollow() else { return }
        live = LiveMonitor(isSample || series?.source == .followed ? .traces : .metrics)
        notes = []
        loading = series == nil ? .idle : .loaded(())
        begin(&context)
    }

    private mutating func begin(_ context: inout ScreenContext) {
        let id = context.beginFollowing()
        live?.begin(id, context.time.monotonic)
        if live?.figuresSource == .metrics { poll(&context) } else { follow(as: id, &context) }
    }

    /// Resumes a monitor that is on top again, or starts over with one that is followed.
    package mutating func resumeFollowing(_ context: inout ScreenContext) {
        guard live != nil else { return }
        context.cancel(requests)
        begin(&context)
    }

    /// Stops following; what was last shown stays.
    package mutating func endFollowing(_ context: inout ScreenContext) {
        context.cancel(requests)
        if let id = live?.id { context.stopFollower(id) }
        if live?.hasFigures == true { notes = ["followed until now"] }
        live = nil
    }

    /// Shows another range of what is followed.
    mutating func showRange(_ context: inout ScreenContext) {
        if live?.figuresSource == .traces {
            showCounts()
        } else {
            context.cancel(requests)
            poll(&context)
        }
    }

    package mutating func receive(_ update: FollowUpdate, _ context: inout ScreenContext) {
        asked = context.now
        live?.take(update, of: service, operation)
        // The source answers again: that it once did not is over.
        if update.status.hasAnswered, loading.failure != nil, series != nil {
            loading = .loaded(())
        }
        showCounts()
    }

    /// Shows what a follower counted; other figures stay until it has counted something.
    private mutating func showCounts() {
        guard let counted = live?.series(of: service, range: range) else { return }
        if series.map({ $0.source == .followed }) ?? true || !counted.isEmpty { show(counted) }
    }

    /// Takes the answer to a question of following.
    mutating func receiveLive(_ reply: ExplorerReply, _ context: inout ScreenContext) {
        guard var live, let asked = question else { return }
        let now = context.now
        let isForTraces = live.receive(reply, &context) { live, metrics in
            let recent = asked.series(of: metrics)
            let hadAny = series.map { $0.source == .metrics && !$0.isEmpty } ?? false
            if hadAny || !recent.isEmpty { live.hasMetrics = true }
            guard live.hasMetrics else { return }
            self.asked = now
            let since = asked.end.advanced(by: -asked.lookback)
            show(series?.moved(to: recent, since: since) ?? recent)
        }
        self.live = live
        if isForTraces, let id = live.id { follow(as: id, &context) }
    }

    private func follow(as id: RequestID, _ context: inout ScreenContext) {
        let query = TraceQuery(
            service: service,
            // A source in this process reports all traces of a service anyway.
            operation: context.isInProcess ? nil : operation,
            start: context.now,
            end: context.now,
            detail: .calls
        )
        context.follow(query, as: id)
    }

    /// Asks for metrics now.
    private mutating func poll(_ context: inout ScreenContext) {
        guard var live else { return }
        let moment = context.sourceMoment
        let time = live.timeToAsk(range, known: series, moment.now)
        var question = question(until: time.end, context)
        question.lookback = time.lookback
        self.question = question
        live.poll(
            .metrics(question.metrics),
            what: "asking for rates of \(title)",
            at: moment,
            &context
        )
        self.live = live
    }

    package func nextTick(_ context: ScreenContext) -> Nanoseconds? {
        live?.nextTick(context.time.monotonic)
    }

    package mutating func tick(_ context: inout ScreenContext) {
        if live?.isDue(context.time.monotonic) == true { poll(&context) }
    }
}
