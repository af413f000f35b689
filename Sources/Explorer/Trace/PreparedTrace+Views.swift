package import TraceAnalysis

/// What views and their commands work out of a trace.
extension PreparedTrace {
    package func statistics(
        by grouping: SpanGrouping,
        then subgrouping: SpanGrouping? = nil
    ) -> TraceStatistics {
        TraceStatistics(
            tree,
            selfTimes: selfTimes,
            criticalPath: criticalPath,
            by: grouping,
            then: subgrouping
        )
    }

    package func boxes(_ length: SpanBoxes.Length) -> SpanBoxes {
        switch length {
        case .cost: SpanBoxes(costOf: tree, selfTimes)
        case .time: SpanBoxes(timesOf: tree, selfTimes)
        }
    }

    package var graph: ServiceGraph { ServiceGraph(tree, selfTimes) }
}
