import PlainText
import TraceModel

extension TracesState {
    /// How the list was got: how many, whether a limit cut it, what was compared, which order and window.
    package func honesty(_ context: ScreenContext) -> String {
        if let live { return honesty(live) }
        guard let lastAnswer else {
            return answer.failure == nil ? "" : "no traces loaded · R asks again, f edits the query"
        }
        let total = summaries.count
        var words: [String] = []
        if answer.failure != nil { words.append("refresh failed (:messages)") }
        if let marksSentence { words.append(marksSentence) }
        if lastAnswer.limitHit {
            words.append("\(CountText.of(total, "trace")), limit hit")
        } else {
            words.append(CountText.of(total, "trace"))
        }
        if !narrow.isEmpty { words.append("\(shown.count) match /\(narrow)") }
        // While another answer is awaited, the rows are those of the query before.
        if answer.value != nil, query.minDuration != nil || query.maxDuration != nil {
            words.append("duration terms apply to spans, not traces")
        }
        if !lastAnswer.filteredHere.isEmpty {
            words.append("filtered here: " + lastAnswer.filteredHere.joined(separator: " "))
        }
        words.append(order == .newest ? "newest first" : "\(order.rawValue) of this page")
        if summaries.contains(where: { $0.orphanCount ?? 0 > 0 }) {
            words.append("? = some parent spans are missing")
        }
        words += movedWords + context.wordsOnTime(of: terms) + lastAnswer.notes
        if let asked { words.append(TimeText.asked(asked, in: context.zone)) }
        return words.joined(separator: " · ")
    }

    /// The same of a list that is followed: first what waits, since keys can change it, then what was seen.
    ///
    /// What 80 columns have no room for comes last, since it matters least.
    private func honesty(_ live: LiveTraces) -> String {
        var words: [String] = []
        let new = live.newCount
        if new > 0 {
            words.append("▲ \(CountText.grouped(new)) new")
        } else if live.id == nil {
            words.append("paused")
        } else {
            words.append(marks.isEmpty ? "live" : "held")
        }
        // They began before, and came or became known only now.
        if live.waiting.count > new {
            words.append("\(CountText.grouped(live.waiting.count - new)) earlier")
        }
        if let marksSentence { words.append(marksSentence) }
        words += live.status?.honesty ?? ["waiting for the first answer"]
        if !narrow.isEmpty { words.append("\(shown.count) match /\(narrow)") }
        words.append(CountText.of(summaries.count, "trace"))
        if let limit = live.limitWords { words.append(limit) }
        if order != .newest { words.append("\(order.rawValue) of these") }
        if let origin { words.append("those with “\(origin.what)”") }
        words += movedWords + (live.status?.asides ?? [])
        return words.joined(separator: " · ")
    }

    private var movedWords: [String] {
        summaries.contains { $0.movedSpanCount > 0 } ? ["≈ = corrected for clock skew"] : []
    }

    /// Why the table is empty, and what to do about it.
    package func emptyText(_ context: ScreenContext) -> String {
        if let failure = answer.failure { return failure }
        if case .loading = answer { return "" }
        if live != nil, summaries.isEmpty { return "no traces yet; they come in as they are found" }
        if !summaries.isEmpty { return "nothing matches /\(narrow); Esc shows all" }
        if let words = context.unknownService(terms.service) { return words }
        let window: String =
            switch terms.window {
            case .last(let lookback): " in the last \(DurationText.exact(lookback))"
            case .between: " in this window"
            case .unspecified: ""
            }
        return "no traces found\(window); f edits the query, for example to last=1d"
    }
}
