package import TraceModel

/// Rates, errors and latencies of services and their operations, from the traces that a ``Follower`` saw.
///
/// Time is divided into slots; a call belongs to the one in which it starts. A trace that grows is
/// taken out as it was counted and counted anew, until it has settled; what comes after that is counted in
/// ``lateGrowth`` alone. Nothing is extrapolated: where not all of a window was seen, figures are lower bounds and
/// say so.
package struct LiveCounts: Sendable {
    struct Key: Hashable {
        var service: String
        var operation: String?
    }

    package let basis: LiveBasis
    /// Nanoseconds.
    package let slotLength: Nanoseconds
    /// Slots that are kept.
    package let slotCount: Int
    /// Times that a trace grew after its last look, which is not counted.
    package private(set) var lateGrowth = 0
    /// Calls before or after the time that is kept, which are not counted.
    package private(set) var outsideCalls = 0
    /// Calls of services and operations beyond as many as are kept apart.
    package private(set) var leftOutCalls = 0

    private let mostSeries: Int
    private let mostRemembered: Int
    private(set) var series: [LiveSeries] = []
    private(set) var keys: [Key: Int32] = [:]
    private var free: [Int32] = []
    private(set) var traces = LiveSeries()
    /// What each trace that may still grow has added.
    private var remembered: [TraceID: [LiveContribution]] = [:]
    private var rememberedCount = 0
    private var oldestSlot = 0
    private var judgedSlot = 0

    /// Counts nothing yet.
    ///
    /// - Parameters:
    ///   - basis: What the follower's traces come with: calls if its plan moves spans and asks for them.
    ///   - slotLength: Nanoseconds.
    ///   - slotCount: Slots that are kept: a minute more than an hour.
    ///   - mostSeries: Services and operations that are kept apart.
    ///   - mostRemembered: Calls of traces that may still grow; those of further traces are counted for good.
    package init(
        basis: LiveBasis,
        slotLength: Nanoseconds = .seconds(10),
        slotCount: Int = 366,
        mostSeries: Int = 4000,
        mostRemembered: Int = 1_000_000
    ) {
        self.basis = basis
        self.slotLength = max(slotLength, 1)
        self.slotCount = max(slotCount, 2)
        self.mostSeries = mostSeries
        self.mostRemembered = mostRemembered
    }

    /// Counts what changed, and moves on to the time of `seen`.
    ///
    /// - Complexity: O(calls of the changed traces); and once a slot O(series and remembered calls).
    package mutating func apply(_ changes: FollowChanges, _ seen: SeenTime) {
        let isNewSlot = advance(to: seen)
        for trace in changes.appeared { count(trace) }
        for trace in changes.grew {
            guard let parts = remembered[trace.summary.id] else {
                lateGrowth += 1
                continue
            }
            for part in parts { remove(part) }
            forget(trace.summary.id)
            count(trace)
        }
        for id in changes.settled { forget(id) }
        for id in changes.released { forget(id) }
        if isNewSlot { judge(seen) }
    }

    /// The slot that a moment belongs to.
    func slot(of time: Timestamp) -> Int { Int(time.nanoseconds / UInt64(slotLength)) }

    /// When a slot begins.
    func start(ofSlot number: Int) -> Timestamp {
        Timestamp(nanoseconds: UInt64(max(number, 0)) * UInt64(slotLength))
    }

    private mutating func count(_ trace: FollowedTrace) {
        var parts: [LiveContribution] = []
        add(
            to: &parts,
            LiveContribution(
                series: -1,
                slot: slot(of: trace.summary.start),
                calls: 1,
                errors: trace.summary.errorCount > 0 ? 1 : 0
            )
        )
        switch basis {
        case .calls: for call in trace.calls ?? [] { count(call, &parts) }
        case .spans: count(trace.summary, &parts)
        }
        guard rememberedCount + parts.count <= mostRemembered else { return }
        remembered[trace.summary.id] = parts
        rememberedCount += parts.count
    }

    private mutating func count(_ call: ServiceCall, _ parts: inout [LiveContribution]) {
        let slot = slot(of: call.start)
        for operation in [nil, call.operation] as [String?] {
            add(to: &parts, Key(service: call.service, operation: operation)) { series in
                LiveContribution(
                    series: series,
                    slot: slot,
                    calls: 1,
                    errors: call.isError ? 1 : 0,
                    duration: call.duration
                )
            }
        }
    }

    private mutating func count(_ summary: TraceSummary, _ parts: inout [LiveContribution]) {
        let slot = slot(of: summary.start)
        let duration = UInt64(max(summary.duration, 0))
        for share in summary.services {
            let isRoot = share.name == summary.rootService
            add(to: &parts, Key(service: share.name, operation: nil)) { series in
                LiveContribution(
                    series: series,
                    slot: slot,
                    calls: UInt32(clamping: share.spanCount),
                    errors: UInt32(clamping: share.errorCount),
                    duration: isRoot ? duration : nil
                )
            }
        }
        guard !summary.rootService.isEmpty else { return }
        let root = Key(service: summary.rootService, operation: summary.rootOperation)
        add(to: &parts, root) { series in
            LiveContribution(
                series: series,
                slot: slot,
                calls: 1,
                errors: summary.errorCount > 0 ? 1 : 0,
                duration: duration
            )
        }
    }

    private mutating func add(
        to parts: inout [LiveContribution],
        _ key: Key,
        _ part: (Int32) -> LiveContribution
    ) {
        guard let index = index(of: key) else {
            leftOutCalls += 1
            return
        }
        add(to: &parts, part(index))
    }

    private mutating func add(to parts: inout [LiveContribution], _ part: LiveContribution) {
        guard part.slot >= oldestSlot, part.slot < oldestSlot + 2 * slotCount else {
            if part.series >= 0 { outsideCalls += Int(part.calls) }
            return
        }
        if part.series >= 0 { series[Int(part.series)].add(part) } else { traces.add(part) }
        parts.append(part)
    }

    private mutating func remove(_ part: LiveContribution) {
        guard part.slot >= oldestSlot else { return }
        if part.series >= 0 { series[Int(part.series)].remove(part) } else { traces.remove(part) }
    }

    private mutating func forget(_ id: TraceID) {
        rememberedCount -= remembered.removeValue(forKey: id)?.count ?? 0
    }

    private mutating func index(of key: Key) -> Int32? {
        if let index = keys[key] { return index }
        guard keys.count < mostSeries else { return nil }
        if let index = free.popLast() {
            series[Int(index)] = LiveSeries()
            keys[key] = index
            return index
        }
        let index = Int32(series.count)
        series.append(LiveSeries())
        keys[key] = index
        return index
    }

    /// Drops slots that are too old; whether another slot has begun.
    private mutating func advance(to seen: SeenTime) -> Bool {
        let now = slot(of: seen.now)
        guard now > judgedSlot else { return false }
        judgedSlot = now
        prune(before: now - slotCount + 1)
        return true
    }

    /// Judges every series, once a slot.
    private mutating func judge(_ seen: SeenTime) {
        for (key, number) in keys {
            let index = Int(number)
            let recent = window(.seconds(60), seen, of: key.service)
            let figures = series[index].figures(in: recent)
            var usual = series[index].total
            usual.subtract(figures)
            var sample = Departure.Sample(usual)
            sample.p95 = series[index].usualP95(before: recent.lowerBound) ?? sample.p95
            series[index].departure = Departure(
                recent: Departure.Sample(figures),
                usual: sample,
                before: series[index].departure
            )
        }
    }

    private mutating func prune(before slot: Int) {
        guard slot > oldestSlot else { return }
        oldestSlot = slot
        traces.prune(before: slot)
        for index in series.indices { series[index].prune(before: slot) }
        for (id, parts) in remembered where parts.contains(where: { $0.slot < slot }) {
            let kept = parts.filter { $0.slot >= slot }
            rememberedCount -= parts.count - kept.count
            remembered[id] = kept
        }
        for (key, index) in keys where series[Int(index)].isEmpty {
            keys[key] = nil
            free.append(index)
        }
    }
}
