package import TraceModel

/// What was counted, for screens and commands.
extension LiveCounts {
    /// Every service with anything in the window, by name.
    ///
    /// The window is the last one that was looked at and is old enough for late spans to have come: it ends
    /// ``SeenTime/allowance`` before the last look, at a slot's boundary.
    ///
    /// - Complexity: O(services × slots of the window).
    package func services(window: Nanoseconds = .seconds(60), _ seen: SeenTime) -> [LiveRates] {
        rates({ stretch(window, seen, of: $0) }) { $0.operation == nil }
    }

    /// Every service with anything from `start` until before `end`, boundaries of slots, by name.
    ///
    /// - Complexity: O(services × slots from start to end).
    package func services(
        from start: Timestamp,
        to end: Timestamp,
        _ seen: SeenTime
    ) -> [LiveRates] {
        let slots = slot(of: start)..<slot(of: end)
        return rates({ stretch(slots, seen, of: $0) }) { $0.operation == nil }
    }

    /// Every operation of a service with anything in the window, by name.
    package func operations(
        of service: String,
        window: Nanoseconds = .seconds(60),
        _ seen: SeenTime
    ) -> [LiveRates] {
        rates({ stretch(window, seen, of: $0) }) { $0.operation != nil && $0.service == service }
    }

    /// The last `count` points of a service, or of one operation of it, oldest first; those without anything included.
    ///
    /// A point is as many slots as `slots` says, from a multiple of that on. The newest are still open: they
    /// end with that of `seen.now`.
    ///
    /// - Complexity: O(slots of all points).
    package func history(
        of service: String,
        operation: String? = nil,
        count: Int,
        slots: Int = 1,
        _ seen: SeenTime
    ) -> [LivePoint] {
        let last = slot(of: seen.now) / slots
        let index = keys[Key(service: service, operation: operation)]
        return (last - count + 1...last).map { number in
            let own = number * slots..<(number + 1) * slots
            let start = start(ofSlot: own.lowerBound)
            let end = self.start(ofSlot: own.upperBound)
            return LivePoint(
                start: start,
                figures: index.map { series[Int($0)].figures(in: own) } ?? LiveFigures(),
                isLowerBound: !seen.covers(start, end, of: service)
                    || misses(own, service, operation, index)
            )
        }
    }

    /// How many traces started in the window, and how many of them have an error: what the figures rest on.
    package func traces(
        window: Nanoseconds = .seconds(60),
        _ seen: SeenTime
    ) -> (count: Int, failed: Int) {
        let figures = traces.figures(in: self.window(window, seen))
        return (figures.calls, figures.errors)
    }

    /// How many traces started from `start` until before `end`, boundaries of slots, and how many of them have an
    /// error.
    package func traces(from start: Timestamp, to end: Timestamp) -> (count: Int, failed: Int) {
        let figures = traces.figures(in: slot(of: start)..<slot(of: end))
        return (figures.calls, figures.errors)
    }

    /// The slots of the last window that is old enough.
    func window(
        _ length: Nanoseconds,
        _ seen: SeenTime,
        of service: String? = nil
    ) -> Range<Int> {
        let end = slot(of: seen.latest(of: service).advanced(by: -seen.allowance))
        let count = max(Int((length + slotLength - 1) / slotLength), 1)
        return end - count..<end
    }

    /// What belongs to the last window or is younger, and is not counted.
    package func uncounted(
        window: Nanoseconds = .seconds(60),
        _ seen: SeenTime
    ) -> UncountedTraces {
        let start = self.window(window, seen).lowerBound
        return uncountedSlots.reduce(into: UncountedTraces()) {
            if $1.key >= start { $0.add($1.value) }
        }
    }

    /// Whether something of these slots is known not to be counted, or was counted and dropped.
    private func misses(
        _ slots: Range<Int>,
        _ service: String,
        _ operation: String?,
        _ index: Int32?
    ) -> Bool {
        if slots.lowerBound < prunedSlot { return true }
        if !skippedSlots.isEmpty, slots.contains(where: skippedSlots.contains) { return true }
        if let index { return series[Int(index)].isMissing(in: slots) }
        guard !uncountedSlots.isEmpty else { return false }
        return slots.contains { slot in
            guard let left = uncountedSlots[slot] else { return false }
            return left.serviceCalls > 0 || operation != nil && left.operationCalls > 0
        }
    }

    /// A window of a service.
    private struct Stretch {
        var slots: Range<Int>
        var length: Nanoseconds
        /// All of it was seen.
        var isWhole: Bool
    }

    private func stretch(
        _ length: Nanoseconds,
        _ seen: SeenTime,
        of service: String
    ) -> Stretch {
        stretch(window(length, seen, of: service), seen, of: service)
    }

    private func stretch(_ slots: Range<Int>, _ seen: SeenTime, of service: String) -> Stretch {
        let start = start(ofSlot: slots.lowerBound)
        let end = self.start(ofSlot: slots.upperBound)
        return Stretch(
            slots: slots,
            length: end.since(start),
            isWhole: seen.covers(start, end, of: service)
        )
    }

    /// Whether all of the last window of a service or operation was seen and counted, so that one without figures
    /// had no calls.
    package func isWhole(
        _ service: String,
        operation: String? = nil,
        window length: Nanoseconds = .seconds(60),
        _ seen: SeenTime
    ) -> Bool {
        let stretch = stretch(length, seen, of: service)
        let index = keys[Key(service: service, operation: operation)]
        return stretch.isWhole && !misses(stretch.slots, service, operation, index)
    }

    private func rates(
        _ stretch: (String) -> Stretch,
        _ isWanted: (Key) -> Bool
    ) -> [LiveRates] {
        var stretches: [String: Stretch] = [:]
        return keys.compactMap { key, index -> LiveRates? in
            guard isWanted(key) else { return nil }
            let stretch = stretches[key.service] ?? stretch(key.service)
            stretches[key.service] = stretch
            let figures = series[Int(index)].figures(in: stretch.slots)
            guard figures.calls > 0 else { return nil }
            return LiveRates(
                service: key.service,
                operation: key.operation,
                figures: figures,
                length: stretch.length,
                isLowerBound: !stretch.isWhole
                    || misses(stretch.slots, key.service, key.operation, index),
                anomaly: series[Int(index)].anomaly
            )
        }.sorted {
            ($0.service, $0.operation ?? "") < ($1.service, $1.operation ?? "")
        }
    }
}
