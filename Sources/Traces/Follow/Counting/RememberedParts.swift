import TraceModel

/// What each trace that may still grow has added to the counts, so that it can be taken out again.
///
/// There is room for so many parts: where it is short, those traces go that came longest ago, since most traces grow
/// soon or never.
struct RememberedParts: Sendable {
    private struct Entry {
        /// Tells it from what the same trace added before.
        var number: Int
        var parts: [LiveContribution]

        /// A trace takes room even when nothing of it is kept.
        var weight: Int { parts.count + 1 }
    }

    private let most: Int
    private var entries: [TraceID: Entry] = [:]
    /// In the order they came; those taken meanwhile are still in it.
    private var order: [(id: TraceID, number: Int)] = []
    private var oldest = 0
    private var lastNumber = 0
    private var weight = 0

    init(most: Int) { self.most = most }

    /// Keeps what a trace has added, in the place of what was known of it.
    ///
    /// - Complexity: O(1) on average.
    mutating func keep(_ parts: [LiveContribution], of id: TraceID) {
        _ = take(id)
        lastNumber += 1
        let entry = Entry(number: lastNumber, parts: parts)
        weight += entry.weight
        entries[id] = entry
        order.append((id, lastNumber))
        while weight > most, oldest < order.count {
            let next = order[oldest]
            oldest += 1
            if entries[next.id]?.number == next.number { _ = take(next.id) }
        }
        // Amortised: at least half of what is moved was taken since it was done last.
        guard order.count > 2 * entries.count + 1000 else { return }
        order = order[oldest...].filter { entries[$0.id]?.number == $0.number }
        oldest = 0
    }

    /// What a trace has added, which is then forgotten; nil of one that is not remembered.
    mutating func take(_ id: TraceID) -> [LiveContribution]? {
        guard let entry = entries.removeValue(forKey: id) else { return nil }
        weight -= entry.weight
        return entry.parts
    }

    /// Forgets what was added to slots before `slot`.
    mutating func prune(before slot: Int) {
        change(where: { $0.slot < slot }, to: { _ in nil })
    }

    /// Forgets what was added to these series, whose places others take.
    mutating func forget(_ series: Set<Int32>) {
        change(
            where: { series.contains($0.service) || series.contains($0.operation) },
            to: { part in
                var part = part
                if series.contains(part.service) { part.service = LiveContribution.none }
                if series.contains(part.operation) { part.operation = LiveContribution.none }
                return part
            }
        )
    }

    private mutating func change(
        where isWanted: (LiveContribution) -> Bool,
        to changed: (LiveContribution) -> LiveContribution?
    ) {
        for (id, entry) in entries where entry.parts.contains(where: isWanted) {
            var entry = entry
            weight -= entry.weight
            entry.parts = entry.parts.compactMap { isWanted($0) ? changed($0) : $0 }
            weight += entry.weight
            entries[id] = entry
        }
    }
}
