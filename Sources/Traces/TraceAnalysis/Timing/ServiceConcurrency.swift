import TraceModel

/// How many spans of each service run at once over a time: exact, also where many spans share a part of it.
///
/// A span runs from its start until before its end, below another span of its service too.
package struct ServiceConcurrency: Sendable, Equatable {
    package struct Row: Sendable, Equatable {
        package var service: String
        /// The most spans that run at one moment of each part of the time.
        package var running: [Int32]
        /// The most of all parts.
        package var most: Int
    }

    /// The services with the most span time, those first that have more of it.
    package let rows: [Row]
    /// Services that run in this time and have no row.
    package let omittedServices: Int
    /// The most spans of one service that run at one moment.
    package let most: Int

    /// - Parameters:
    ///   - tree: The trace, with the times that are drawn.
    ///   - start: Begin of the time, nanoseconds since the epoch.
    ///   - end: Its end, after `start`.
    ///   - parts: Into how many equal parts it is divided, > 0.
    ///   - limit: The most services that get a row.
    /// - Complexity: O(spans · log spans).
    package init(
        _ tree: TraceTree,
        from start: UInt64,
        to end: UInt64,
        parts: Int,
        limit: Int
    ) {
        var runs: [StringIndex: Runs] = [:]
        for node in 0..<tree.spanCount {
            let first = tree.displayStarts[node]
            // What takes no time is there at one moment.
            let last = max(tree.displayEnds[node], first == .max ? first : first + 1)
            guard first < end, last > start else { continue }
            runs[tree.trace[node].serviceIndex, default: Runs()].add(
                from: max(first, start),
                to: min(last, end)
            )
        }
        let strings = tree.trace.columns.strings
        let ranked = runs.map { (name: strings[$0.key], runs: $0.value) }.sorted {
            ($1.runs.time, $0.name) < ($0.runs.time, $1.name)
        }
        rows = ranked.prefix(limit).map { name, runs in
            let running = runs.running(from: start, to: end, parts: parts)
            return Row(service: name, running: running, most: Int(running.max() ?? 0))
        }
        omittedServices = ranked.count - rows.count
        most = rows.map(\.most).max() ?? 0
    }
}

/// The spans of one service.
private struct Runs {
    /// All durations together, as far as a double holds them.
    private(set) var time = 0.0
    private var starts: [UInt64] = []
    private var ends: [UInt64] = []

    mutating func add(from start: UInt64, to end: UInt64) {
        starts.append(start)
        ends.append(end)
        time += Double(end - start)
    }

    /// Sweeps over starts and ends in their order.
    func running(from start: UInt64, to end: UInt64, parts: Int) -> [Int32] {
        let starts = starts.sorted()
        let ends = ends.sorted()
        var most = [Int32](repeating: 0, count: parts)
        let scale = Double(parts) / Double(max(1, end - start))
        func part(_ time: UInt64) -> Int { min(parts - 1, Int(Double(time - start) * scale)) }
        var (begun, ended) = (0, 0)
        while begun < starts.count {
            let now = starts[begun]
            while begun < starts.count, starts[begun] == now { begun += 1 }
            while ended < ends.count, ends[ended] <= now { ended += 1 }
            // Between two starts the count only falls: each stretch up to the next end is looked at.
            let next = begun < starts.count ? starts[begun] : end
            var time = now
            while time < next, begun > ended {
                let until = min(next, ends[ended])
                let running = Int32(begun - ended)
                for place in part(time)...part(max(time, until - 1)) {
                    most[place] = max(most[place], running)
                }
                time = until
                while ended < ends.count, ends[ended] <= time { ended += 1 }
            }
        }
        return most
    }
}
