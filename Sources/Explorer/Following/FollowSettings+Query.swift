package import Follow
package import TraceModel

extension FollowSettings {
    /// How what a screen shows is followed.
    ///
    /// Of a query for whole traces the length of its time counts: nothing older is shown, and some requests are left
    /// for those that have to be read one by one, see ``ReadingPace``.
    package init(of query: TraceQuery, inProcess: Bool) {
        self.init()
        // A source in this process is no burden on anyone: what is usual is seen at once, in an answer or two.
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
