package import TraceModel

/// Rate, errors and latency of a service or operation in slices of equal length.
package struct MonitorSeries: Sendable, Equatable {
    /// Where the figures come from.
    package enum Source: Sendable, Equatable {
        /// The source's own metrics.
        case metrics
        /// A search: so many traces, of which there may be more.
        case sample(traces: Int, limitHit: Bool)
        /// Calls of the traces that a follower saw.
        case followed

        /// Its name in output for programs.
        package var name: String {
            switch self {
            case .metrics: "metrics"
            case .sample: "search"
            case .followed: "traces"
            }
        }
    }

    /// What happened in one slice; nil is unknown.
    package struct Slice: Sendable, Equatable {
        /// Calls per second.
        package var callsPerSecond: Double?
        /// Share of calls that failed, 0...1.
        package var errorShare: Double?
        /// Nanoseconds.
        package var p50: Double?
        /// Nanoseconds.
        package var p95: Double?
        /// Not all of the slice was seen: there were at least so many calls.
        package var isLowerBound = false

        package init() {}

        package var isEmpty: Bool {
            callsPerSecond == nil && errorShare == nil && p50 == nil && p95 == nil
        }
    }

    package let source: Source
    package let start: Timestamp
    /// Length of a slice, nanoseconds.
    package let step: Nanoseconds
    /// Oldest first.
    package private(set) var slices: [Slice]

    /// Slices of every range.
    package static let count = 60

    /// The end of the last slice.
    package var end: Timestamp { start.advanced(by: step * Nanoseconds(slices.count)) }

    /// The last slice with any figures; the last one of all where none has any.
    package var newest: Int { slices.lastIndex { !$0.isEmpty } ?? slices.count - 1 }

    package var isEmpty: Bool { slices.allSatisfy(\.isEmpty) }

    private init(_ source: Source, end: Timestamp, range: Nanoseconds) {
        self.source = source
        step = max(1, range / Nanoseconds(Self.count))
        start = end.advanced(by: -step * Nanoseconds(Self.count))
        slices = Array(repeating: Slice(), count: Self.count)
    }

    init(_ source: Source, start: Timestamp, step: Nanoseconds, slices: [Slice]) {
        self.source = source
        self.start = start
        self.step = step
        self.slices = slices
    }

    /// The slice that a point looks back on: those before `start` and after the end are left out.
    private func sliceIndex(of time: Timestamp) -> Int? {
        let offset = time.since(start)
        guard offset > 0 else { return nil }
        let index = Int((offset - 1) / step)
        return slices.indices.contains(index) ? index : nil
    }

    /// The time that slice `index` covers.
    package func time(of index: Int) -> ClosedRange<Timestamp> {
        let from = start.advanced(by: step * Nanoseconds(index))
        return from...from.advanced(by: step)
    }
}

extension MonitorSeries {
    /// From metrics, whose points look back on the time before them.
    ///
    /// Impossible values, negative ones and NaN, are taken as unknown.
    package init(_ metrics: ServiceMetrics, end: Timestamp, range: Nanoseconds) {
        self.init(.metrics, end: end, range: range)
        func take(_ points: [MetricPoint], _ field: WritableKeyPath<Slice, Double?>) {
            for point in points {
                guard let value = point.value, value.isFinite, value >= 0,
                    let index = sliceIndex(of: point.time)
                else { continue }
                slices[index][keyPath: field] = value
            }
        }
        take(metrics.callsPerSecond, \.callsPerSecond)
        take(metrics.errorShare, \.errorShare)
        take(metrics.p50, \.p50)
        take(metrics.p95, \.p95)
    }

    /// From the traces of a search: traces instead of calls, and durations of whole traces.
    ///
    /// Where the limit was hit, a slice without traces is unknown; else nothing happened in it.
    package init(
        _ answer: SearchAnswer,
        service: String,
        end: Timestamp,
        range: Nanoseconds
    ) {
        self.init(
            .sample(traces: answer.summaries.count, limitHit: answer.limitHit),
            end: end,
            range: range
        )
        var durations = [[Nanoseconds]](repeating: [], count: slices.count)
        var failed = [Int](repeating: 0, count: slices.count)
        for summary in answer.summaries {
            guard let index = sliceIndex(of: summary.start.advanced(by: 1)) else { continue }
            durations[index].append(max(0, summary.duration))
            let share = summary.services.first { $0.name == service }
            if share?.errorCount ?? summary.errorCount > 0 { failed[index] += 1 }
        }
        for index in slices.indices {
            let sorted = durations[index].sorted()
            guard !sorted.isEmpty else {
                if !answer.limitHit { slices[index].callsPerSecond = 0 }
                continue
            }
            slices[index].callsPerSecond = Double(sorted.count) / (Double(step) / 1e9)
            slices[index].errorShare = Double(failed[index]) / Double(sorted.count)
            slices[index].p50 = Double(Self.quantile(50, of: sorted))
            slices[index].p95 = Double(Self.quantile(95, of: sorted))
        }
    }

    /// The nearest rank, in percent.
    private static func quantile(_ percent: Int, of sorted: [Nanoseconds]) -> Nanoseconds {
        let rank = (sorted.count * percent + 99) / 100
        return sorted[max(0, rank - 1)]
    }
}
