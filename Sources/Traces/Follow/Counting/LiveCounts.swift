package import TraceModel

/// Rates, errors and latencies of services and their operations, from the traces that a ``Follower`` saw.
///
/// Time is divided into slots; a call belongs to the one in which it starts. A trace that grows is
/// taken out as it was counted and counted anew, until it has settled or is too long ago to be remembered; what comes
/// after that is not counted, and the figures that it belongs to are lower bounds from then on. Nothing is
/// extrapolated: where not all of a window was seen, figures are lower bounds and say so.
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
    /// All that was not counted since the beginning.
    package private(set) var uncounted = UncountedTraces()

    let mostServices: Int
    let mostOperations: Int
    var series: [LiveSeries] = []
    var keys: [Key: Int32] = [:]
    /// Those of ``keys`` that are operations.
    var operationCount = 0
    /// Places of ``series`` that nobody uses.
    var free: [Int32] = []
    var traces = LiveSeries()
    var remembered: RememberedParts
    /// What was not counted, by the slot that it belongs to.
    var uncountedSlots: [Int: UncountedTraces] = [:]
    /// Those that traces may have started in that the source had to leave out.
    var skippedSlots: Set<Int> = []
    var oldestSlot = 0
    var judgedSlot = 0
    /// Slots before this were dropped once.
    var prunedSlot = 0

    /// Counts nothing yet.
    ///
    /// - Parameters:
    ///   - basis: What the follower's traces come with: calls if its plan moves spans and asks for them.
    ///   - slotLength: Nanoseconds.
    ///   - slotCount: Slots that are kept: a minute more than an hour.
    ///   - mostServices: Services that are kept apart.
    ///   - mostOperations: Operations that are kept apart, so that names with ids in them leave room for services.
    ///   - mostRemembered: Calls of traces that may still grow; those that came longest ago then stay as they were counted.
    package init(
        basis: LiveBasis,
        slotLength: Nanoseconds = .seconds(10),
        slotCount: Int = 366,
        mostServices: Int = 2000,
        mostOperations: Int = 4000,
        mostRemembered: Int = 1_000_000
    ) {
        self.basis = basis
        self.slotLength = max(slotLength, 1)
        self.slotCount = max(slotCount, 2)
        self.mostServices = mostServices
        self.mostOperations = mostOperations
        remembered = RememberedParts(most: mostRemembered)
    }

    /// Counts what changed, and moves on to the time of `seen`.
    ///
    /// - Complexity: O(calls of the changed traces); and once per slot O(series and remembered calls).
    package mutating func apply(_ changes: FollowChanges, _ seen: SeenTime) {
        let slotBefore = judgedSlot
        let isNewSlot = advance(to: seen)
        if changes.skipped > 0 {
            // They came since the last time, or started as much earlier as spans are late.
            let first = slot(of: seen.now.advanced(by: -seen.allowance))
            skippedSlots.formUnion(
                max(min(first, slotBefore), oldestSlot)...max(judgedSlot, oldestSlot)
            )
        }
        for trace in changes.appeared {
            if trace.mayBeRepeated { leaveOut(trace) } else { count(trace) }
        }
        for trace in changes.grew {
            guard let parts = remembered.take(trace.summary.id) else {
                leaveOut(trace)
                continue
            }
            for part in parts { remove(part) }
            count(trace)
        }
        for id in changes.settled { _ = remembered.take(id) }
        for id in changes.released { _ = remembered.take(id) }
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
                slot: slot(of: trace.summary.start),
                calls: 1,
                errors: trace.summary.errorCount > 0 ? 1 : 0
            )
        )
        switch basis {
        case .calls: for call in trace.calls ?? [] { count(call, &parts) }
        case .spans: count(trace.summary, &parts)
        }
        remembered.keep(parts, of: trace.summary.id)
    }

    private mutating func count(_ call: ServiceCall, _ parts: inout [LiveContribution]) {
        let slot = slot(of: call.start)
        guard isKept(slot) else { return note(at: judgedSlot) { $0.outsideCalls += 1 } }
        guard let service = index(of: Key(service: call.service, operation: nil)) else {
            return note(at: slot) { $0.serviceCalls += 1 }
        }
        let operation = index(of: Key(service: call.service, operation: call.operation))
        if operation == nil { note(at: slot) { $0.operationCalls += 1 } }
        add(
            to: &parts,
            LiveContribution(
                service: service,
                operation: operation,
                slot: slot,
                calls: 1,
                errors: call.isError ? 1 : 0,
                duration: call.duration
            )
        )
    }

    private mutating func count(_ summary: TraceSummary, _ parts: inout [LiveContribution]) {
        let slot = slot(of: summary.start)
        let duration = UInt64(max(summary.duration, 0))
        for share in summary.services {
            guard isKept(slot) else {
                note(at: judgedSlot) { $0.outsideCalls += share.spanCount }
                continue
            }
            guard let service = index(of: Key(service: share.name, operation: nil)) else {
                note(at: slot) { $0.serviceCalls += share.spanCount }
                continue
            }
            let isRoot = share.name == summary.rootService
            add(
                to: &parts,
                LiveContribution(
                    service: service,
                    slot: slot,
                    calls: UInt32(clamping: share.spanCount),
                    errors: UInt32(clamping: share.errorCount),
                    duration: isRoot ? duration : nil
                )
            )
        }
        guard !summary.rootService.isEmpty, isKept(slot) else { return }
        let root = Key(service: summary.rootService, operation: summary.rootOperation)
        guard let operation = index(of: root) else {
            return note(at: slot) { $0.operationCalls += 1 }
        }
        add(
            to: &parts,
            LiveContribution(
                operation: operation,
                slot: slot,
                calls: 1,
                errors: summary.errorCount > 0 ? 1 : 0,
                duration: duration
            )
        )
    }

    /// Does not count a trace of which something may be counted already, and says so of all figures that it
    /// belongs to.
    private mutating func leaveOut(_ trace: FollowedTrace) {
        var latest = oldestSlot
        func miss(_ service: String, _ operation: String?, _ slot: Int) {
            guard isKept(slot) else { return }
            latest = max(latest, slot)
            for operation in operation.map({ [nil, $0] }) ?? [nil] {
                guard let index = index(of: Key(service: service, operation: operation)) else {
                    continue
                }
                series[Int(index)].noteMissing(in: slot)
            }
        }
        let start = slot(of: trace.summary.start)
        switch basis {
        case .calls:
            for call in trace.calls ?? [] {
                miss(call.service, call.operation, slot(of: call.start))
            }
        case .spans:
            for share in trace.summary.services { miss(share.name, nil, start) }
            miss(trace.summary.rootService, trace.summary.rootOperation, start)
        }
        note(at: latest) { $0.grownTraces += 1 }
    }

    /// Notes that something of a slot is not counted.
    private mutating func note(at slot: Int, _ change: (inout UncountedTraces) -> Void) {
        change(&uncounted)
        change(&uncountedSlots[slot, default: UncountedTraces()])
    }

    private mutating func add(to parts: inout [LiveContribution], _ part: LiveContribution) {
        guard isKept(part.slot) else { return }
        if part.service >= 0 { series[Int(part.service)].add(part) }
        if part.operation >= 0 { series[Int(part.operation)].add(part) }
        if part.isTrace { traces.add(part) }
        parts.append(part)
    }

    private mutating func remove(_ part: LiveContribution) {
        guard part.slot >= oldestSlot else { return }
        if part.service >= 0 { series[Int(part.service)].remove(part) }
        if part.operation >= 0 { series[Int(part.operation)].remove(part) }
        if part.isTrace { traces.remove(part) }
    }

    private func isKept(_ slot: Int) -> Bool {
        slot >= oldestSlot && slot < oldestSlot + 2 * slotCount
    }

    /// The place of a service or operation; nil where there is no room for another one.
    private mutating func index(of key: Key) -> Int32? {
        if let index = keys[key] { return index }
        if key.operation == nil {
            guard keys.count - operationCount < mostServices else { return nil }
        } else {
            guard operationCount < mostOperations else { return nil }
            operationCount += 1
        }
        let index = free.popLast() ?? Int32(series.count)
        if Int(index) == series.count { series.append(LiveSeries()) }
        series[Int(index)] = LiveSeries()
        keys[key] = index
        return index
    }
}
