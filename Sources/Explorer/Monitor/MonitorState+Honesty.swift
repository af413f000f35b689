import PlainText
import TraceModel

extension MonitorState {
    /// Where the figures come from.
    package func honesty(_ context: ScreenContext) -> String {
        let now = context.time
        var words: [String] = []
        if let live { words.append(live.id == nil ? "paused" : "live") }
        guard let series else {
            if let live { return (words + live.words(now)).joined(separator: " · ") }
            return loading.failure == nil ? "" : "no figures loaded · R asks again"
        }
        if loading.failure != nil { words.append("refresh failed (:messages)") }
        switch series.source {
        case .metrics: words.append("from the source's metrics")
        case .sample(let traces, let limitHit):
            words.append("no metrics: from \(CountText.of(traces, "trace")) of a search")
            if limitHit { words.append("limit hit: a lower bound") }
        case .followed: break
        }
        words += live?.words(now) ?? []
        let length = series.step * Nanoseconds(series.slices.count)
        let window = series.source == .metrics ? question?.metrics.window : nil
        let over = window.map { ", each over \(DurationText.exact($0))" } ?? ""
        words.append(
            "last \(DurationText.exact(length)) in slices of \(DurationText.exact(series.step))"
                + over
        )
        words += notes
        if live == nil, let asked {
            words.append(TimeText.asked(asked, in: context.zone))
        }
        return words.joined(separator: " · ")
    }

    /// Why there is nothing to see, and what to do about it; nil when there is something.
    package func emptyText(_ context: ScreenContext) -> String? {
        guard let series else { return loading.failure ?? "" }
        guard series.slices.allSatisfy({ $0.isEmpty || $0.callsPerSecond == 0 && $0.p50 == nil })
        else {
            return nil
        }
        if let words = context.unknownService(service) { return words }
        let time = "\(title) in the last \(DurationText.exact(range))"
        if live == nil { return "no calls in \(time); + searches further back" }
        let what = series.isEmpty ? "nothing seen of" : "no calls of"
        return "\(what) \(time) so far; calls appear as they are found"
    }
}
