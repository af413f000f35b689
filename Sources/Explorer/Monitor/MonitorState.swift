import Follow
package import PlainText
package import TraceModel

/// Rate, errors and latency over time of one service or operation.
package struct MonitorState: Sendable {
    package enum Chart: Int, Sendable, CaseIterable { case rate, errors, latency }

    package let service: String
    package let operation: String?
    /// How far back is looked, nanoseconds.
    package var range: Nanoseconds
    /// The end of the time that was last asked for.
    package var end: Timestamp
    /// When it was last asked for, where that was the time until now.
    var moment: SourceMoment?
    package var loading: Loadable<Void> = .idle
    /// What is shown; stays while another answer is awaited.
    package private(set) var series: MonitorSeries?
    package var asked: Timestamp?
    package var notes: [String] = []
    /// How far each point of metrics looks back, nanoseconds.
    var window: Nanoseconds = 0
    /// While the figures are followed.
    package var live: LiveMonitor?
    /// The slice under the time cursor.
    package private(set) var cursor = MonitorSeries.count - 1
    package var focus = Chart.rate
    package var isMaximized = false
    private var size = ScreenSize(rows: 24, columns: 80)

    /// The ranges that a key goes through.
    package static let ranges: [Nanoseconds] = [15, 60, 180, 360, 720, 1440].map {
        $0 * 60_000_000_000
    }
    /// Traces of a search that stands in for metrics.
    package static let sampleLimit = 500
    /// Columns left of the charts, for the labels of their axes.
    package static let margin = 8

    init(service: String, operation: String?, range: Nanoseconds, end: Timestamp) {
        self.service = service
        self.operation = operation
        self.range = range
        self.end = end
    }

    var requests: [RequestID] { [loading.request, live?.polling.request].compactMap { $0 } }

    package var title: String { service + (operation.map { " " + $0 } ?? "") }

    package var crumb: String { title + " monitor" }

    /// Columns of a chart.
    package var columns: Int { max(1, size.columns - Self.margin) }

    /// The charts that there is room for: all, or the one in focus.
    package var charts: [Chart] { isMaximized || size.rows < 16 ? [focus] : Chart.allCases }

    /// Rows of each chart without its title: the line at the top and the time axis need one each.
    package var chartRows: Int { max(1, (size.bodyRows - 2) / charts.count - 1) }

    /// The slice under the cursor.
    package var slice: MonitorSeries.Slice? {
        series.flatMap { $0.slices.indices.contains(cursor) ? $0.slices[cursor] : nil }
    }

    mutating func requestsWereCancelled() {
        if case .loading = loading { loading = .failed("cancelled; R asks again") }
        live?.polling.giveUp()
    }

    /// Follows what is shown: by metrics unless the source is known to have none.
    mutating func beginFollowing() {
        live = LiveMonitor(isSample || series?.source == .followed ? .traces : .metrics)
        notes = []
        loading = series == nil ? .idle : .loaded(())
    }

    /// Follows no more: what was last shown stays.
    mutating func endFollowing() {
        if live?.hasSpoken == true { notes = ["followed until now"] }
        live = nil
    }

    /// Shows what a follower counted; in the place of other figures as soon as that is anything.
    mutating func showCounts() {
        guard let counted = live?.series(of: service, range: range) else { return }
        end = counted.end
        if series.map({ $0.source == .followed }) ?? true || !counted.isEmpty { show(counted) }
    }

    /// The figures of what is shown in an answer of metrics for the time until `end`.
    func series(of metrics: [ServiceMetrics], end: Timestamp) -> MonitorSeries {
        let own = metrics.first { $0.service == service && $0.operation == operation }
        return MonitorSeries(own ?? ServiceMetrics(service: service), end: end, range: range)
    }

    mutating func fit(to size: ScreenSize) { self.size = size }

    /// Shows other figures; the cursor stays on its time, and on the latest slice that says anything when it was there.
    package mutating func show(_ series: MonitorSeries) {
        if let old = self.series, old.step == series.step, cursor < old.newest {
            let middle = old.time(of: cursor).lowerBound.advanced(by: old.step / 2)
            let place = middle.since(series.start) / series.step
            cursor = max(0, min(Int(place), series.slices.count - 1))
        } else {
            cursor = series.newest
        }
        self.series = series
        loading = .loaded(())
    }

    mutating func forget() { series = nil }

    mutating func select(_ slice: Int) {
        cursor = max(0, min(slice, (series?.slices.count ?? MonitorSeries.count) - 1))
    }

    /// Goes to the next range, or the one before; false at the ends.
    mutating func changeRange(longer: Bool) -> Bool {
        let next =
            longer
            ? Self.ranges.first { $0 > range } : Self.ranges.last { $0 < range }
        guard let next else { return false }
        range = next
        return true
    }

    mutating func move(_ action: Action) -> Bool {
        let page = 10
        switch action {
        case .left: select(cursor - 1)
        case .right: select(cursor + 1)
        case .pageUp, .halfPageUp: select(cursor - page)
        case .pageDown, .halfPageDown: select(cursor + page)
        case .top: select(0)
        case .bottom: select(.max)
        case .down, .nextPane: focus = Chart(rawValue: (focus.rawValue + 1) % 3) ?? .rate
        case .up, .previousPane: focus = Chart(rawValue: (focus.rawValue + 2) % 3) ?? .rate
        default: return false
        }
        return true
    }
}

extension MonitorState {
    /// The values of one chart as bands, and its axis.
    package func bands(of chart: Chart) -> (bands: [ClosedRange<Double>?], scale: AxisScale) {
        let slices = series?.slices ?? []
        let bands: [ClosedRange<Double>?] = slices.map { slice in
            switch chart {
            case .rate: slice.calls.map { 0...$0 }
            case .errors: slice.errors.map { 0...$0 }
            case .latency:
                // The band from the median to the 95th percentile, of which one may be missing.
                (slice.p50 ?? slice.p95).map { low in
                    let high = slice.p95 ?? low
                    return min(low, high)...max(low, high)
                }
            }
        }
        let unit: AxisScale.Unit =
            switch chart {
            case .rate: .rate
            case .errors: .share
            case .latency: .duration
            }
        return (bands, AxisScale(unit, fitting: bands.lazy.compactMap { $0?.upperBound }))
    }

    /// A chart's name and its value under the cursor.
    package func caption(of chart: Chart) -> (name: String, value: String) {
        func text(_ value: Double?, _ unit: AxisScale.Unit) -> String {
            value.map { AxisScale.text($0, unit) } ?? "–"
        }
        switch chart {
        case .rate:
            let isCut =
                if case .sample(_, limitHit: true) = series?.source { true } else { false }
            let isLowerBound = isCut || slice?.isLowerBound == true
            let sign = isLowerBound && slice?.calls != nil ? "≥" : ""
            return (isSample ? "TRACES/s" : "CALLS/s", sign + text(slice?.calls, .rate))
        case .errors: return ("ERRORS", text(slice?.errors, .share))
        case .latency:
            let values = "p50 \(text(slice?.p50, .duration)) · p95 \(text(slice?.p95, .duration))"
            return (isSample ? "TRACE DURATION" : "LATENCY", values)
        }
    }

    package var isSample: Bool {
        if case .sample = series?.source { true } else { false }
    }

    /// Where the figures come from.
    package func honesty(zone: Zone, now: Moment) -> String {
        var words: [String] = []
        if let live { words.append(live.id == nil ? "paused" : "live") }
        guard let series else {
            if let live { return (words + live.words(now)).joined(separator: " · ") }
            return loading.failure == nil ? "" : "no figures loaded · R asks again"
        }
        if let failure = loading.failure { words.append("not asked again: \(failure)") }
        switch series.source {
        case .metrics: words.append("from the source's metrics")
        case .sample(let traces, let limitHit):
            words.append("no metrics: from \(CountText.of(traces, "trace")) of a search")
            if limitHit { words.append("limit hit: a lower bound") }
        case .followed: break
        }
        words += live?.words(now) ?? []
        let length = series.step * Nanoseconds(series.slices.count)
        let over = series.source == .metrics ? ", each over \(DurationText.exact(window))" : ""
        words.append(
            "last \(DurationText.exact(length)) by \(DurationText.exact(series.step))" + over
        )
        words += notes
        if live == nil, let asked {
            words.append("asked \(TimeText.clock(asked, in: zone).prefix(8))")
        }
        return words.joined(separator: " · ")
    }

    /// Why there is nothing to see, and what to do about it; nil when there is something.
    package var emptyText: String? {
        guard let series else { return loading.failure ?? "" }
        guard series.slices.allSatisfy({ $0.isEmpty || $0.calls == 0 && $0.p50 == nil }) else {
            return nil
        }
        let time = "\(title) in the last \(DurationText.exact(range))"
        if live == nil { return "no calls of \(time); + looks further back" }
        let what = series.isEmpty ? "nothing seen of" : "no calls of"
        return "\(what) \(time) so far; they come in as they are found"
    }
}
