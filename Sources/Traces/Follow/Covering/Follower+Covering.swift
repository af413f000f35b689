import TraceModel

/// Following a source that searches one service at a time: which services are asked for everything, and which are only
/// checked.
extension Follower {
    /// What a stream may be asked for when it is its turn.
    enum Turn {
        /// What is newest, and what of the last minutes is still missing.
        case newest
        /// The same, and everything older.
        case all
        /// Whether there is anything that other streams did not bring.
        case check
    }

    /// How long a service that is seldom called waits for its turn, nanoseconds.
    static let longestPause: Nanoseconds = .seconds(30)
    /// Traces that are enough to see whether others bring them.
    private static let checkedTraces = 200
    /// How far back the newest goes, nanoseconds.
    static let newestReach: Nanoseconds = .seconds(90)
    /// How often the services are listed.
    static let listingPeriod: Nanoseconds = .minutes(2)
    /// Of so many questions, one is a check while any is due.
    private static let turnsToCheck = 4
    /// Spans in an answer that is not too large: some 15 MB as servers write them.
    private static let mostSpans = 10_000
    private static let leastTraces = 20
    /// No server is known that gives more at once without having been told to.
    private static let mostTraces = 1000

    /// Learns from a trace which services are called together, if it is old enough to be whole.
    mutating func learn(_ summary: TraceSummary, seenAt time: Timestamp, _ now: Moment) {
        guard plan.rotates, time.since(summary.end) >= lateness.allowance else { return }
        cover.note(summary.id, summary.services.lazy.map(\.name), at: now.monotonic)
    }

    /// Decides which services are asked for everything from now on.
    mutating func chooseLeads(_ now: Moment) {
        guard plan.rotates else { return }
        let listed = Set(streams.compactMap(\.service))
        cover.choose(among: listed, at: now.monotonic)
        for place in streams.indices {
            streams[place].isLead = streams[place].service.map(cover.leads.contains) ?? true
        }
        // One that is called and not listed yet is listed soon.
        if !cover.known.isSubset(of: listed) {
            nextListing = min(nextListing, lastListing + Self.listingPeriod / 4)
        }
    }

    /// What may be asked of which stream now, in the order in which it matters.
    func turns(_ now: Moment) -> [(place: Int, kind: Turn)] {
        let order = streams.indices.sorted { streams[$0].lastAsk < streams[$1].lastAsk }
        guard plan.rotates else { return order.map { ($0, .all) } }
        let leads = order.filter { streams[$0].isLead }
        let others = order.filter { !streams[$0].isLead }
        let unasked = others.filter { streams[$0].isUnasked }.map { ($0, Turn.check) }
        let checks = others.map { ($0, Turn.check) }
        let newest = (isOverloaded ? byMissing(leads, now) : leads).map { ($0, Turn.newest) }
        let rest = leads.map { ($0, Turn.all) }
        let turn = figures.questions % Self.turnsToCheck
        // Whatever is not known yet comes first, but not for ever: there may be hundreds of services.
        if !unasked.isEmpty, turn > 0 || leads.isEmpty { return unasked + newest + rest }
        return turn == 0 ? checks + newest + rest : newest + checks + rest
    }

    /// Streams by how much of the last minutes is missing of each, the most first: so all are seen for as much.
    private func byMissing(_ places: [Int], _ now: Moment) -> [Int] {
        let end = clock.earliest(now).advanced(by: -lateness.allowance)
        let start = end.advanced(by: -Self.newestReach)
        let seen = places.map { place in
            (place, streams[place].coverage.seen(start, end, allowance: lateness.allowance))
        }
        return seen.sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// What to ask a service that others cover, or else for how long nothing: what happened since it was asked last, as far
    /// as an answer holds it and it is old enough to be whole.
    func checkNeed(
        _ stream: FollowStream,
        _ now: Moment,
        _ wait: inout Nanoseconds
    ) -> FollowStream.Need? {
        let rest = stream.isUnasked ? 0 : stream.lastAsk + CoverReport.leastPeriod - now.monotonic
        guard rest <= 0 else {
            wait = min(wait, rest)
            return nil
        }
        return stream.agedNeed(
            clock.earliest(now),
            allowance: lateness.allowance,
            reach: stream.isUnasked ? Self.firstLook : 2 * CoverReport.leastPeriod
        )
    }

    /// How long a stream's newest is left to come together: where services take turns, as long as half an answer takes to
    /// fill, so that none is asked for little.
    func freshPause(_ stream: FollowStream) -> Nanoseconds {
        guard plan.rotates else { return refresh }
        let turn = Nanoseconds(streams.count(where: \.isLead)) * pace.spacing
        return max(refresh, min(max(turn, stream.width / 2), Self.longestPause))
    }

    /// The part of all questions that it takes to look at everything as often as should be; more than 1 is too much.
    ///
    /// Where services take turns, everything is looked at twice, and the other services are checked; else three times.
    var load: Double {
        guard plan.rotates else {
            return streams.reduce(0) { $0 + 3 * Double(pace.spacing) / Double($1.width) }
        }
        return streams.reduce(0) {
            $0 + ($1.isLead ? leadLoad($1) : Double(pace.spacing) / Double(CoverReport.leastPeriod))
        }
    }

    /// The same of one that is asked for everything.
    private func leadLoad(_ stream: FollowStream) -> Double {
        // What is asked for the newest of a quiet one reaches back to its second look.
        let again = stream.width >= 2 * Self.longestPause ? 0 : 1 / Double(stream.width)
        return Double(pace.spacing) * (1 / Double(freshPause(stream)) + again)
    }

    /// From so much of a load on everything is looked at once, and below the other it is looked at again.
    ///
    /// Where services take turns, they wait for each other, and questions for little cannot be helped: that takes the rest.
    var heavyLoads: (more: Double, less: Double) { plan.rotates ? (0.7, 0.6) : (1, 0.5) }

    /// How long second looks wait at most for what is asked of the newest to take them along; not at all where there are
    /// questions enough for each to have its own.
    var againGrowth: Nanoseconds {
        guard plan.rotates else { return 0 }
        let own =
            Double(streams.count(where: \.isLead)) * Double(pace.spacing)
            / Double(CoverageReport.gathering(lateness.allowance))
        return load + own < heavyLoads.less ? 0 : Self.longestPause
    }

    /// How long what is looked at once waits at most to become more: the longer the more there is.
    var onceGrowth: Nanoseconds {
        max(
            settings.slowestRefresh,
            min(Nanoseconds(Double(settings.slowestRefresh) * load), Self.longestPause)
        )
    }

    /// How many traces are asked for at once: where whole traces of one service after the other travel, as many as their
    /// size allows.
    func limit(of stream: FollowStream) -> Int {
        guard plan.rotates, plan.movesSpans, let spans = stream.spansPerTrace else { return limit }
        let sized = Int(Double(Self.mostSpans) / max(spans, 1))
        let most = stream.isLead ? Self.mostTraces : Self.checkedTraces
        let wanted = max(Self.leastTraces, min(sized, most))
        return refusedLimit.map { $0 <= wanted } ?? false ? min(limit, wanted) : wanted
    }

    /// How many services the source is followed by; nil where it is asked for all at once.
    func coverReport(_ reports: [ServiceCoverage], _ now: Moment) -> CoverReport? {
        guard plan.rotates else { return nil }
        let others = streams.filter { !$0.isLead }
        let unasked = others.filter(\.isUnasked)
        let names = Set(streams.lazy.filter(\.isLead).compactMap(\.service))
        return CoverReport(
            leads: reports.filter { names.contains($0.service) }
                .sorted { ($0.coverage.share, $0.service) < ($1.coverage.share, $1.service) },
            serviceCount: streams.count,
            unaskedCount: unasked.count,
            longestUnchecked: others.lazy.filter { !$0.isUnasked }.map(\.lastAsk).min()
                .map { now.monotonic - $0 }
        )
    }
}
