import TraceModel

/// Times that can be drawn: no start of 1970 among those of today, no end before its start.
struct DisplayTimes: Sendable {
    private(set) var starts: [UInt64]
    private(set) var ends: [UInt64]
    private(set) var issues: [TreeIssue] = []
    /// Spans without a known end.
    private var unfinished: [Int] = []

    /// `parents` has one node for each span and `missing` more behind them; it may hold cycles.
    init(_ trace: Trace, parents: [Int32], missing: Int) {
        let count = trace.count
        starts = Array(repeating: 0, count: count + missing)
        ends = starts
        var earliest = UInt64.max
        var unknown: [Int] = []
        let rows = trace.rows
        let columns = trace.columns
        let (recordedStarts, recordedEnds) = (columns.starts, columns.ends)
        let (firstEvents, eventTimes) = (columns.firstEvents, columns.events.times)
        for index in 0..<count {
            let row = rows[index]
            let start = recordedStarts[row]
            let end = recordedEnds[row]
            starts[index] = start
            ends[index] = max(start, end)
            if end == 0 {
                // A span that is sent without any time is not known to have begun either.
                if start > 0 { unfinished.append(index) }
            } else if end < start {
                issues.append(.negativeDuration(span: index))
            }
            let events = Int(firstEvents[row])..<Int(firstEvents[row + 1])
            let early = start == 0 ? 0 : events.count { eventTimes[$0] < start }
            if early > 0 { issues.append(.earlyEvents(span: index, count: early)) }
            if start == 0 { unknown.append(index) } else { earliest = min(earliest, start) }
        }
        if earliest < .max && !unknown.isEmpty {
            inherit(unknown, spanCount: count, parents: parents, earliest: earliest)
            issues += unknown.map { .missingStart(span: $0) }
        }
        spanOrphans(count: count, missing: missing, parents: parents)
    }

    /// Lets spans without a known end last until the last end below them: so long they were needed at least.
    ///
    /// `order` has parents before their children.
    mutating func extendUnfinished(parents: [Int32], order: [Int32]) {
        guard !unfinished.isEmpty else { return }
        var isOpen = [Bool](repeating: false, count: parents.count)
        for span in unfinished { isOpen[span] = true }
        for node in order.reversed() {
            let parent = Int(parents[Int(node)])
            if parent >= 0, isOpen[parent] {
                ends[parent] = max(ends[parent], ends[Int(node)])
            }
        }
        issues += unfinished.map { .unfinished(span: $0) }
    }

    /// Gives each span of `unknown` the start of its nearest ancestor that has one, else the earliest of all.
    private mutating func inherit(
        _ unknown: [Int],
        spanCount: Int,
        parents: [Int32],
        earliest: UInt64
    ) {
        for index in unknown where starts[index] == 0 {
            var path: [Int] = []
            var node = index
            var start = earliest
            // Marking what was walked ends a walk round a cycle.
            while node < spanCount && starts[node] == 0 {
                path.append(node)
                starts[node] = earliest
                guard parents[node] >= 0 else { break }
                node = Int(parents[node])
            }
            if node < spanCount && node != path.last { start = starts[node] }
            for node in path {
                let length = ends[node]
                starts[node] = start
                // A source without start may still know the end; else it has only a duration.
                if length < start { ends[node] = Timestamp.saturatingSum(start, length) }
            }
        }
    }

    /// Synthetic nodes last from the first start to the last end of their children.
    private mutating func spanOrphans(count: Int, missing: Int, parents: [Int32]) {
        guard missing > 0 else { return }
        for node in count..<count + missing { starts[node] = .max }
        for index in 0..<count where parents[index] >= count {
            let node = Int(parents[index])
            starts[node] = min(starts[node], starts[index])
            ends[node] = max(ends[node], ends[index])
        }
    }
}

extension Timestamp {
    /// `start` + `length`, or the end of time.
    static func saturatingSum(_ start: UInt64, _ length: UInt64) -> UInt64 {
        let (sum, overflow) = start.addingReportingOverflow(length)
        return overflow ? .max : sum
    }
}
