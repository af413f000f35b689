package import Follow
import PlainText
import TraceModel

/// What a list of services, or of the operations of one, knows while it is followed.
package struct LiveServices: FollowedFigures, Sendable {
    /// The service whose operations are followed; nil for all services.
    package let service: String?
    package internal(set) var figuresSource: FiguresSource
    /// The name of the follower, or of the polling; nil while another screen is followed instead.
    package var id: RequestID?
    /// Nil before the first update.
    package private(set) var status: FollowStatus?
    package private(set) var counts = LiveCounts(basis: .calls)
    package private(set) var history = MetricsHistory()
    package internal(set) var polling = MetricsPolling()
    private(set) var hasMetrics = false
    private var seen: SeenTime?

    /// Points of a trend from traces.
    private static let trendPoints = 15
    /// Slots of ten seconds in each of them.
    private static let trendSlots = 2

    init(_ service: String?, _ figuresSource: FiguresSource) {
        self.service = service
        self.figuresSource = figuresSource
    }

    /// Whether anything came of it.
    var hasFigures: Bool { status != nil || hasMetrics }

    /// What a follower is asked for: whole traces, since only calls have latencies.
    func query(_ now: Timestamp) -> TraceQuery {
        TraceQuery(service: service, start: now, end: now, detail: .calls)
    }

    /// Starts over: a new follower repeats what the one before it reported.
    mutating func begin(_ id: RequestID, _ now: Nanoseconds) {
        self.id = id
        status = nil
        seen = nil
        counts = LiveCounts(basis: .calls)
        polling.begin(now)
    }

    /// Takes what the follower saw.
    mutating func take(_ update: FollowUpdate) {
        counts.apply(update.changes, update.seen)
        status = update.status
        seen = update.seen
    }

    /// Takes an answer of the source's metrics, whose clock is `clock` as far as is known by now.
    mutating func take(_ metrics: [ServiceMetrics], _ clock: ServerClock) {
        guard let asked = polling.asked else { return }
        history.take(
            metrics,
            byOperation: service != nil,
            asked: asked.now,
            end: asked.corrected(by: clock)
        )
        if !history.isEmpty { hasMetrics = true }
    }

    /// The latest figures of services, or of the operations of the one that is followed or named.
    ///
    /// - Complexity: O(series · slots of the window).
    func rates(of named: String? = nil) -> [String: ServiceRates] {
        let service = named ?? service
        if figuresSource == .metrics {
            return Dictionary(
                history.names.compactMap { name in history.rates(of: name).map { (name, $0) } },
                uniquingKeysWith: { first, _ in first }
            )
        }
        guard let seen else { return [:] }
        let rows = service.map { counts.operations(of: $0, seen) } ?? counts.services(seen)
        return Dictionary(
            rows.map { row in
                let name = row.operation ?? row.service
                return (name, ServiceRates(row, trend: trend(row.service, row.operation, seen)))
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The figures of a service, or an operation of the one that is named, of which no call was counted lately.
    func silence(_ name: String, of named: String? = nil) -> ServiceRates? {
        guard figuresSource == .traces, let seen else { return nil }
        let service = named ?? service
        var rates = ServiceRates(trend: trend(service ?? name, service == nil ? nil : name, seen))
        let operation = service == nil ? nil : name
        if counts.isWhole(service ?? name, operation: operation, seen) { rates.callsPerSecond = 0 }
        return rates
    }

    private func trend(_ service: String, _ operation: String?, _ seen: SeenTime) -> [Double?] {
        // The last slot is not over yet.
        let points = counts.history(
            of: service,
            operation: operation,
            count: Self.trendPoints * Self.trendSlots + 1,
            seen
        ).dropLast()
        let seconds = Double(counts.slotLength) * Double(Self.trendSlots) / 1e9
        return stride(from: points.startIndex, to: points.endIndex, by: Self.trendSlots).map {
            let part = points[$0..<min($0 + Self.trendSlots, points.endIndex)]
            let calls = part.reduce(0) { $0 + $1.figures.calls }
            return calls == 0 && part.contains(where: \.isLowerBound)
                ? nil : Double(calls) / seconds
        }
    }

    /// What the figures rest on; what can be acted upon first, such as `worse` rows that are marked.
    ///
    /// `byOperation` says that the rows are operations.
    func honesty(worse: Int, byOperation: Bool = false, _ now: Moment) -> [String] {
        var words = [id == nil ? "paused" : "live"]
        // What may make all the rest untrue comes first.
        if figuresSource == .metrics { words += polling.words(now.monotonic) }
        if worse > 0 { words.append("▲ \(CountText.grouped(worse)) worse than usual") }
        switch figuresSource {
        case .metrics:
            words.append("rates from /api/metrics, last 2 min")
            words.append(
                FollowStatus.requests(
                    polling.requestsLastMinute(now.monotonic),
                    of: MetricsPolling.ceiling
                )
            )
            if history.end == nil { words.append("waiting for the first answer") }
        case .traces:
            words += status?.honesty ?? ["waiting for the first answer"]
            if let seen {
                words += counts.uncounted(seen).words(byOperation: byOperation)
                words.append(CountText.of(counts.traces(seen).count, "trace") + " in 60 s")
            }
            words.append("figures of the last 60 s")
            words.append(counts.basis.sentence)
            words += status?.asides ?? []
        }
        return words
    }
}
