package import TraceModel

/// The failures of many traces by where they began.
///
/// Traces may come in any order, one by one or as groups of their own; a trace that comes again replaces what
/// was known of it, so one that grew is not counted twice.
package struct FailureGroups: Sendable {
    private var traces: [TraceID: TraceFailures] = [:]

    package init() {}

    /// Traces that were looked at, those without failures included.
    package var traceCount: Int { traces.count }

    /// Failed spans that only repeat a failure from below.
    package var echoCount: Int { traces.values.reduce(0) { $0 + $1.echoCount } }

    package mutating func add(_ trace: TraceFailures) { traces[trace.traceID] = trace }

    /// Forgets a trace.
    package mutating func remove(_ id: TraceID) { traces[id] = nil }

    /// When the last failure of a trace began; nil of one that is not known or has none.
    package func latest(of id: TraceID) -> Timestamp? { traces[id]?.latest }

    /// The groups, most failures first, then latest first, then by name.
    ///
    /// - Complexity: O(failures + groups · log groups).
    package func ranked() -> [FailureGroup] {
        var groups: [FailureOrigin: FailureGroup] = [:]
        for trace in traces.values {
            for failure in trace.failures {
                groups[failure.origin, default: FailureGroup(failure.origin, at: failure.start)]
                    .add(failure, of: trace.traceID)
            }
        }
        return groups.values.map { group in
            var group = group
            group.finish()
            return group
        }.sorted(by: FailureGroup.precedes)
    }
}

/// Failures of one origin.
package struct FailureGroup: Sendable, Equatable {
    /// One trace, and the span in it that the failure began at; the first one where there are several.
    package struct Example: Sendable, Equatable {
        package var traceID: TraceID
        package var span: SpanID
        package var start: Timestamp
    }

    package let origin: FailureOrigin
    /// Failures, of which a trace may have several.
    package private(set) var count = 0
    package private(set) var first: Timestamp
    package private(set) var last: Timestamp
    /// How many failures came to which end.
    package private(set) var outcomes: [FailureOutcome: Int] = [:]
    /// Failed spans above that only repeat these failures.
    package private(set) var echoes = 0
    /// One per trace, latest first.
    package private(set) var examples: [Example] = []

    fileprivate init(_ origin: FailureOrigin, at time: Timestamp) {
        self.origin = origin
        first = time
        last = time
    }

    /// The operation that the failures began at.
    package var operation: CalledOperation {
        CalledOperation(service: origin.service, name: origin.operation)
    }

    fileprivate mutating func add(_ failure: Failure, of trace: TraceID) {
        count += 1
        first = min(first, failure.start)
        last = max(last, failure.start)
        outcomes[failure.outcome, default: 0] += 1
        echoes += failure.echoes
        // The failures of a trace come one after the other, earliest first.
        guard examples.last?.traceID != trace else { return }
        examples.append(Example(traceID: trace, span: failure.span, start: failure.start))
    }

    fileprivate mutating func finish() {
        examples.sort { ($1.start, $1.traceID) < ($0.start, $0.traceID) }
    }

    fileprivate static func precedes(_ left: FailureGroup, _ right: FailureGroup) -> Bool {
        if left.count != right.count { return left.count > right.count }
        if left.last != right.last { return left.last > right.last }
        return left.origin < right.origin
    }
}

extension FailureOrigin: Comparable {
    /// By service, operation, cause and message.
    package static func < (left: FailureOrigin, right: FailureOrigin) -> Bool {
        (left.service, left.operation, left.cause, left.message)
            < (right.service, right.operation, right.cause, right.message)
    }
}
