package import TraceModel

/// Which services have the traces of all others among theirs, as far as the traces that were seen tell.
///
/// A server that searches one service at a time gives whole traces: one of `frontend` shows that `cart` was called in it
/// too. Where every trace of `cart` that was seen has `frontend` in it, it is enough to ask for `frontend`, and for `cart`
/// now and then to check. The services to ask are a set cover, chosen greedily (Chvátal, "A Greedy Heuristic for the
/// Set-Covering Problem", Mathematics of Operations Research 4, 1979) by the traces that each adds for those that asking for
/// it makes travel. It is a guess about traces to come and no proof: what was seen of a service is only what that
/// service itself was asked for.
package struct ServiceCover: Sendable {
    private struct Entry {
        /// The place in ``kinds`` of the services in it.
        var kind: Int
        /// Which of those in ``order`` it is: a trace that grew stands there again.
        var number: Int
    }

    /// Kinds of traces that leads are chosen by: the most frequent ones.
    private static let mostKinds = 1000
    /// A request costs something however little it brings: as much as this part of all traces.
    private static let requestCost = 0.5
    /// One that is asked already is given up only for one that is so many times better.
    private static let loyalty = 1.1

    private let memory: Nanoseconds
    private let mostTraces: Int
    private var entries: [TraceID: Entry] = [:]
    /// The traces in the order they were noted, those included that grew or went since.
    private var order: [(id: TraceID, number: Int, time: Nanoseconds)] = []
    private var oldest = 0
    private var lastNumber = 0
    /// Services that were called together in a trace, by name.
    private var kinds: [[String]] = []
    private var places: [[String]: Int] = [:]
    /// The services that are to be asked for everything.
    package private(set) var leads: Set<String> = []

    /// - Parameters:
    ///   - memory: How long a trace counts, nanoseconds.
    ///   - mostTraces: How many traces count; the latest.
    package init(memory: Nanoseconds = .minutes(10), mostTraces: Int = 20_000) {
        self.memory = memory
        self.mostTraces = mostTraces
    }

    /// Notes the services in a trace, in the place of what was known of it, at a time of the monotonic clock.
    ///
    /// A trace should be noted only when all of it has most likely come: a part of it tells of services that seem to be
    /// called alone.
    ///
    /// - Complexity: O(services of the trace) on average.
    package mutating func note(
        _ id: TraceID,
        _ services: some Sequence<String>,
        at time: Nanoseconds
    ) {
        let names = Set(services).sorted()
        guard !names.isEmpty, entries[id].map({ kinds[$0.kind] != names }) ?? true else { return }
        let kind = places[names] ?? kinds.count
        if kind == kinds.count {
            places[names] = kind
            kinds.append(names)
        }
        lastNumber += 1
        entries[id] = Entry(kind: kind, number: lastNumber)
        order.append((id, lastNumber, time))
    }

    /// Chooses the ``leads`` among `listed` anew from what is remembered; traces of no listed service cannot be asked for.
    ///
    /// - Complexity: O(traces + leads · services of all kinds).
    package mutating func choose(among listed: Set<String>, at time: Nanoseconds) {
        forget(time)
        var counts = [Int](repeating: 0, count: kinds.count)
        for entry in entries.values { counts[entry.kind] += 1 }
        let frequent = kinds.indices.filter { counts[$0] > 0 }
            .sorted { (counts[$1], kinds[$0].count) < (counts[$0], kinds[$1].count) }
            .prefix(Self.mostKinds)
        let all = frequent.map { (kinds[$0].filter(listed.contains), Double(counts[$0])) }
            .filter { !$0.0.isEmpty }
        let count = all.reduce(0) { $0 + $1.1 }
        let totals = Self.totals(all)
        var open = all
        var chosen: Set<String> = []
        while !open.isEmpty {
            func worth(_ name: String, _ gain: Double) -> Double {
                let cost = (totals[name] ?? 0) + Self.requestCost * count
                return gain / cost * (leads.contains(name) ? Self.loyalty : 1)
            }
            let best = Self.totals(open).map { (name: $0, worth: worth($0, $1)) }
                .max { ($0.worth, $1.name) < ($1.worth, $0.name) }
            guard let best else { break }
            chosen.insert(best.name)
            open.removeAll { $0.0.contains(best.name) }
        }
        leads = Self.withoutNeedless(chosen, of: all)
    }

    /// Leaves out those that others made needless which were chosen after them, the one of the fewest traces first.
    private static func withoutNeedless(
        _ chosen: Set<String>,
        of kinds: [([String], Double)]
    ) -> Set<String> {
        var left = chosen
        let totals = totals(kinds)
        let inOrder = chosen.sorted { (totals[$0] ?? 0, $0) < (totals[$1] ?? 0, $1) }
        for name in inOrder {
            let isNeedless = kinds.allSatisfy { kind in
                !kind.0.contains(name) || kind.0.contains { $0 != name && left.contains($0) }
            }
            if isNeedless { left.remove(name) }
        }
        return left
    }

    /// The services in the traces that are remembered.
    package var known: Set<String> { Set(entries.values.lazy.flatMap { self.kinds[$0.kind] }) }

    /// Traces of each service.
    private static func totals(_ kinds: [([String], Double)]) -> [String: Double] {
        kinds.reduce(into: [:]) { totals, kind in
            for name in kind.0 { totals[name, default: 0] += kind.1 }
        }
    }

    /// Forgets traces that were noted too long ago, and the oldest of too many.
    private mutating func forget(_ time: Nanoseconds) {
        while oldest < order.count {
            let next = order[oldest]
            guard time - next.time >= memory || entries.count > mostTraces else { break }
            oldest += 1
            if entries[next.id]?.number == next.number { entries[next.id] = nil }
        }
        // Amortised: at least half of what is moved was taken since it was done last.
        if order.count > 2 * entries.count + 1000 {
            order = order[oldest...].filter { entries[$0.id]?.number == $0.number }
            oldest = 0
        }
        guard kinds.count > 2 * entries.count + Self.mostKinds else { return }
        let before = kinds
        kinds = []
        places = [:]
        for id in Array(entries.keys) {
            guard let entry = entries[id] else { continue }
            let names = before[entry.kind]
            let kind = places[names] ?? kinds.count
            if kind == kinds.count {
                places[names] = kind
                kinds.append(names)
            }
            entries[id]?.kind = kind
        }
    }
}
