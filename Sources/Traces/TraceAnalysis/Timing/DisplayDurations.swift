package import TraceModel

extension TraceTree {
    /// How long a node is drawn, in nanoseconds; never negative, and for a span without a known end until the last end below it.
    package func displayDuration(of node: Int) -> Nanoseconds {
        Nanoseconds(clamping: displayEnds[node] - displayStarts[node])
    }
}

extension Nanoseconds {
    /// The sum, or the longest time there is: hostile spans may be hundreds of years long.
    package func addingSaturated(_ other: Nanoseconds) -> Nanoseconds {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}
