package import TraceAnalysis
package import TraceModel

extension Smells {
    /// The smells of a trace, as its screen finds them; `isRaw` where times as recorded were asked for.
    package init(of trace: Trace, isRaw: Bool = false) {
        let tree = TraceTree(trace)
        self.init(
            tree,
            repeats: RepeatedSpans(tree, least: RepeatedSpans.least),
            gaps: Gaps(tree),
            criticalPath: CriticalPath(tree),
            skew: SkewReport(trace, isRaw: isRaw)
        )
    }
}
