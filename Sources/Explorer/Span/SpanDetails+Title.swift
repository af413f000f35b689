import PlainText
import TraceAnalysis
import TraceModel

extension SpanDetails {
    /// Service and name.
    package var title: String {
        guard let span else { return "a span that is not in the trace" }
        return [span.serviceName, span.name].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Kind and outcome, at the right of the title.
    package var tag: String {
        guard let span else { return "" }
        return [span.kind.name.uppercased(), span.isError ? "✗ ERROR" : ""]
            .filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// `+212ms · 640ms (52% of trace) · self 88ms`.
    package var times: String {
        guard let span else { return "" }
        let total = prepared.overview.duration
        var words = [
            "+"
                + DurationText.short(
                    Timestamp(nanoseconds: prepared.tree.displayStarts[node]).since(
                        prepared.overview.start
                    )
                )
        ]
        let share =
            total > 0 && !span.isUnfinished
            ? " (\(CountText.percent(Double(span.duration) / Double(total))) of trace)" : ""
        words.append(span.durationWords + share)
        words.append("self " + DurationText.short(prepared.selfTimes[node]))
        let critical = prepared.criticalPath.total(of: node)
        if critical > 0 { words.append("critical path " + DurationText.short(critical)) }
        return words.joined(separator: " · ")
    }
}
