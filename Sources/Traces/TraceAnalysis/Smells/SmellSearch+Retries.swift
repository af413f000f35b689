import TraceModel

/// Calls that are made again because they failed.
extension SmellSearch {
    /// Attempts at one call: all but the last failed, or all.
    struct RetryChain {
        let attempts: [Int32]
        let smell: Smell
    }

    /// What is called: attempts at something else are no retries.
    private static let targets = [
        "server.address", "net.peer.name", "peer.service", "url.full", "http.url", "http.target",
        "url.path", "db.query.text", "db.statement",
    ]

    /// A retry storm is 3 or more attempts at one call, one after the other, of which all but the last failed, or all.
    func retryStorms() -> [Smell] {
        retryChains.filter { $0.attempts.count >= 3 }.map(\.smell)
    }

    /// All calls that were tried again.
    func findRetryChains() -> [RetryChain] {
        var chains: [RetryChain] = []
        for node in 0..<tree.nodeCount
        where tree.errorCounts[node] > 0 && tree.children(of: node).count >= 2 {
            chains += retryChains(below: node)
        }
        return chains
    }

    private func retryChains(below node: Int) -> [RetryChain] {
        var open: [UInt64: [Int32]] = [:]
        var done: [[Int32]] = []
        for child in tree.children(of: node) where Int(child) < tree.spanCount {
            let span = tree.trace[Int(child)]
            let name = UInt64(span.serviceIndex) << 32 | UInt64(span.nameIndex)
            let isFailed = tree.errorCounts[Int(child)] > 0
            var chain = open[name] ?? []
            if let last = chain.last, !isNextAttempt(child, after: last) {
                done.append(chain)
                chain = []
            }
            if isFailed {
                open[name] = chain + [child]
            } else {
                if !chain.isEmpty { done.append(chain + [child]) }
                open[name] = nil
            }
        }
        done += open.sorted { $0.key < $1.key }.map(\.value)
        return done.compactMap { chain($0) }
    }

    private func chain(_ attempts: [Int32]) -> RetryChain? {
        guard attempts.count >= 2, let first = attempts.first, let last = attempts.last else {
            return nil
        }
        let time = tree.displayEnds[Int(last)] - tree.displayStarts[Int(first)]
        return RetryChain(
            attempts: attempts,
            smell: Smell(
                .retryStorm,
                at: first,
                evidence: attempts,
                time: Nanoseconds(clamping: time)
            )
        )
    }

    private func isNextAttempt(_ call: Int32, after last: Int32) -> Bool {
        guard tree.displayStarts[Int(call)] >= tree.displayEnds[Int(last)] else { return false }
        return Self.targets.allSatisfy { text([$0], of: call) == text([$0], of: last) }
    }
}
