package import TraceModel

/// One span, or several equal ones, as a box among ``SpanBoxes``.
package struct SpanBox: Sendable, Equatable {
    /// The box above; −1 for one that nothing is above.
    package let parent: Int32
    /// How many rows stand above it.
    package internal(set) var row: Int32 = 0
    /// Rows of the box and all that is below it.
    package internal(set) var height: Int32 = 1
    /// Where it begins and ends: nanoseconds since the epoch, or of cost from the left; half-open and never empty.
    package internal(set) var start: UInt64 = 0
    package internal(set) var end: UInt64 = 0
    package internal(set) var spanCount: Int32 = 0
    /// Failed spans.
    package internal(set) var errors: Int32 = 0
    /// Durations added up.
    package internal(set) var total: Nanoseconds = 0
    /// Self times added up.
    package internal(set) var own: Nanoseconds = 0

    init(parent: Int32) { self.parent = parent }

    mutating func add(_ span: Int, _ tree: TraceTree, _ selfTimes: SelfTimes) {
        spanCount += 1
        total = total.addingSaturated(tree.displayDuration(of: span))
        own = own.addingSaturated(selfTimes[span])
        if tree.trace[span].isError { errors += 1 }
    }
}
