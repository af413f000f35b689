package import Follow
import TraceModel

extension FollowStatus {
    /// What must be known of what is followed: how much was seen, how the source is asked, and what goes wrong.
    package var honesty: [String] {
        var words: [String] = []
        switch phase {
        case .starting: words.append("waiting for the first answer")
        case .failing(let error, _): words.append("not reached, trying again: \(error.message)")
        case .stopped: words.append("stopped")
        case .live, .catchingUp, .sampling: words.append(coverage.sentence)
        }
        if figures.restarts > 0 { words.append("the source began anew") }
        if figures.skippedArrivals > 0 {
            words.append("\(CountText.of(figures.skippedArrivals, "trace")) came too fast")
        }
        words.append("\(requestsLastMinute) of \(requestCeiling) requests a minute")
        if let clockOffset, abs(clockOffset) > 2_000_000_000 {
            let text = DurationText.short(abs(clockOffset))
            words.append("its clock is \(text) \(clockOffset > 0 ? "ahead" : "behind")")
        }
        return words
    }
}
