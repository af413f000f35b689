import TraceModel

/// The points of metrics: every one looks back for the length of the window.
struct WindowMoments {
    /// The points at which a call counts.
    struct Span: Hashable {
        var first: Int
        var end: Int
    }

    private let first: UInt64
    private let step: UInt64
    private let window: UInt64
    let count: Int

    /// The points of a query whose step and window are positive; those before 1970 are none.
    init(_ query: MetricsQuery) {
        first = query.end.advanced(by: -query.lookback).nanoseconds
        step = UInt64(query.step)
        window = UInt64(query.window)
        count = Int((query.end.nanoseconds - min(first, query.end.nanoseconds)) / step) + 1
    }

    func time(ofPoint index: Int) -> Timestamp {
        Timestamp(nanoseconds: first + UInt64(index) * step)
    }

    /// Ends up to this one are before all windows; nil if the first window reaches back before 1970.
    var opening: UInt64? { first >= window ? first - window : nil }

    /// The points that see a call which ended at a time: those from its end on for the length of the window; nil if there are none.
    @inline(__always)
    func points(seeing end: UInt64) -> Span? {
        let from = firstPoint(notBefore: end)
        let (leaves, isNever) = end.addingReportingOverflow(window)
        let until = isNever ? count : firstPoint(notBefore: leaves)
        return from < until ? Span(first: from, end: until) : nil
    }

    /// Whether all ends of a range are before all windows, or all are behind the last point.
    func areOnOneSide(_ ends: ClosedRange<UInt64>) -> Bool {
        if let opening, ends.upperBound <= opening { return true }
        return firstPoint(notBefore: ends.lowerBound) == count
    }

    /// The first point that is not before a time, or the number of points.
    @inline(__always)
    private func firstPoint(notBefore time: UInt64) -> Int {
        guard time > first else { return 0 }
        return Int(min((time - first - 1) / step + 1, UInt64(count)))
    }
}
