package import TraceModel

/// What was counted, for screens and commands.
extension LiveCounts {
    /// Every service with anything in the window, by name.
    ///
    /// The window is the last one that is old enough for late spans to have come: it ends
    /// ``SeenTime/allowance`` ago, at a slot's boundary.
    ///
    /// - Complexity: O(services × slots of the window).
    package func services(window: Nanoseconds = .seconds(60), _ seen: SeenTime) -> [LiveRates] {
        rates(window, seen) { $0.operation == nil }
    }

    /// Every operation of a service with anything in the window, by name.
    package func operations(
        of service: String,
        window: Nanoseconds = .seconds(60),
        _ seen: SeenTime
    ) -> [LiveRates] {
        rates(window, seen) { $0.operation != nil && $0.service == service }
    }

    /// The last `count` slots of a service, or of one operation of it, oldest first; those without anything included.
    ///
    /// The newest are still open: they end with the slot of `seen.now`.
    package func history(
        of service: String,
        operation: String? = nil,
        count: Int,
        _ seen: SeenTime
    ) -> [LivePoint] {
        let last = slot(of: seen.now)
        let index = keys[Key(service: service, operation: operation)]
        return (last - count + 1...last).map { number in
            let start = start(ofSlot: number)
            return LivePoint(
                start: start,
                figures: index.map { series[Int($0)].figures(in: number..<number + 1) }
                    ?? LiveFigures(),
                isLowerBound: !seen.covers(start, start.advanced(by: slotLength), of: service)
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

    /// The slots of the last window that is old enough.
    func window(_ length: Nanoseconds, _ seen: SeenTime) -> Range<Int> {
        let end = slot(of: seen.now.advanced(by: -seen.allowance))
        let count = max(Int((length + slotLength - 1) / slotLength), 1)
        return end - count..<end
    }

    private func rates(
        _ length: Nanoseconds,
        _ seen: SeenTime,
        _ isWanted: (Key) -> Bool
    ) -> [LiveRates] {
        let slots = window(length, seen)
        let start = start(ofSlot: slots.lowerBound)
        let end = self.start(ofSlot: slots.upperBound)
        var wholes: [String: Bool] = [:]
        return keys.compactMap { key, index -> LiveRates? in
            guard isWanted(key) else { return nil }
            let figures = series[Int(index)].figures(in: slots)
            guard figures.calls > 0 else { return nil }
            let isWhole = wholes[key.service] ?? seen.covers(start, end, of: key.service)
            wholes[key.service] = isWhole
            return LiveRates(
                service: key.service,
                operation: key.operation,
                figures: figures,
                length: end.since(start),
                isLowerBound: !isWhole,
                departure: series[Int(index)].departure
            )
        }.sorted {
            ($0.service, $0.operation ?? "") < ($1.service, $1.operation ?? "")
        }
    }
}
