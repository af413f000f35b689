package import TraceModel

/// Times of files, which hold what they hold: "the last hour" is the last of theirs, not ours.
extension SearchTerms {
    /// When `last=` begins to count back: `now`, or where all time is searched, just after the newest trace of `source` began.
    package func moment(
        now: Timestamp,
        defaults: SearchDefaults,
        source: SourceDescription?
    ) -> Timestamp {
        guard countsBackFromNewest(defaults), let newest = source?.extent?.upperBound else {
            return now
        }
        return newest.advanced(by: 1)
    }

    /// Whether the time searched ends with what the source holds, and not now.
    package func countsBackFromNewest(_ defaults: SearchDefaults) -> Bool {
        guard case .last = window else { return false }
        return defaults.searchesAllTime
    }
}

extension ScreenContext {
    /// The query that `terms` mean now, for this source.
    func query(of terms: SearchTerms) -> TraceQuery {
        let defaults = settings.search
        let moment = terms.moment(now: now, defaults: defaults, source: source.value)
        return terms.query(now: moment, defaults: defaults)
    }

    /// What a line about a search says of such a time, if it has one.
    func wordsOnTime(of terms: SearchTerms) -> [String] {
        terms.countsBackFromNewest(settings.search) ? ["counted back from the newest trace"] : []
    }
}
