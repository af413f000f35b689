package import TraceModel

/// Follows a live source: decides what to ask next, and tells what is new.
///
/// A state machine without clock and I/O: hand it what happens with ``handle(_:)`` and do what it returns;
/// ``FollowDriver`` does so against a `TraceReader`. It asks for stretches of time, newest first, and again and again:
/// what is newest every few seconds, each stretch once more as late as traces usually are late, and then
/// ever more seldom until ``FollowSettings/settleAfter``. Traces are known by id and size, so that one that grew is an
/// update. An answer that was cut, or may have been, counts for nothing in what is said to have been seen: its stretch is
/// asked for in parts. Where that cannot keep up, stretches are asked for once, late enough to be whole, and the
/// rest is said to be missing.
///
/// Memory is bounded by ``FollowSettings/mostKnown``; of a trace some numbers are kept, not its summary.
package struct Follower: Sendable {
    struct InFlight {
        var question: FollowQuestion
        var service: String?
        var need: FollowStream.Need
        var limit: Int
        var sent: Moment
    }

    package let settings: FollowSettings
    package internal(set) var plan: FollowPlan
    /// The source reports unasked what comes; it is asked only for what was there before.
    package let hasArrivals: Bool

    var streams: [FollowStream] = []
    var clock = ServerClock()
    var pace: RequestPace
    var sourceLimit: SourceLimit
    var lateness = Lateness()
    var known = KnownTraces()
    var figures = FollowFigures()
    /// Where services are asked one by one: which of them bring the traces of the others.
    var cover = ServiceCover()
    /// What the last answer with anything wrong said of it.
    var notes: [String] = []
    var inFlight: InFlight?
    var lastQuestion = 0
    var limit: Int
    /// The largest limit that the source has answered to; 0 before any answer.
    var acceptedLimit = 0
    /// A limit that the source refused, until it is tried again.
    var refusedLimit: Int?
    /// When a limit that was lowered is raised again, by the monotonic clock.
    var nextRaise: Nanoseconds = .min
    var refresh: Nanoseconds
    var isRunning = false
    var began: Timestamp?
    var lastTime: Moment?
    /// When services are to be listed, by the monotonic clock.
    var nextListing: Nanoseconds = .min
    /// When they were listed last, by the same clock.
    var lastListing: Nanoseconds = 0
    /// The source has reported everything since then, by its clock.
    var reportedSince: Timestamp?
    /// When the source last reported something.
    var lastReported: Timestamp?
    var lastPrune: Nanoseconds = .min
    /// When to look again while nothing is asked, by the monotonic clock.
    var nextWaking: Nanoseconds = .min
    /// The source gives more in the time than can be asked for: stretches are asked for once.
    var isOverloaded = false
    var lastError: TraceReaderError?

    /// Begins to follow with ``FollowerEvent/began(_:)``.
    ///
    /// - Parameters:
    ///   - wanted: The conditions of the traces; times and limit do not matter.
    ///   - ability: From the source's `describe()`.
    ///   - hasArrivals: Whether ``FollowerEvent/arrived(_:_:)`` will come from an `arrivals()` taken already.
    ///   - settings: Pace, reach and bounds.
    package init(
        _ wanted: TraceQuery,
        ability: SearchAbility,
        hasArrivals: Bool = false,
        settings: FollowSettings = FollowSettings()
    ) {
        self.settings = settings
        self.hasArrivals = hasArrivals
        plan = FollowPlan(wanted, ability: ability)
        pace = RequestPace(ceiling: settings.requestsPerMinute)
        sourceLimit = SourceLimit(isLimitKept: settings.isLimitKept)
        limit = plan.limit(settings)
        refresh = settings.refresh
    }

    /// Takes what happened and returns what is to be done, in order.
    ///
    /// - Complexity: O(traces of the answer), and now and then O(known traces).
    package mutating func handle(_ event: FollowerEvent) -> [FollowerEffect] {
        var changes = FollowChanges()
        var effects: [FollowerEffect] = []
        let time: Moment
        switch event {
        case .began(let now):
            time = now
            observe(now)
            begin(now)
        case .woke(let now):
            time = now
            observe(now)
            effects += giveUp(now)
        case .answered(let id, let answer, let now):
            time = now
            observe(now)
            take(answer, id, now, &changes)
        case .listed(let id, let services, let now):
            time = now
            observe(now)
            take(services, id, now)
        case .failed(let id, let error, let now):
            time = now
            observe(now)
            fail(id, error, now)
        case .arrived(let batch, let now):
            time = now
            observe(now)
            take(batch, now, &changes)
        case .stopped:
            return stop()
        }
        guard isRunning else { return effects }
        trustArrivals(time)
        settle(time, &changes)
        if !changes.isEmpty { effects.append(.changed(changes)) }
        effects += proceed(time)
        return effects
    }

    private mutating func begin(_ now: Moment) {
        isRunning = true
        let time = clock.earliest(now)
        began = began ?? time
        if hasArrivals { reportedSince = time }
        if streams.isEmpty, !plan.rotates {
            streams = [stream(service: nil, since: time.advanced(by: -settings.reach))]
        }
    }

    private mutating func stop() -> [FollowerEffect] {
        isRunning = false
        defer { inFlight = nil }
        return inFlight.map { [.cancel($0.question.id)] } ?? []
    }

    func stream(service: String?, since: Timestamp) -> FollowStream {
        var stream = FollowStream(service: service, since: since)
        stream.lookback = max(settings.lookback, 3 * settings.settleAfter)
        return stream
    }

    /// Notices that the machine slept, or a clock was set.
    private mutating func observe(_ now: Moment) {
        defer { lastTime = now }
        guard let last = lastTime else { return }
        let jump = now.wall.since(last.wall) - (now.monotonic - last.monotonic)
        guard abs(jump) > .seconds(2) else { return }
        clock.doubt()
    }

    /// Gives up a question that nobody answers.
    private mutating func giveUp(_ now: Moment) -> [FollowerEffect] {
        guard let asked = inFlight, now.monotonic - asked.sent.monotonic >= settings.requestTimeout
        else {
            return []
        }
        fail(
            asked.question.id,
            .unanswered(within: settings.requestTimeout),
            now
        )
        return [.cancel(asked.question.id)]
    }

    mutating func take(_ services: [String], _ id: FollowQuestion.ID, _ now: Moment) {
        guard let asked = inFlight, asked.question.id == id else { return }
        inFlight = nil
        lastError = nil
        pace.succeed(now.monotonic)
        lastListing = now.monotonic
        nextListing =
            now.monotonic + (services.isEmpty ? .seconds(30) : Self.listingPeriod)
        let wanted = Set(services)
        streams.removeAll { $0.service.map { !wanted.contains($0) } ?? true }
        let held = Set(streams.compactMap(\.service))
        let time = clock.earliest(now)
        let since = max(
            (began ?? time).advanced(by: -settings.reach),
            time.advanced(by: -settings.lookback)
        )
        for service in services where !held.contains(service) {
            streams.append(stream(service: service, since: since))
        }
        chooseLeads(now)
    }
}
