package import TraceAnalysis
package import TraceModel

/// A trace with everything that the Trace screen needs worked out, made off the UI thread.
package struct PreparedTrace: Sendable {
    package let trace: Trace
    package let tree: TraceTree
    package let overview: TraceOverview
    package let criticalPath: CriticalPath
    package let selfTimes: SelfTimes
    package let gaps: Gaps
    /// Equal siblings, from three on.
    package let repeats: RepeatedSpans
    package let skew: SkewReport
    package let smells: Smells
    /// How many spans run when, finer than any screen.
    let activity: Activity
    /// The rows of the tree before anything is folded.
    package let allRows: VisibleNodes
    /// What Tab can offer of its attributes.
    let seenAttributes: SeenAttributes
    /// Names of its spans, sorted, as many as are worth offering.
    let operations: [String]
    /// What was not as it should be with the answer.
    package let notes: [String]
    /// Number of spans that the source moved in time to correct clock skew.
    package let movedSpans: Int

    /// Analyses an answer.
    ///
    /// - Complexity: O(spans · log spans).
    package init(_ answer: TraceAnswer) {
        trace = answer.trace
        notes = answer.notes + OddTimes(answer.trace).notes
        movedSpans = answer.movedSpans
        tree = TraceTree(answer.trace)
        overview = TraceOverview(tree)
        criticalPath = CriticalPath(tree)
        selfTimes = SelfTimes(tree)
        gaps = Gaps(tree)
        activity = Activity(tree, overview)
        repeats = RepeatedSpans(tree, least: 3)
        skew = SkewReport(answer.trace)
        smells = Smells(
            tree,
            repeats: repeats,
            gaps: gaps,
            criticalPath: criticalPath,
            skew: skew
        )
        allRows = VisibleNodes(tree, repeats)
        seenAttributes = SeenAttributes(answer.trace)
        operations = Self.operations(of: answer.trace)
    }

    private static let mostOperations = 500

    private static func operations(of trace: Trace) -> [String] {
        var names: Set<StringIndex> = []
        for index in 0..<trace.count where names.count < mostOperations {
            names.insert(trace.columns.names[trace.row(at: index)])
        }
        return names.map { trace.columns.strings[$0] }.filter { !$0.isEmpty }.sorted()
    }
}
