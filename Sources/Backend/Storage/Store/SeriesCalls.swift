import TraceModel

/// The calls of one series, gathered by the points that see them.
struct SeriesCalls {
    /// Calls that the same points see.
    private struct Group {
        let points: WindowMoments.Span
        var errors = 0
        /// How many durations there are of each class of ``LatencyHistogram``.
        var counts: [Int: Int] = [:]
    }

    private var groups: [Group] = []
    private var places: [WindowMoments.Span: Int] = [:]
    /// The group that was added to last: most calls come in the order of time.
    private var last = 0

    /// Adds a call that `points` see.
    mutating func add(_ duration: UInt64, isError: Bool, seenBy points: WindowMoments.Span) {
        find(points)
        groups[last].counts[LatencyHistogram.index(of: duration), default: 0] += 1
        groups[last].errors += isError ? 1 : 0
    }

    /// Adds the calls of an operation of a segment, all of which `points` see.
    mutating func add(
        _ durations: OperationDurations,
        ofOperation place: Int,
        errors: Int,
        seenBy points: WindowMoments.Span
    ) {
        find(points)
        durations.forEachClass(ofOperation: place) {
            groups[last].counts[$0, default: 0] += $1
        }
        groups[last].errors += errors
    }

    private mutating func find(_ points: WindowMoments.Span) {
        if last < groups.count, groups[last].points == points { return }
        if let known = places[points] {
            last = known
        } else {
            last = groups.count
            places[points] = last
            groups.append(Group(points: points))
        }
    }

    /// The points of each figure asked for, in the order of the figures.
    ///
    /// - Complexity: O(points × figures × classes of durations).
    func points(of query: MetricsQuery, at moments: WindowMoments) -> [[MetricPoint]] {
        let opening = groups.indices.sorted { groups[$0].points.first < groups[$1].points.first }
        let closing = groups.indices.sorted { groups[$0].points.end < groups[$1].points.end }
        var (opened, closed) = (0, 0)
        var histogram = LatencyHistogram()
        var errors = 0
        var points = [[MetricPoint]](repeating: [], count: query.figures.count)
        for point in 0..<moments.count {
            while opened < opening.count, groups[opening[opened]].points.first <= point {
                let group = groups[opening[opened]]
                for (index, count) in group.counts { histogram.add(count, ofClass: index) }
                errors += group.errors
                opened += 1
            }
            while closed < closing.count, groups[closing[closed]].points.end <= point {
                let group = groups[closing[closed]]
                for (index, count) in group.counts { histogram.remove(count, ofClass: index) }
                errors -= group.errors
                closed += 1
            }
            let time = moments.time(ofPoint: point)
            for (index, figure) in query.figures.enumerated() {
                let value: Double? =
                    switch figure {
                    case .calls: Double(histogram.count) / (Double(query.window) / 1e9)
                    case .errors:
                        histogram.count == 0 ? nil : Double(errors) / Double(histogram.count)
                    case .latency(let quantile): histogram.quantile(quantile)
                    }
                points[index].append(MetricPoint(time: time, value: value))
            }
        }
        return points
    }
}
