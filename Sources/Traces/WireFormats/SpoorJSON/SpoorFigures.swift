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

/// A pattern in a trace that means trouble, in the documented JSON.
package struct SpoorSmell: Sendable {
    /// Such as `repeated query`.
    package var kind: String
    /// The span it is shown on; nil for one that is missing.
    package var spanID: SpanID?
    /// What it cost, or by how much something is off, nanoseconds.
    package var time: Nanoseconds
    /// How many spans show it.
    package var spanCount: Int
    /// A sentence with the evidence.
    package var text: String

    package init(
        kind: String,
        spanID: SpanID?,
        time: Nanoseconds,
        spanCount: Int,
        text: String
    ) {
        self.kind = kind
        self.spanID = spanID
        self.time = time
        self.spanCount = spanCount
        self.text = text
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
    package var smells: [SpoorSmell]
    /// What was not as it should be with the answer.
    package var notes: [String]

    package init(
        summary: TraceSummary,
        depth: Int,
        isRaw: Bool,
        issues: [String],
        smells: [SpoorSmell],
        notes: [String]
    ) {
        self.summary = summary
        self.depth = depth
        self.isRaw = isRaw
        self.issues = issues
        self.smells = smells
        self.notes = notes
    }
}
