package import TraceAnalysis
package import TraceModel

/// The calls of an operation, and what failed, in traces that were searched for without regard to errors.
package struct CallSample: Sendable, Equatable {
    package let calls: Int
    package let failures: [FailureOrigin: Int]
    /// There are more such traces.
    package let isPart: Bool
    /// When the earliest of the traces began; nil without any.
    package let start: Timestamp?

    /// Counts what an answer with whole traces holds.
    ///
    /// - Complexity: O(spans · log spans) for each trace.
    package init(_ answer: SearchAnswer, of operation: CalledOperation) {
        var calls = 0
        var failures: [FailureOrigin: Int] = [:]
        for trace in (answer.traces ?? [:]).values {
            let found = TraceFailures(TraceTree(trace))
            calls += found.calls[operation] ?? 0
            for failure in found.failures { failures[failure.origin, default: 0] += 1 }
        }
        self.calls = calls
        self.failures = failures
        isPart = answer.limitHit
        start = answer.summaries.map(\.start).min()
    }
}
