package import TraceModel

/// What the documented JSON of a span says besides the span itself: its place in the trace.
package struct SpoorSpanFigures: Sendable {
    /// Time that no child covers.
    package var selfTime: Nanoseconds
    /// Time on the critical path.
    package var criticalPath: Nanoseconds
    /// Levels above it.
    package var depth: Int

    package init(selfTime: Nanoseconds, criticalPath: Nanoseconds, depth: Int) {
        self.selfTime = selfTime
        self.criticalPath = criticalPath
        self.depth = depth
    }
}

/// What the documented JSON of a trace says besides its spans and warnings.
package struct SpoorTraceFigures: Sendable {
    package var summary: TraceSummary
    /// Number of levels.
    package var depth: Int
    /// Times are as recorded.
    package var isRaw: Bool
    /// What is odd about the shape.
    package var issues: [String]
    /// What was not as it should be with the answer.
    package var notes: [String]

    package init(
        summary: TraceSummary,
        depth: Int,
        isRaw: Bool,
        issues: [String],
        notes: [String]
    ) {
        self.summary = summary
        self.depth = depth
        self.isRaw = isRaw
        self.issues = issues
        self.notes = notes
    }
}
