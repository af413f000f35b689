import TraceModel

/// What is asked next, and when.
extension Follower {
    /// How long the first look at what is newest is, so that something is there soon.
    static let firstLook: Nanoseconds = .seconds(60)
    /// Longest time without waking.
    private static let longestRest: Nanoseconds = .seconds(5)

    /// How long a question is waited for until that is said, and until it is said again.
    static let silencePause: Nanoseconds = .seconds(5)

    /// The next question if it is time, and when to look again.
    mutating func proceed(_ now: Moment) -> [FollowerEffect] {
        if inFlight == nil, let question = nextQuestion(now) {
            return [.ask(question), .watch(at: now.monotonic + Self.silencePause)]
        }
        guard let asked = inFlight else { return [.wake(at: nextWaking)] }
        let last = asked.sent.monotonic + settings.requestTimeout
        return [.watch(at: max(now.monotonic, min(last, now.monotonic + Self.silencePause)))]
    }

    /// The next question if it is time; else ``nextWaking`` is when to look again.
    private mutating func nextQuestion(_ now: Moment) -> FollowQuestion? {
        nextWaking = pace.earliest(now.monotonic)
        if nextWaking > now.monotonic { return nil }
        if plan.rotates, now.monotonic >= nextListing {
            return ask(.services, nil, FollowStream.Need(start: .zero, end: .zero), limit, now)
        }
        forgetFuture(now)
        var wait = Self.longestRest
        for (place, turn) in turns(now) {
            guard let need = nextNeed(streams[place], turn, now, &wait) else { continue }
            streams[place].lastAsk = now.monotonic
            if need.isFresh { streams[place].lastFreshAsk = now.monotonic }
            let service = streams[place].service
            let limit = limit(of: streams[place])
            let query = plan.query(service: service, from: need.start, to: need.end, limit: limit)
            return ask(.traces(query), service, need, limit, now)
        }
        nextWaking = now.monotonic + max(wait, .milliseconds(10))
        return nil
    }

    private mutating func ask(
        _ subject: FollowQuestion.Subject,
        _ service: String?,
        _ need: FollowStream.Need,
        _ limit: Int,
        _ now: Moment
    ) -> FollowQuestion {
        lastQuestion += 1
        figures.questions += 1
        pace.begin(now.monotonic)
        let question = FollowQuestion(id: lastQuestion, subject: subject)
        inFlight = InFlight(
            question: question,
            service: service,
            need: need,
            limit: limit,
            sent: now
        )
        return question
    }

    /// What to ask a stream now, or else for how long nothing.
    private func nextNeed(
        _ stream: FollowStream,
        _ turn: Turn,
        _ now: Moment,
        _ wait: inout Nanoseconds
    ) -> FollowStream.Need? {
        if turn == .check { return checkNeed(stream, now, &wait) }
        let reach = turn == .newest ? Self.newestReach : .max
        let time = clock.earliest(now)
        let allowance = lateness.allowance
        if isOverloaded, !stream.coverage.isEmpty {
            let need =
                plan.rotates
                ? stream.agedNeed(
                    time,
                    allowance: allowance,
                    reach: reach,
                    growth: onceGrowth,
                    waits: true
                ) : stream.agedNeed(time, allowance: allowance)
            if need == nil { wait = min(wait, .seconds(1)) }
            return need
        }
        if !isReported(stream, time) {
            let due = stream.lastFreshAsk.map { $0 + freshPause(stream) } ?? now.monotonic
            if due <= now.monotonic {
                return stream.freshNeed(
                    time,
                    ahead: clock.latest(now).advanced(by: .seconds(1)),
                    allowance: allowance,
                    first: min(settings.reach, settings.lookback, Self.firstLook)
                )
            }
            wait = min(wait, due - now.monotonic)
        }
        // The first answer was cut: what is newest comes first all the same.
        if stream.coverage.isEmpty { return stream.agedNeed(time, allowance: allowance) }
        if let need = stream.gapNeed(time, reach: reach) { return need }
        if turn == .newest { return nil }
        for allowance in looks {
            let (need, rest) = stream.lookAgainNeed(
                time,
                allowance: allowance,
                growth: againGrowth
            )
            if let need { return need }
            wait = min(wait, rest)
        }
        return nil
    }

    /// Whether the source reports unasked what is newest.
    private func isReported(_ stream: FollowStream, _ time: Timestamp) -> Bool {
        guard hasArrivals, let latest = stream.coverage.latest else { return false }
        return time.since(latest) < .seconds(10)
    }

    /// How long after a moment it is looked at again: each time three times as late, until the last time.
    ///
    /// Where services take turns, each is looked at again once: nobody waits for later spans there.
    var looks: [Nanoseconds] {
        if plan.rotates { return [lateness.allowance] }
        var looks: [Nanoseconds] = []
        var next = lateness.allowance
        while next < settings.settleAfter / 2 {
            looks.append(next)
            next *= 3
        }
        return looks + [settings.settleAfter]
    }

    /// A clock that went back takes with it what was said of a time that is still to come.
    private mutating func forgetFuture(_ now: Moment) {
        if clock.isKnown, clock.isDoubted { return }
        let time = clock.latest(now).advanced(by: .seconds(10))
        for place in streams.indices {
            if let latest = streams[place].coverage.latest, latest > time {
                streams[place].forget(after: clock.latest(now))
            }
        }
    }

    /// Ends the watch of traces that had their last look, and forgets old ones.
    mutating func settle(_ now: Moment, _ changes: inout FollowChanges) {
        guard now.monotonic - .seconds(5) >= lastPrune || lastPrune == .min else { return }
        // The source will say its time with the next answer, if it ever did.
        if clock.isKnown, clock.isDoubted { return }
        lastPrune = now.monotonic
        let time = clock.earliest(now)
        let horizon = isOverloaded ? lateness.allowance : settings.settleAfter
        let streams = streams.filter(\.isLead)
        let grace: Nanoseconds = .seconds(180)
        let (settled, released) = known.settle { entry in
            guard time.since(entry.end) >= horizon else { return nil }
            let end = max(entry.end, entry.start.advanced(by: 1))
            if !streams.isEmpty,
                streams.allSatisfy({ $0.coverage.covers(entry.start, end, allowance: horizon) })
            {
                return true
            }
            return time.since(entry.end) >= horizon + grace ? false : nil
        }
        changes.settled += settled
        changes.released += released
        changes.released += known.prune(
            before: now.monotonic - settings.memory,
            most: settings.mostKnown
        )
        for place in self.streams.indices {
            self.streams[place].prune(
                before: time.advanced(by: -max(settings.lookback, .seconds(3900))),
                horizon: settings.settleAfter
            )
        }
    }
}
