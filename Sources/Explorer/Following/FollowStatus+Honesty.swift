package import Follow
import PlainText
import TraceModel

extension FollowStatus {
    /// How much was seen, as a sentence without its end.
    package var seen: String { cover?.sentence(coverage) ?? coverage.sentence }

    /// Whether the source has answered the last question, so that it can be reached.
    var hasAnswered: Bool {
        switch phase {
        case .live, .catchingUp, .sampling: silence == nil
        case .starting, .failing, .stopped: false
        }
    }

    /// What must be known of what is followed, in few words and the most important first, since narrow screens cut off the
    /// end: how much was seen, what is missing or wrong in it, how often the source is asked.
    package var honesty: [String] {
        var words: [String] = []
        if let silence {
            words.append("no answer for \(DurationText.passed(silence))")
        }
        switch phase {
        case .starting: words.append("waiting for the first answer")
        case .failing(let error, _): words.append("trying again: \(error.brief)")
        case .stopped: words.append("stopped")
        case .live, .catchingUp, .sampling: words += cover?.words(coverage) ?? [coverage.brief]
        }
        if figures.skippedArrivals > 0 {
            words.append("\(CountText.grouped(figures.skippedArrivals)) skipped")
        }
        if figures.forgottenEarly > 0 {
            words.append("\(CountText.grouped(figures.forgottenEarly)) dropped early")
        }
        if figures.malformed > 0 {
            words.append("≥\(CountText.grouped(figures.malformed)) malformed")
        }
        words.append(Self.requests(requestsLastMinute, of: requestCeiling))
        if figures.restarts > 0 { words.append("the source restarted") }
        return words
    }

    /// What is good to know besides: how far the source's clock is from ours, and that it contradicts itself.
    package var asides: [String] {
        var words: [String] = []
        if let clockOffset, abs(clockOffset) > .seconds(2) {
            let text = DurationText.short(abs(clockOffset))
            words.append("the server's clock is \(text) \(clockOffset > 0 ? "ahead" : "behind")")
        } else if supposesClock {
            words.append("the server does not tell its time, this computer's is used")
        }
        if figures.contradictions > 0 {
            let count = CountText.grouped(figures.contradictions)
            words.append("start or duration of traces changed \(count) times")
        }
        return words
    }

    /// Requests of the last minute and how many are allowed, for a narrow line.
    static func requests(_ count: Int, of ceiling: Int) -> String { "\(count)/\(ceiling) req/min" }
}
