import TraceModel

/// What the passing of time does to counts.
extension LiveCounts {
    /// How long a service or operation that nothing was counted of is kept where there is no room for others.
    private static let longestSilence: Nanoseconds = .seconds(600)

    /// Goes to the source's time, back too where its clock was put back, and drops slots that are too old.
    ///
    /// - Returns: Whether another slot has begun.
    mutating func advance(to seen: SeenTime) -> Bool {
        guard seen.isKnown else { return false }
        let now = slot(of: seen.now)
        guard now != judgedSlot else { return false }
        judgedSlot = now
        let oldest = max(now - slotCount + 1, 0)
        if oldest > oldestSlot { prune(before: oldest) }
        oldestSlot = oldest
        removeSilent(before: now - Int(Self.longestSilence / slotLength))
        return true
    }

    /// Judges every series, once per slot.
    mutating func judge(_ seen: SeenTime) {
        for (key, number) in keys {
            let index = Int(number)
            let recent = window(.seconds(60), seen, of: key.service)
            let figures = series[index].figures(in: recent)
            var usual = series[index].total
            usual.subtract(figures)
            var sample = Anomaly.Sample(usual)
            sample.p95 = series[index].usualP95(before: recent.lowerBound) ?? sample.p95
            series[index].anomaly = Anomaly(
                recent: Anomaly.Sample(figures),
                usual: sample,
                before: series[index].anomaly
            )
        }
    }

    private mutating func prune(before slot: Int) {
        prunedSlot = max(prunedSlot, slot)
        traces.prune(before: slot)
        for index in series.indices { series[index].prune(before: slot) }
        remembered.prune(before: slot)
        uncountedSlots = uncountedSlots.filter { $0.key >= slot }
        skippedSlots = skippedSlots.filter { $0 >= slot }
        for (key, index) in keys where series[Int(index)].isEmpty { remove(key, index) }
    }

    /// Makes room where there is none: names with ids in them come once and never again.
    private mutating func removeSilent(before slot: Int) {
        let isFull = (
            services: keys.count - operationCount >= mostServices,
            operations: operationCount >= mostOperations
        )
        guard isFull.services || isFull.operations else { return }
        var gone: Set<Int32> = []
        for (key, index) in keys
        where key.operation == nil ? isFull.services : isFull.operations {
            guard series[Int(index)].latest.map({ $0 < slot }) ?? true else { continue }
            remove(key, index)
            gone.insert(index)
        }
        if !gone.isEmpty { remembered.forget(gone) }
    }

    private mutating func remove(_ key: Key, _ index: Int32) {
        keys[key] = nil
        if key.operation != nil { operationCount -= 1 }
        series[Int(index)] = LiveSeries()
        free.append(index)
    }
}
