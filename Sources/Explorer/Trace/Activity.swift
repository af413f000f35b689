import TraceAnalysis
import TraceModel

/// How many spans run at each moment of a trace, worked out once for any width of screen.
struct Activity: Sendable {
    /// The most spans that run at one time.
    let most: Int
    private let counts: [Int32]
    /// Slots in which a span that failed ends.
    private let errors: [Bool]

    private static let slots = 4096

    /// - Complexity: O(spans).
    init(_ tree: TraceTree, _ overview: TraceOverview) {
        let whole = TimeWindow(start: overview.start.nanoseconds, end: overview.end.nanoseconds)
        let slots = Double(Self.slots)
        var changes = [Int32](repeating: 0, count: Self.slots + 1)
        var errors = [Bool](repeating: false, count: Self.slots)
        let rows = tree.trace.rows
        let isError = tree.trace.columns.errors
        for node in 0..<tree.spanCount {
            let first = max(0, min(1, whole.share(of: tree.displayStarts[node]))) * slots
            let last = max(0, min(1, whole.share(of: tree.displayEnds[node]))) * slots
            let lower = min(Self.slots - 1, Int(first))
            changes[lower] += 1
            changes[max(lower + 1, Int(last.rounded(.up)))] -= 1
            if isError[rows[node]] {
                errors[max(lower, min(Self.slots, Int(last.rounded(.up))) - 1)] = true
            }
        }
        self.errors = errors
        var running: Int32 = 0
        counts = changes.dropLast().map { change in
            running += change
            return running
        }
        most = Int(counts.max() ?? 0)
    }

    /// Whether a span that failed ends in part `part` of `parts` equal ones.
    func hasError(_ part: Int, of parts: Int) -> Bool {
        let first = min(Self.slots - 1, part * Self.slots / parts)
        let last = max(first + 1, (part + 1) * Self.slots / parts)
        return errors[first..<last].contains(true)
    }

    /// The most spans that run at one time in part `part` of `parts` equal ones.
    func running(_ part: Int, of parts: Int) -> Int {
        let first = min(Self.slots - 1, part * Self.slots / parts)
        let last = max(first + 1, (part + 1) * Self.slots / parts)
        return Int(counts[first..<last].max() ?? 0)
    }
}
