import Follow
import PlainText
import TraceModel

extension ServicesState {
    /// The columns that the source's metrics fill, or what was followed; absent otherwise, never invented.
    package func honesty(_ context: ScreenContext) -> String {
        guard asked != nil || live != nil else {
            return services.failure == nil ? "" : "no services loaded · R asks again"
        }
        let worse = rows.count { $0.rates?.anomaly.isEmpty == false }
        var words = live?.honesty(worse: worse, context.time) ?? []
        if services.failure != nil { words.append("refresh failed (:messages)") }
        words.append(
            narrow.isEmpty
                ? CountText.of(rows.count, "service")
                : "\(shown.count) of \(CountText.of(rows.count, "service")) match /\(narrow)"
        )
        if live != nil {
            if order != .name { words.append("s sorts again") }
        } else if let ended {
            words.append(
                "following ended; figures of its last \(ended.figuresSource.windowWords), R asks again"
            )
        } else if hasRates {
            words.append("rates from /api/metrics, \(RatesQuestion.windowText)")
        } else if let metricsFailure {
            words.append("no rates: " + metricsFailure)
        }
        if hasStoppedCounting { words.append("operations not counted, :messages says why") }
        if order != .name || isInverted {
            words.append("by \(order.rawValue)" + (isInverted ? " inverted" : ""))
        }
        if let asked { words.append(TimeText.asked(asked, in: context.zone)) }
        return words.joined(separator: " · ")
    }

    /// Why there are no rows, and what to do about it; empty while they are asked for.
    package var emptyText: String {
        services.failure
            ?? (services.value == nil
                ? "" : "no services yet: nothing has reported spans. R asks again")
    }
}
