package import Follow
package import TraceModel

extension FollowSettings {
    /// How a screen's query is followed.
    ///
    /// A query for whole traces is followed as far back as its time is long, since nothing older is shown. It leaves some
    /// requests for traces that have to be read one by one, see ``ReadingPace``.
    package init(of query: TraceQuery, inProcess: Bool) {
        self.init()
        // Asking a source in this process costs nobody anything: an answer or two show at once what is usual.
        if inProcess {
            reach = Self.longestReach
            isLimitKept = true
            if query.detail != .spans { summaryLimit = 20_000 }
        }
        if query.detail == .spans {
            reach = min(max(query.end.since(query.start), .minutes(1)), Self.longestReach)
            requestsPerMinute -= ReadingPace.ceiling
        }
        lookback = inProcess || query.detail == .spans ? reach : lookback
    }

    /// An hour.
    package static let longestReach: Nanoseconds = .hours(1)
}
