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
    /// How many spans run when, finer than any screen.
    let activity: Activity
    /// The rows of the tree before anything is folded.
    let allRows: VisibleNodes
    /// What Tab can offer of its attributes.
    let seenAttributes: SeenAttributes
    /// What was not as it should be with the answer.
    package let notes: [String]
    /// Number of spans that the source moved in time to correct clock skew.
    package let movedSpans: Int

    /// Analyses an answer.
    ///
    /// - Complexity: O(spans · log spans).
    package init(_ answer: TraceAnswer) {
        let trace = answer.trace
        self.trace = trace
        movedSpans = answer.movedSpans
        // What needs nothing but the trace is done beside the tree, on which all else waits.
        let seen = Ahead { SeenAttributes(trace) }
        let odd = Ahead { OddTimes(trace).notes }
        let tree = TraceTree(trace)
        self.tree = tree
        let path = Ahead { CriticalPath(tree) }
        let times = Ahead { SelfTimes(tree) }
        let gaps = Ahead { Gaps(tree) }
        let rows = Ahead { VisibleNodes(tree) }
        overview = TraceOverview(tree)
        activity = Activity(tree, overview)
        allRows = rows.value()
        self.gaps = gaps.value()
        selfTimes = times.value()
        criticalPath = path.value()
        notes = answer.notes + odd.value()
        seenAttributes = seen.value()
    }
}
