package import TraceAnalysis
package import TraceModel

/// What came of reading some traces for their failures.
package struct FailureReading: Sendable {
    /// A trace that was read, without its spans.
    package struct Part: Sendable {
        package var summary: TraceSummary
        package var failures: TraceFailures

        package init(summary: TraceSummary, failures: TraceFailures) {
            self.summary = summary
            self.failures = failures
        }

        /// - Complexity: O(spans · log spans).
        package init(_ answer: TraceAnswer) {
            let tree = TraceTree(answer.trace)
            summary = TraceSummary(answer.trace)
            failures = TraceFailures(tree)
        }
    }

    package var parts: [Part] = []
    /// Why each of the others could not be read.
    package var problems: [String] = []

    /// - Throws: When all of it was cancelled.
    package init(_ results: [Result<Part, TraceReaderError>]) throws(TraceReaderError) {
        for result in results {
            switch result {
            case .success(let part): parts.append(part)
            case .failure(let error) where error.kind == .cancelled: throw error
            case .failure(let error): problems.append(error.message)
            }
        }
    }
}
