package import TraceModel

/// What Jaeger's query service changes in a trace before it answers, unless asked for the raw trace.
///
/// The adjusters of Jaeger v2 in its order: ids shared by client and server, sorting, equal spans, clock
/// skew, IP addresses, attributes of the library, empty links. They never fail; what they could not do or did
/// to times stands in the warnings of the span.
package struct TraceAdjusters: Sendable, Equatable {
    /// The largest correction of a clock that is applied, in nanoseconds; with 0, Jaeger's default, times
    /// stay and every span that would have been moved is warned.
    package var maxSkew: Nanoseconds

    package init(maxSkew: Nanoseconds = 0) {
        self.maxSkew = maxSkew
    }

    /// The adjusted trace, in columns of its own.
    ///
    /// - Complexity: O(spans · log spans + attributes · log attributes).
    package func adjust(_ trace: Trace) -> Trace {
        guard trace.count > 0 else { return trace }
        var adjustable = AdjustableTrace(trace)
        adjustable.separateSharedIDs()
        adjustable.sortAttributes()
        adjustable.dropEqualSpans()
        adjustable.correctClocks(upTo: maxSkew)
        adjustable.normaliseAddresses()
        adjustable.moveLibraryAttributes()
        adjustable.dropEmptyLinks()
        return adjustable.finish() ?? trace
    }

    /// The adjusted trace, adjusted part by part if it has several.
    ///
    /// What depends on other spans, ids, repetitions and clocks, is worked out first, from an outline of the whole trace
    /// that takes some ``bytesPerSpan`` per span and is not kept. A trace whose outline would be larger than `most` bytes is
    /// given with times and ids as they came, which its warning says. Attributes of the library move to the resource within
    /// their part.
    ///
    /// - Returns: Nil if the trace is gone.
    /// - Complexity: O(spans), and of each part when it is read what ``adjust(_:)`` takes.
    package func adjust(_ trace: TraceInParts, upTo most: Int = .max) -> TraceInParts? {
        guard let first = trace.part(from: 0) else { return nil }
        guard first.end < trace.spanCount else { return TraceInParts(adjust(first.trace)) }
        let changes: SpanChanges
        if trace.spanCount > most / Self.bytesPerSpan {
            changes = SpanChanges(
                warning:
                    "the trace has \(trace.spanCount) spans, too many for the memory given: times and ids are as sent"
            )
        } else {
            guard let worked = SpanChanges(of: trace, maxSkew: maxSkew) else { return nil }
            changes = worked
        }
        return trace.changing(heldBytes: changes.heldBytes) { part, start in
            changes.apply(to: part, from: start)
        }
    }

    /// Bytes that the outline takes per span, roughly.
    package static let bytesPerSpan = 400
}
