import TraceModel

/// Failures that are odd in themselves.
extension SmellSearch {
    /// An error is swallowed if it goes unnoticed: neither the root nor anything between failed or answered with an error.
    ///
    /// What servers of HTTP tell their callers by a status of 400 to 499, such as that there is no such product, is an answer.
    func swallowedErrors() -> [Smell] {
        guard tree.roots.contains(where: { tree.errorCounts[Int($0)] > 0 }) else { return [] }
        let paths = FailurePaths(tree)
        return (0..<tree.spanCount).compactMap { node in
            guard tree.errorCounts[node] > 0, tree.trace[node].isError, !paths.isReached[node],
                paths.outcomes[node] == .swallowed, !isAnswer(Int32(node)),
                isUnnoticed(above: node)
            else { return nil }
            return Smell(
                .swallowedError,
                at: Int32(node),
                time: Nanoseconds(clamping: length(Int32(node)))
            )
        }
    }

    private func isAnswer(_ node: Int32) -> Bool {
        guard tree.trace[Int(node)].kind == .client, let status = httpStatus(of: node) else {
            return false
        }
        return (400..<500).contains(status)
    }

    private func isUnnoticed(above node: Int) -> Bool {
        var next = tree.parent(of: node)
        if let parent = next, !tree.isSynthetic(parent),
            tree.displayEnds[node] > tree.displayEnds[parent]
        {
            return false
        }
        while let current = next, !tree.isSynthetic(current) {
            if tree.trace[current].isError { return false }
            if let status = httpStatus(of: Int32(current)), status >= 400 { return false }
            next = tree.parent(of: current)
        }
        return true
    }

    /// A time-out is a failed call without failures below it that took a round time, or up to 1 % or 20 ms more.
    func timeOuts() -> [Smell] {
        let roundTimes: [UInt64] = [1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 300]
        return (0..<tree.spanCount).compactMap { node in
            guard tree.errorCounts[node] == 1, tree.trace[node].isError,
                tree.trace[node].kind == .client || tree.children(of: node).isEmpty
            else { return nil }
            let time = length(Int32(node))
            let isRound = roundTimes.contains { seconds in
                let limit = seconds * 1_000_000_000
                return time >= limit && time - limit <= max(20_000_000, limit / 100)
            }
            return isRound
                ? Smell(.timeOut, at: Int32(node), time: Nanoseconds(clamping: time)) : nil
        }
    }
}
