import TraceModel

/// Gathers the calls that metrics ask for, from one part of a store after the other.
struct MetricCalls {
    /// What a series is of.
    struct Key: Hashable {
        var service: String
        var operation: String?
    }

    private let query: MetricsQuery
    private let moments: WindowMoments
    private var places: [Key: Int] = [:]
    private var calls: [SeriesCalls] = []

    init(_ query: MetricsQuery, _ moments: WindowMoments) {
        self.query = query
        self.moments = moments
    }

    /// Each series that has a call, in no order.
    var series: [(key: Key, calls: SeriesCalls)] { places.map { ($0, calls[$1]) } }

    /// Adds the calls of a part that a point sees.
    mutating func add(_ part: StorePart, of snapshot: Snapshot) {
        if let opening = moments.opening, !part.mayHoldEnds(after: opening) { return }
        let keys = keys(in: part)
        guard keys.contains(where: { $0 != nil }) else { return }
        guard !addWhole(part, keys, oldest: snapshot.oldestOrdinal) else { return }
        let isWanted = keys.map { $0 != nil }
        part.forEachSpan(from: snapshot.oldestOrdinal, of: isWanted) { span in
            guard let key = keys[span.operation],
                let points = moments.points(seeing: span.end)
            else { return }
            let duration = span.end - min(span.start, span.end)
            calls[place(of: key)].add(duration, isError: span.isError, seenBy: points)
        }
    }

    /// Adds all calls of a segment by its tally if the same points see them all; returns whether that was so.
    private mutating func addWhole(
        _ part: StorePart,
        _ keys: [Key?],
        oldest: UInt64
    ) -> Bool {
        guard case .segment(let stored) = part,
            stored.segment.firstTrace(withOrdinalFrom: oldest) == 0
        else { return false }
        let header = stored.segment.header
        // What the points see different parts of is to be looked at in any case, so it is not counted for this.
        guard
            stored.tally.isMade
                || moments.points(seeing: header.earliestStart)
                    == moments.points(seeing: header.latestEnd)
        else { return false }
        let tally = stored.tally.value(of: stored.segment)
        guard let ends = tally.ends else { return true }
        let points = moments.points(seeing: ends.lowerBound)
        guard points == moments.points(seeing: ends.upperBound) else { return false }
        // What ends before or behind all windows may end on both sides of them.
        guard let points else { return moments.areOnOneSide(ends) }
        guard let durations = tally.durations else { return false }
        for (operation, key) in keys.enumerated() where tally.spans[operation] > 0 {
            guard let key else { continue }
            calls[place(of: key)].add(
                durations,
                ofOperation: operation,
                errors: Int(tally.errors[operation]),
                seenBy: points
            )
        }
        return true
    }

    private mutating func place(of key: Key) -> Int {
        if let known = places[key] { return known }
        places[key] = calls.count
        calls.append(SeriesCalls())
        return calls.count - 1
    }

    /// The series that the spans of each operation of a part belong to; nil where they do not count.
    private func keys(in part: StorePart) -> [Key?] {
        (0..<part.operationCount).map { place in
            let (service, operation) = part.operation(at: place)
            guard let kind = operation.kind, query.kinds.contains(kind),
                query.services.contains(service)
            else { return nil }
            return Key(service: service, operation: query.byOperation ? operation.name : nil)
        }
    }
}
