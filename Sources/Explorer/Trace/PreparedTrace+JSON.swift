import PlainText
import TraceAnalysis
import TraceModel
package import WireFormats

/// What the documented JSON of a trace and its spans says beyond what was received.
extension PreparedTrace {
    /// The figures of the span numbered `index`.
    package func jsonFigures(ofSpan index: Int) -> SpoorSpanFigures {
        SpoorSpanFigures(
            selfTime: selfTimes[index],
            criticalPath: criticalPath.total(of: index),
            depth: Int(tree.depths[index])
        )
    }

    private func json(of smell: Smell) -> SpoorSmell {
        let node = Int(smell.node)
        return SpoorSmell(
            kind: smell.kind.rawValue,
            spanID: node < tree.spanCount ? trace[node].id : nil,
            time: smell.time,
            spanCount: smell.evidence.count,
            text: words(of: smell, .whole)
        )
    }

    private var movedNote: [String] {
        guard movedSpans > 0 else { return [] }
        let spans = CountText.of(movedSpans, "span")
        return ["\(spans) \(movedSpans == 1 ? "was" : "were") moved for clock skew."]
    }

    /// The figures of the trace as a whole; `isRaw` says that times are as recorded.
    package func jsonFigures(isRaw: Bool) -> SpoorTraceFigures {
        SpoorTraceFigures(
            summary: TraceSummary(
                id: trace.id,
                rootService: overview.rootService,
                rootOperation: overview.rootOperation,
                start: overview.start,
                end: overview.end,
                spanCount: tree.spanCount,
                errorCount: overview.errorCount,
                orphanCount: overview.orphanCount,
                services: overview.services,
                movedSpanCount: movedSpans
            ),
            depth: overview.depth,
            isRaw: isRaw,
            issues: issueWords
                + smells.all.filter { $0.kind == .clockSkew }.map { words(of: $0, .whole) },
            smells: smells.all.map { json(of: $0) },
            notes: notes + movedNote
        )
    }
}
