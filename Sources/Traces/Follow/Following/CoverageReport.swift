package import TraceModel

/// How much of a time was seen.
package struct CoverageReport: Sendable, Equatable {
    /// The time that the report is about, nanoseconds.
    package var length: Nanoseconds
    /// 0...1: the part of it that was seen as late as the allowance says.
    ///
    /// The last stretch, too young for that, does not count.
    package var share: Double
    /// How late spans may be and still be among what was seen, nanoseconds.
    package var allowance: Nanoseconds
    /// Traces that one answer holds at most.
    package var limit: Int
    /// Answers of that many are why something is missing.
    package var isCut: Bool
    /// The stretches that were not seen, in order.
    package var gaps: [Range<Timestamp>]

    /// Judges the time from `start` until before `end`, as it was at the last look, at `lookedAt`.
    package init(
        _ coverage: Coverage,
        from start: Timestamp,
        to end: Timestamp,
        lookedAt: Timestamp? = nil,
        allowance: Nanoseconds,
        limit: Int,
        isCut: Bool
    ) {
        length = max(end.since(start), 0)
        self.allowance = allowance
        self.limit = limit
        self.isCut = isCut
        let young = lookedAt == nil ? allowance : allowance + Self.gathering(allowance)
        let judged = min(lookedAt ?? end, end).advanced(by: -young)
        gaps = start < judged ? coverage.gaps(start, judged, allowance: allowance) : []
        let missing = gaps.reduce(0) { $0 + $1.upperBound.since($1.lowerBound) }
        let whole = judged.since(start)
        share = whole > 0 ? 1 - Double(missing) / Double(whole) : coverage.isEmpty ? 0 : 1
    }

    /// How much time that is old enough for its second look is put together for one question, nanoseconds.
    static func gathering(_ allowance: Nanoseconds) -> Nanoseconds {
        max(allowance / 2, .seconds(10))
    }

    /// Whether nothing is missing.
    package var isWhole: Bool { gaps.isEmpty && share == 1 }
}
