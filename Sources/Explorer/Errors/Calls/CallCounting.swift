package import TraceAnalysis
package import TraceModel

/// Counting how often the operations were called at which failures began, one question after the other.
///
/// What a search for errors finds says nothing of calls that went well. The source's metrics do, in one question for all;
/// where it keeps none, each operation is searched for without regard to errors, and what that finds is counted whole. The
/// errors screen and `spoor errors` drive it.
package struct CallCounting: Sendable {
    package enum Question: Sendable, Equatable {
        case metrics(MetricsQuery)
        /// Search whole traces, and count the operation's calls in them.
        case search(TraceQuery, of: CalledOperation)
    }

    /// The time that failures are known of.
    package struct Scope: Sendable, Equatable {
        package var start: Timestamp
        package var end: Timestamp
        /// All failures of the time were read, as far as they were asked for.
        package var isWhole: Bool
        /// Failures were asked for only where this service failed; nil where they were asked for everywhere.
        package var service: String?
        /// Failures were asked for with further conditions, so that there may be others.
        package var isNarrowed: Bool
        /// The source is a store in this process: its metrics are counts.
        package var isInProcess: Bool
        /// The source is files, which keep no metrics, and which can be searched whole.
        package var isOfFiles: Bool

        package init(
            start: Timestamp,
            end: Timestamp,
            isWhole: Bool,
            service: String? = nil,
            isNarrowed: Bool = false,
            isInProcess: Bool,
            isOfFiles: Bool = false
        ) {
            self.start = start
            self.end = end
            self.isWhole = isWhole
            self.service = service
            self.isNarrowed = isNarrowed
            self.isInProcess = isInProcess
            self.isOfFiles = isOfFiles
        }

        /// Whether all failures of a group are known.
        fileprivate func isWhole(_ group: FailureGroup) -> Bool {
            isWhole && !isNarrowed && (service ?? group.origin.service) == group.origin.service
        }
    }

    /// Operations that are searched for one by one.
    private static let mostSearches = 12
    /// Traces of a search that is a sample.
    private static let sampleLimit = 100
    private static let mostInFiles = 1_000_000

    package let scope: Scope
    /// Operations at which failures began, most failures first.
    private let operations: [CalledOperation]
    private var waiting: [CalledOperation]
    private var hasAskedMetrics = false
    /// Calls of each operation as the source's metrics count them.
    private var metered: [CalledOperation: Int] = [:]
    private var samples: [CalledOperation: CallSample] = [:]
    private var asked: CalledOperation?
    private var failure: String?
    /// Nothing is searched for: only metrics count.
    private let onlyMetrics: Bool

    /// Begins with the groups as they are ranked.
    package init(_ groups: [FailureGroup], _ scope: Scope, onlyMetrics: Bool = false) {
        var known: Set<CalledOperation> = []
        operations = groups.map(\.operation).filter { known.insert($0).inserted }
        waiting = operations
        self.scope = scope
        self.onlyMetrics = onlyMetrics
    }

    /// The next question; nil when all has been asked.
    package mutating func next() -> Question? {
        guard failure == nil, !operations.isEmpty, scope.start < scope.end else { return nil }
        if !hasAskedMetrics, !scope.isOfFiles {
            hasAskedMetrics = true
            return .metrics(metrics)
        }
        guard !onlyMetrics else { return nil }
        waiting.removeAll { metered[$0] != nil }
        let most = scope.isOfFiles ? Self.mostInFiles : Self.mostSearches
        guard samples.count < most, !waiting.isEmpty else { return nil }
        let operation = waiting.removeFirst()
        asked = operation
        return .search(
            TraceQuery(
                service: operation.service,
                operation: operation.name.isEmpty ? nil : operation.name,
                start: scope.start,
                end: scope.end,
                limit: scope.isOfFiles ? Self.mostInFiles : Self.sampleLimit,
                detail: .spans
            ),
            of: operation
        )
    }

    /// All kinds of spans, by operation, in one window that ends with the time.
    private var metrics: MetricsQuery {
        let length = max(scope.end.since(scope.start), .seconds(1))
        return MetricsQuery(
            services: Set(operations.map(\.service)).sorted(),
            kinds: Set(SpanKind.allCases),
            byOperation: true,
            end: scope.end,
            lookback: length,
            step: length,
            window: length,
            figures: [.calls]
        )
    }

    /// Takes the answer of the source's metrics; nil where it keeps none.
    package mutating func take(_ answer: ServiceMetricsAnswer?) {
        guard let answer else { return }
        let seconds = Double(max(scope.end.since(scope.start), .seconds(1))) / 1e9
        for metrics in answer.metrics {
            guard let name = metrics.operation,
                let rate = metrics.callsPerSecond.last(where: { $0.value != nil })?.value,
                rate.isFinite, rate > 0, rate * seconds < 1e15
            else { continue }
            let operation = CalledOperation(service: metrics.service, name: name)
            metered[operation, default: 0] += Int((rate * seconds).rounded())
        }
    }

    /// Takes what the search for an operation found.
    package mutating func take(_ sample: CallSample) {
        guard let operation = asked else { return }
        asked = nil
        samples[operation] = sample
    }

    /// The source gave no answer: nothing more is asked, unless it is its metrics alone that cannot be had.
    package mutating func fail(_ error: TraceReaderError) {
        let isOfMetrics = asked == nil
        asked = nil
        switch error.kind {
        case .refused, .unsupported, .invalidQuery, .malformedAnswer, .notFound:
            if !isOfMetrics { failure = error.message }
        case .unreachable, .late, .unauthorized, .badCredentials, .cancelled:
            failure = error.message
        }
    }

    /// The share of its operation's calls that failed as a group did, or why it is not known.
    package func share(of group: FailureGroup) -> Result<ErrorShare, MissingShare> {
        let operation = group.operation
        if let calls = metered[operation], calls > 0 {
            guard calls >= group.count else { return .failure(.fewerCalls) }
            let bound: ErrorShare.Bound =
                !scope.isWhole(group) ? .atLeast : scope.isInProcess ? .exact : .about
            return .success(
                ErrorShare(
                    failures: group.count,
                    calls: calls,
                    bound: bound,
                    basis: .metrics,
                    start: scope.start
                )
            )
        }
        if let sample = samples[operation] { return share(of: group, sample) }
        if let failure { return .failure(.failed(failure)) }
        if onlyMetrics { return .failure(metered.isEmpty ? .followed : .fewerCalls) }
        return .failure(
            waiting.contains(operation) && samples.count >= Self.mostSearches
                ? .tooMany : .notYet
        )
    }

    private func share(
        of group: FailureGroup,
        _ sample: CallSample
    ) -> Result<ErrorShare, MissingShare> {
        guard sample.calls > 0 else { return .failure(.fewerCalls) }
        let failures = sample.failures[group.origin] ?? 0
        if sample.isPart, failures == 0 {
            guard scope.isWhole(group), group.count <= sample.calls else {
                return .failure(.rare(calls: sample.calls))
            }
            // There were more calls than these, and no more failures.
            return .success(
                ErrorShare(
                    failures: group.count,
                    calls: sample.calls,
                    bound: .atMost,
                    basis: .search,
                    isSample: true,
                    start: scope.start
                )
            )
        }
        // All calls were found: those that failed are the ones that were read, some of which may have come since.
        let failed = sample.isPart ? failures : max(failures, group.count)
        guard failed <= sample.calls else { return .failure(.fewerCalls) }
        return .success(
            ErrorShare(
                failures: failed,
                calls: sample.calls,
                bound: sample.isPart ? .about : .exact,
                basis: .search,
                isSample: sample.isPart,
                start: sample.isPart ? sample.start ?? scope.start : scope.start
            )
        )
    }
}

extension MissingShare: Error {}
