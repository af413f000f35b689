package import TraceModel

/// What spans have to have in common to be compared.
package struct LikeOperation: Sendable, Hashable {
    package var service: String
    package var name: String
    package var kind: SpanKind

    package init(_ span: Span) {
        service = span.serviceName
        name = span.name
        kind = span.kind
    }

    package init(service: String, name: String, kind: SpanKind) {
        self.service = service
        self.name = name
        self.kind = kind
    }
}

/// How long spans of one operation took, as far as they were at hand.
package struct LikeSpans: Sendable, Equatable {
    /// Where they are from.
    package enum Origin: Sendable, Equatable {
        /// Traces that the source in this process holds; `isPart` if there are more.
        case source(traces: Int, isPart: Bool)
        /// The trace itself.
        case trace
        /// Traces of a list with the same root, of which durations of whole traces are known.
        case list
    }

    /// In ascending order, nanoseconds; the span that is compared is among them.
    package let durations: [Nanoseconds]
    package let origin: Origin

    /// Nothing is said of fewer others.
    package static let least = 20

    package init(durations: [Nanoseconds], origin: Origin) {
        self.durations = durations.sorted()
        self.origin = origin
    }

    /// The finished spans of an operation in a trace.
    ///
    /// - Complexity: O(spans), and O(found · log found).
    package init(_ operation: LikeOperation, in trace: Trace) {
        self.init(durations: Self.durations(of: operation, in: trace), origin: .trace)
    }

    /// The finished spans of an operation in traces that a search brought whole.
    package init(_ operation: LikeOperation, in answer: SearchAnswer) {
        let traces = answer.traces ?? [:]
        self.init(
            durations: traces.values.flatMap { Self.durations(of: operation, in: $0) },
            origin: .source(traces: traces.count, isPart: answer.limitHit)
        )
    }

    private static func durations(
        of operation: LikeOperation,
        in trace: Trace
    ) -> [Nanoseconds] {
        let strings = trace.columns.strings
        guard let service = strings.firstIndex(of: operation.service),
            let name = strings.firstIndex(of: operation.name)
        else { return [] }
        return trace.spans.compactMap { span in
            span.serviceIndex == service && span.nameIndex == name && span.kind == operation.kind
                && !span.isUnfinished ? max(0, span.duration) : nil
        }
    }

    /// Others than the one that is compared.
    package var otherCount: Int { max(0, durations.count - 1) }

    /// How many of the others took less than `duration`.
    ///
    /// - Complexity: O(log spans).
    package func countFaster(than duration: Nanoseconds) -> Int {
        var low = 0
        var high = durations.count
        while low < high {
            let middle = (low + high) / 2
            if durations[middle] < duration { low = middle + 1 } else { high = middle }
        }
        return min(low, otherCount)
    }
}
