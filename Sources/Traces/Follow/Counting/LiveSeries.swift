/// The figures of one service or operation by slots of time; slots without anything take no room.
struct LiveSeries: Sendable {
    struct Slot: Sendable {
        var number: Int
        var figures = LiveFigures()
    }

    /// Ascending.
    private(set) var slots: [Slot] = []
    /// Of all slots together.
    private(set) var total = LiveFigures()
    var anomaly: Anomaly = []
    /// Slots of which something is known not to be counted.
    private var missing: Set<Int> = []
    /// The 95th percentile of each stretch of some slots with enough calls, by the stretch's number.
    private var usualP95s: [Int: Double] = [:]

    /// Slots of a stretch: a minute of ten-second slots.
    private static let stretch = 6
    /// Calls of a stretch whose percentile says something.
    private static let leastTimed = 10

    var isEmpty: Bool { slots.isEmpty && missing.isEmpty }

    /// The latest slot that anything is known of.
    var latest: Int? {
        guard let counted = slots.last?.number else { return missing.max() }
        return missing.max().map { max($0, counted) } ?? counted
    }

    mutating func add(_ part: LiveContribution) {
        let place = place(of: part.slot)
        if place == slots.count || slots[place].number != part.slot {
            slots.insert(Slot(number: part.slot), at: place)
        }
        slots[place].figures.add(part)
        total.add(part)
    }

    mutating func remove(_ part: LiveContribution) {
        let place = place(of: part.slot)
        guard place < slots.count, slots[place].number == part.slot else { return }
        slots[place].figures.remove(part)
        total.remove(part)
        if slots[place].figures.isEmpty { slots.remove(at: place) }
    }

    /// Notes that something of a slot is not counted.
    mutating func noteMissing(in slot: Int) { missing.insert(slot) }

    /// Whether something of these slots is known not to be counted.
    func isMissing(in range: Range<Int>) -> Bool {
        !missing.isEmpty && missing.contains(where: range.contains)
    }

    /// What was counted in these slots.
    func figures(in range: Range<Int>) -> LiveFigures {
        var sum = LiveFigures()
        for slot in slots[place(of: range.lowerBound)...] {
            if slot.number >= range.upperBound { break }
            sum.merge(slot.figures)
        }
        return sum
    }

    /// The 95th percentile of a usual stretch before slot `end`: the middle one, so that what goes on for a
    /// while is not taken for usual as soon as it makes up a twentieth of all calls.
    ///
    /// - Complexity: O(slots), and a merge for each slot of stretches that were not looked at before.
    mutating func usualP95(before end: Int) -> Double? {
        var place = 0
        while place < slots.count {
            let number = slots[place].number / Self.stretch
            var sketch = LatencySketch()
            let isNew = usualP95s[number] == nil
            while place < slots.count, slots[place].number / Self.stretch == number {
                if isNew { sketch.merge(slots[place].figures.latencies) }
                place += 1
            }
            guard isNew, (number + 1) * Self.stretch <= end, sketch.count >= Self.leastTimed else {
                continue
            }
            usualP95s[number] = sketch.quantile(0.95)
        }
        guard !usualP95s.isEmpty else { return nil }
        let sorted = usualP95s.values.sorted()
        return sorted[sorted.count / 2]
    }

    /// Drops slots before `number`.
    mutating func prune(before number: Int) {
        usualP95s = usualP95s.filter { ($0.key + 1) * Self.stretch > number }
        if !missing.isEmpty { missing = missing.filter { $0 >= number } }
        let count = place(of: number)
        for slot in slots.prefix(count) { total.subtract(slot.figures) }
        slots.removeFirst(count)
    }

    private func place(of number: Int) -> Int {
        if let last = slots.last, last.number < number { return slots.count }
        var low = 0
        var high = slots.count
        while low < high {
            let middle = (low + high) / 2
            if slots[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// What one trace adds to one slot: of a service and one of its operations, or of one of them, or of all traces.
struct LiveContribution: Sendable {
    /// Stands for no series.
    static let none: Int32 = -1

    var service: Int32
    var operation: Int32
    var isTrace: Bool
    var slot: Int
    var calls: UInt32
    var errors: UInt32
    /// Nanoseconds; nil where no duration is known.
    var duration: UInt64?

    /// That of a call or of some; without service and operation that of a trace.
    init(
        service: Int32? = nil,
        operation: Int32? = nil,
        slot: Int,
        calls: UInt32,
        errors: UInt32,
        duration: UInt64? = nil
    ) {
        self.service = service ?? Self.none
        self.operation = operation ?? Self.none
        isTrace = service == nil && operation == nil
        self.slot = slot
        self.calls = calls
        self.errors = errors
        self.duration = duration
    }
}

extension LiveFigures {
    fileprivate var isEmpty: Bool { calls == 0 && errors == 0 && latencies.isEmpty }

    fileprivate mutating func add(_ part: LiveContribution) {
        calls += Int(part.calls)
        errors += Int(part.errors)
        if let duration = part.duration { latencies.add(duration) }
    }

    fileprivate mutating func remove(_ part: LiveContribution) {
        calls -= Int(part.calls)
        errors -= Int(part.errors)
        if let duration = part.duration { latencies.remove(duration) }
    }
}
