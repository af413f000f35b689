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
}
