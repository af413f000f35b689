import TraceModel

/// The traces that were seen, by id, with as much of each as it takes to tell a new one from one that grew.
struct KnownTraces: Sendable {
    struct Entry: Sendable {
        var spanCount: Int
        var errorCount: Int
        var start: Timestamp
        var end: Timestamp
        /// By the monotonic clock, since the others may jump.
        var lastSeen: Nanoseconds
        /// Whether it will be looked at again.
        var isWatched = true
        /// Whether the source did not give it any more when it should have.
        var isGone = false
    }

    enum Finding: Equatable {
        case new
        /// Not known, but most likely one of those that were forgotten early.
        case again
        case grew
        case same
        /// Less than was seen before: a part of it, or the source has begun anew.
        case smaller
        /// As many spans and errors, but other times.
        case contradictory
    }

    private(set) var entries: [TraceID: Entry] = [:]
    /// Traces dropped from memory before their time because there were too many.
    private(set) var droppedEarly = 0
    private var forgotten = ForgottenTraces()

    /// Compares with what is known, and keeps the larger.
    mutating func take(_ summary: TraceSummary, at time: Nanoseconds) -> Finding {
        guard var entry = entries[summary.id] else {
            entries[summary.id] = Entry(
                spanCount: summary.spanCount,
                errorCount: summary.errorCount,
                start: summary.start,
                end: summary.end,
                lastSeen: time
            )
            return forgotten.contains(summary.id) ? .again : .new
        }
        let finding = entry.compare(summary)
        entry.lastSeen = max(entry.lastSeen, time)
        entry.isGone = false
        if finding == .grew {
            entry.spanCount = summary.spanCount
            entry.errorCount = summary.errorCount
            entry.start = summary.start
            entry.end = summary.end
            entry.isWatched = true
        }
        entries[summary.id] = entry
        return finding
    }

    /// Ends the watch of those that `judge` says something of.
    mutating func settle(_ judge: (Entry) -> Bool?) -> (settled: [TraceID], released: [TraceID]) {
        var settled: [TraceID] = []
        var released: [TraceID] = []
        for (id, entry) in entries where entry.isWatched {
            guard let isSettled = judge(entry) else { continue }
            if isSettled { settled.append(id) } else { released.append(id) }
        }
        for id in settled + released { entries[id]?.isWatched = false }
        return (settled.sorted(), released.sorted())
    }

    /// Counts the traces that an answer for the time from `start` until `end` should have held and did not.
    mutating func noteMissing(
        _ start: Timestamp,
        _ end: Timestamp,
        answered: Set<TraceID>
    ) -> (expected: Int, missing: Int) {
        var expected = 0
        var missing: [TraceID] = []
        for (id, entry) in entries where entry.isWatched && !entry.isGone {
            guard entry.start >= start, entry.start < end else { continue }
            expected += 1
            if !answered.contains(id) { missing.append(id) }
        }
        for id in missing { entries[id]?.isGone = true }
        return (expected, missing.count)
    }

    /// Forgets those last seen before `time`, and the longest unseen ones beyond `most`.
    ///
    /// - Returns: Those among them that were still watched.
    mutating func prune(before time: Nanoseconds, most: Int) -> [TraceID] {
        var gone = entries.filter { $0.value.lastSeen < time && !$0.value.isWatched }.map(\.key)
        let excess = entries.count - gone.count - most
        if excess > 0 {
            // A tenth more than need be, so that this is seldom done.
            let oldest = entries.sorted {
                ($0.value.isWatched ? 1 : 0, $0.value.lastSeen, $0.key)
                    < ($1.value.isWatched ? 1 : 0, $1.value.lastSeen, $1.key)
            }
            let early = oldest.prefix(excess + most / 10).map(\.key)
            droppedEarly += early.count
            for id in early { forgotten.insert(id) }
            gone += early
        }
        var released: [TraceID] = []
        for id in gone {
            guard let entry = entries.removeValue(forKey: id), entry.isWatched else { continue }
            released.append(id)
        }
        return released.sorted()
    }
}

extension KnownTraces.Entry {
    fileprivate func compare(_ summary: TraceSummary) -> KnownTraces.Finding {
        if (summary.spanCount, summary.errorCount) > (spanCount, errorCount) { return .grew }
        if (summary.spanCount, summary.errorCount) < (spanCount, errorCount) { return .smaller }
        return summary.start == start && summary.end == end ? .same : .contradictory
    }
}
