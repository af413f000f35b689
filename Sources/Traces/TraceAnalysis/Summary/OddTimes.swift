package import TraceModel

/// Spans of a trace whose times can hardly be right, or are not known.
///
/// Their times are shown as they were sent; this says so.
package struct OddTimes: Sendable, Equatable {
    /// Spans that start before 1990, as if seconds or milliseconds stood where smaller units belong.
    package private(set) var early = 0
    /// Spans that start after 2262, as if nanoseconds stood where microseconds belong.
    package private(set) var late = 0
    /// Spans without a start.
    package private(set) var unstarted = 0
    /// Spans without an end.
    package private(set) var unfinished = 0

    private static let firstCredible: UInt64 = 631_152_000_000_000_000
    private static let lastCredible = UInt64(Int64.max)

    /// - Complexity: O(spans).
    package init(_ trace: Trace) {
        let rows = trace.rows
        let (starts, ends) = (trace.columns.starts, trace.columns.ends)
        for index in rows.indices {
            let row = rows[index]
            switch starts[row] {
            case 0: unstarted += 1
            case ..<Self.firstCredible: early += 1
            case Self.lastCredible...: late += 1
            default: break
            }
            if ends[row] == 0 { unfinished += 1 }
        }
    }

    /// A sentence for each kind that there is.
    package var notes: [String] {
        var notes: [String] = []
        func add(_ count: Int, _ one: String, _ several: String, _ what: String) {
            guard count > 0 else { return }
            notes.append((count == 1 ? "1 span \(one)" : "\(count) spans \(several)") + what + ".")
        }
        add(early, "starts", "start", " before 1990: perhaps the times are in another unit")
        add(late, "starts", "start", " after 2262: perhaps the times are in another unit")
        add(unstarted, "has", "have", " no start time")
        add(unfinished, "has", "have", " no end: unfinished when the trace was recorded")
        return notes
    }
}
