package import TraceModel

extension SkewReport {
    /// How long the trace is by the times that were recorded, in nanoseconds; nil where no span was moved.
    ///
    /// - Complexity: O(spans).
    package func recordedDuration(of tree: TraceTree) -> Nanoseconds? {
        guard clocks.contains(where: \.isCorrected) else { return nil }
        var first = Timestamp(nanoseconds: .max)
        var last = Timestamp.zero
        for span in 0..<tree.spanCount {
            let skew = self[span]
            let moved = skew?.isCorrected == true ? skew?.delta ?? 0 : 0
            let start = Timestamp(nanoseconds: tree.displayStarts[span])
            let end = Timestamp(nanoseconds: tree.displayEnds[span])
            first = min(first, start.advanced(by: -moved))
            last = max(last, end.advanced(by: -moved))
        }
        return last.since(first)
    }

    /// How many spans are shown at times that were moved.
    package var movedSpanCount: Int {
        clocks.reduce(0) { $0 + ($1.isCorrected ? $1.spans.count : 0) }
    }
}
