package import TraceModel

/// Which question a source is asked: the cheapest that tells what is wanted.
package struct FollowPlan: Sendable, Equatable {
    /// What is followed; its times and limit do not matter.
    package let wanted: TraceQuery
    package let ability: SearchAbility
    /// The services are asked one after the other, because the source searches no two at once.
    package private(set) var rotates: Bool

    /// Decides from what the source says of itself before it is asked.
    package init(_ wanted: TraceQuery, ability: SearchAbility) {
        self.wanted = wanted
        self.ability = ability
        rotates = wanted.service == nil && ability.needsService
    }

    /// Whether the source's refusal means that it wants a service named; then it gets one at a time.
    mutating func rotate(after error: TraceReaderError) -> Bool {
        guard wanted.service == nil, !rotates else { return false }
        guard error.kind == .unsupported || error.kind == .invalidQuery, error.says("service")
        else { return false }
        rotates = true
        return true
    }

    /// Whether whole traces travel for each question.
    package var movesSpans: Bool {
        ability.route == .wholeTraces
            || (ability.route == .summaries && (wanted.detail != .summary || needsSpans))
    }

    /// Whether the source cannot be asked for all of the conditions, so that spans have to be tested here.
    private var needsSpans: Bool { !QueryAPIConditions(wanted.conditions).rest.isEmpty }

    /// Whether every trace of the time is wanted, so that a missing one is missing at the source.
    var isUnconditional: Bool { wanted.conditions.isEmpty }

    /// How many traces are asked for at once.
    package func limit(_ settings: FollowSettings) -> Int {
        movesSpans ? settings.traceLimit : settings.summaryLimit
    }

    /// The question for the traces from `start` until `end`.
    package func query(
        service: String?,
        from start: Timestamp,
        to end: Timestamp,
        limit: Int
    ) -> TraceQuery {
        var query = wanted
        query.service = wanted.service ?? service
        query.start = start
        query.end = end
        query.limit = limit
        return query
    }
}

extension TraceReaderError {
    /// Whether the source's own words, or where there are none the sentence, have this in them.
    func says(_ word: String) -> Bool {
        let quoted = message.split(separator: "“", maxSplits: 1).dropFirst().first
        return (quoted.map(String.init) ?? message).lowercased().contains(word)
    }
}
