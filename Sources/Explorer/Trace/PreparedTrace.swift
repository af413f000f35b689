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
    /// Equal siblings, from ``RepeatedSpans/least`` on.
    package let repeats: RepeatedSpans
    package let skew: SkewReport
    package let smells: Smells
    /// How many spans run when, finer than any screen.
    let activity: Activity
    /// Where failed spans stand in the order of the tree.
    let errorPlaces: [Int32]
    /// The rows of the tree before anything is folded.
    package let allRows: VisibleNodes
    /// Columns that the widest label of the first rows takes; nil without rows.
    let labelColumns: Int?
    /// What Tab can offer of its attributes.
    let seenAttributes: SeenAttributes
    /// Names of its spans, sorted, as many as are worth offering.
    let operations: [String]
    /// What was not as it should be with the answer.
    package let notes: [String]
    /// Number of spans that the source moved in time to correct clock skew.
    package let movedSpans: Int
    /// How long the trace is by the times that were recorded, where spans were moved.
    let recordedDuration: Nanoseconds?

    /// Analyses an answer; `isRaw` says that its times were asked for as recorded.
    ///
    /// - Complexity: O(spans · log spans).
    package init(_ answer: TraceAnswer, isRaw: Bool = false) {
        let trace = answer.trace
        self.trace = trace
        // What needs nothing but the trace is done beside the tree, on which all else waits.
        let seen = Ahead { SeenAttributes(trace) }
        let skew = Ahead { SkewReport(trace, isRaw: isRaw) }
        let operationNames = Ahead { Self.operations(of: trace) }
        let odd = Ahead { OddTimes(trace).notes }
        let tree = TraceTree(trace)
        self.tree = tree
        let path = Ahead { CriticalPath(tree) }
        let times = Ahead { SelfTimes(tree) }
        let gaps = Ahead { Gaps(tree) }
        let repeats = Ahead { RepeatedSpans(tree, least: RepeatedSpans.least) }
        overview = TraceOverview(tree)
        activity = Activity(tree, overview)
        errorPlaces = tree.errorPlaces
        criticalPath = path.value()
        self.gaps = gaps.value()
        self.skew = skew.value()
        movedSpans = max(answer.movedSpans, self.skew.movedSpanCount)
        recordedDuration = self.skew.recordedDuration(of: tree)
        self.repeats = repeats.value()
        let smells = Ahead {
            [criticalPath, gaps = self.gaps, skew = self.skew, repeats = self.repeats] in
            Smells(
                tree,
                repeats: repeats,
                gaps: gaps,
                criticalPath: criticalPath,
                skew: skew
            )
        }
        allRows = VisibleNodes(tree, self.repeats)
        labelColumns = TreeLabel.widest(of: trace, tree, allRows)
        selfTimes = times.value()
        notes = answer.notes + odd.value()
        seenAttributes = seen.value()
        operations = operationNames.value()
        self.smells = smells.value()
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
