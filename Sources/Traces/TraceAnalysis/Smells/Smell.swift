package import TraceModel

/// A pattern in a trace that is known to mean trouble, with the spans that show it.
///
/// Each kind has its own file, which says from what on it counts; `docs/smells.md` has all of them. The thresholds are such
/// that healthy traces have none: what is named is worth a look.
package struct Smell: Sendable, Equatable {
    package var kind: SmellKind
    /// The node it is shown on.
    package var node: Int32
    /// The spans that show it, by start; the calls of a repeated query, the attempts of retries.
    package var evidence: [Int32]
    /// The time it cost, or by which something is off, nanoseconds.
    package var time: Nanoseconds

    package init(
        _ kind: SmellKind,
        at node: Int32,
        evidence: [Int32] = [],
        time: Nanoseconds = 0
    ) {
        self.kind = kind
        self.node = node
        self.evidence = evidence
        self.time = time
    }
}

/// The kinds of smells, the ones that say most first.
package enum SmellKind: String, Sendable, CaseIterable {
    /// One statement again and again: N+1.
    case repeatedQuery = "repeated query"
    /// The same call again and again because it failed.
    case retryStorm = "retry storm"
    /// A failure that no caller noticed.
    case swallowedError = "swallowed error"
    /// Time that nobody accounts for.
    case gap = "uninstrumented gap"
    /// A clock that goes wrong.
    case clockSkew = "clock skew"
    /// Equal calls one after the other that could run beside each other.
    case serialCalls = "serial calls"
    /// One service asking another very often for one request.
    case chattyPair = "chatty pair"
    /// A call that failed after a round time, as time-outs do.
    case timeOut = "time-out"
    /// A message that lay in a queue for long.
    case queueLag = "queue lag"
    /// A span that ends after the one that waits for it.
    case outlivesParent = "child outlives parent"
    /// Spans that others name as their parent, and that are not there.
    case missingSpans = "missing spans"
}
