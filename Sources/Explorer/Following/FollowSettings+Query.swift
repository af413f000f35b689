package import Follow
package import TraceModel

extension FollowSettings {
    /// How a screen's query is followed.
    ///
    /// A list of traces is followed as far back as its time is long, since nothing older is shown. One of whole traces leaves
    /// some requests for traces that have to be read one by one, see ``ReadingPace``.
    package init(of query: TraceQuery, inProcess: Bool) {
        self.init()
        // Asking a source in this process costs nobody anything: an answer or two show at once what is usual.
        if inProcess {
            reach = Self.longestReach
            isLimitKept = true
            if query.detail != .spans { summaryLimit = 20_000 }
        }
        switch query.detail {
        case .calls: break
        case .summary: reach = min(Self.length(of: query), Self.longestReach)
        case .spans:
            reach = min(Self.length(of: query), Self.longestReach)
            requestsPerMinute -= ReadingPace.ceiling
        }
        switch query.detail {
        case .calls, .summary: lookback = inProcess ? reach : max(lookback, reach)
        case .spans: lookback = reach
        }
    }

    /// At least a minute.
    private static func length(of query: TraceQuery) -> Nanoseconds {
        max(query.end.since(query.start), .minutes(1))
    }

    /// An hour.
    package static let longestReach: Nanoseconds = .hours(1)
}
