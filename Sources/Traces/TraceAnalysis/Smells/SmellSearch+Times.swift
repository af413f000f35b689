import TraceModel

/// Time that is lost, or that cannot be right.
extension SmellSearch {
    /// A gap of 100 ms and 5 % of the trace in a span that decided how long it took, unless a caller waits there to try again.
    func longGaps() -> [Smell] {
        guard gaps.count > 0 else { return [] }
        let least = max(100_000_000, duration / 20)
        var waits: [Int: [TimeSection]] = [:]
        for chain in retryChains {
            guard let parent = tree.parent(of: Int(chain.attempts[0])) else { continue }
            for (before, after) in zip(chain.attempts, chain.attempts.dropFirst()) {
                waits[parent, default: []].append(
                    TimeSection(
                        start: tree.displayEnds[Int(before)],
                        end: tree.displayStarts[Int(after)]
                    )
                )
            }
        }
        return (0..<tree.spanCount).compactMap { node in
            guard criticalPath.contains(node), !hasMisplacedChildren(node) else { return nil }
            let own = waits[node] ?? []
            let time = gaps.sections(of: node).reduce(UInt64(0)) { sum, gap in
                let isWait = own.contains { $0.start <= gap.start && gap.end <= $0.end }
                return isWait || gap.end - gap.start < least ? sum : sum + gap.end - gap.start
            }
            return time == 0
                ? nil : Smell(.gap, at: Int32(node), time: Nanoseconds(clamping: time))
        }
    }

    /// Whether a clock that is off, and was left so, shows children elsewhere than they were: their absence is no gap.
    private func hasMisplacedChildren(_ node: Int) -> Bool {
        guard !skew.isEmpty else { return false }
        return tree.children(of: node).contains { child in
            Int(child) < tree.spanCount && skew[Int(child)]?.isCorrected == false
        }
    }

    /// A clock is wrong by 1 ms at least, as far as spans say so: see ``SkewReport``.
    func wrongClocks() -> [Smell] {
        skew.clocks.compactMap { clock in
            guard clock.delta.magnitude >= 1_000_000, let first = clock.spans.first else {
                return nil
            }
            let earliest = clock.spans.min { tree.positions[Int($0)] < tree.positions[Int($1)] }
            return Smell(
                .clockSkew,
                at: earliest ?? first,
                evidence: clock.spans,
                time: clock.delta
            )
        }
    }

    /// A message lags if its consumer begins a second or more after its producer did.
    func queueLags() -> [Smell] {
        let (starts, parents) = (tree.displayStarts, tree.parents)
        return (0..<tree.spanCount).compactMap { node in
            let parent = Int(parents[node])
            // Times are looked at first: of nearly all spans they are enough.
            guard parent >= 0, parent < tree.spanCount, starts[node] > starts[parent],
                starts[node] - starts[parent] >= 1_000_000_000,
                tree.trace[node].kind == .consumer, tree.trace[parent].kind == .producer
            else { return nil }
            return Smell(
                .queueLag,
                at: Int32(node),
                evidence: [Int32(parent)],
                time: Nanoseconds(clamping: starts[node] - starts[parent])
            )
        }
    }

    /// A child outlives its parent by 10 ms and a tenth of the child's own time, and is none that nobody waits for.
    func outlivingChildren() -> [Smell] {
        let (starts, ends, parents) = (tree.displayStarts, tree.displayEnds, tree.parents)
        return (0..<tree.spanCount).compactMap { node in
            let parent = Int(parents[node])
            guard parent >= 0, parent < tree.spanCount, starts[node] < ends[parent],
                ends[node] > ends[parent]
            else { return nil }
            let over = ends[node] - ends[parent]
            guard over >= 10_000_000, over >= (ends[node] - starts[node]) / 10,
                tree.trace[node].kind != .consumer, tree.trace[parent].kind != .producer,
                !tree.trace[parent].isUnfinished, skew[node] == nil, skew[parent] == nil
            else { return nil }
            return Smell(
                .outlivesParent,
                at: Int32(node),
                evidence: [Int32(parent)],
                time: Nanoseconds(clamping: over)
            )
        }
    }

    /// Each id that spans name as their parent and that is not there.
    func missingSpans() -> [Smell] {
        (tree.spanCount..<tree.nodeCount).map { node in
            Smell(.missingSpans, at: Int32(node), evidence: Array(tree.children(of: node)))
        }
    }
}
