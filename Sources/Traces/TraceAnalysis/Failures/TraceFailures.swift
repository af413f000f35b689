package import TraceModel

/// The failures of one trace, each counted once, where it began.
package struct TraceFailures: Sendable, Equatable {
    package let traceID: TraceID
    /// By start, then by span id.
    package let failures: [Failure]
    /// Failed spans that only repeat a failure from below.
    package let echoCount: Int
    /// How often each operation was called.
    package let calls: [CalledOperation: Int]

    /// When the last of them began; nil without any.
    package var latest: Timestamp? { failures.last?.start }

    /// - Complexity: O(spans), and O(attributes and events) of spans that failures began at.
    package init(_ tree: TraceTree) {
        traceID = tree.trace.id
        calls = Self.calls(tree.trace)
        var failures: [Failure] = []
        var echoCount = 0
        if tree.roots.contains(where: { tree.errorCounts[Int($0)] > 0 }) {
            let paths = FailurePaths(tree)
            for node in 0..<tree.spanCount where tree.trace[node].isError {
                if paths.isReached[node] {
                    echoCount += 1
                } else {
                    failures.append(Self.failure(at: node, tree, paths))
                }
            }
        }
        self.failures = failures.sorted { ($0.start, $0.span.value) < ($1.start, $1.span.value) }
        self.echoCount = echoCount
    }

    private static func failure(at node: Int, _ tree: TraceTree, _ paths: FailurePaths) -> Failure {
        let span = tree.trace[node]
        var outcome = paths.outcomes[node]
        if outcome == .swallowed, let parent = tree.parent(of: node), !tree.isSynthetic(parent),
            tree.displayEnds[node] > tree.displayEnds[parent]
        {
            outcome = .late
        }
        return Failure(
            origin: FailureOrigin(span),
            span: span.id,
            start: Timestamp(nanoseconds: tree.displayStarts[node]),
            outcome: outcome,
            echoes: Int(paths.echoes[node])
        )
    }

    private static func calls(_ trace: Trace) -> [CalledOperation: Int] {
        var counts: [UInt64: Int] = [:]
        for index in 0..<trace.count {
            let span = trace[index]
            counts[UInt64(span.serviceIndex) << 32 | UInt64(span.nameIndex), default: 0] += 1
        }
        var calls: [CalledOperation: Int] = [:]
        calls.reserveCapacity(counts.count)
        let strings = trace.columns.strings
        for (key, count) in counts {
            let operation = CalledOperation(
                service: strings[StringIndex(key >> 32)],
                name: strings[StringIndex(truncatingIfNeeded: key)]
            )
            // Different bytes may read as the same text.
            calls[operation, default: 0] += count
        }
        return calls
    }
}

/// One operation of one service.
package struct CalledOperation: Sendable, Hashable {
    package var service: String
    package var name: String

    package init(service: String, name: String) {
        self.service = service
        self.name = name
    }
}
