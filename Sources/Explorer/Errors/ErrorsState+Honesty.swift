import Follow
import PlainText
import TraceAnalysis
import TraceModel

extension ErrorsState {
    /// On what the groups rest: how many traces, whether there are more, what was not read.
    package func honesty(_ context: ScreenContext) -> String {
        let zone = context.zone
        if let live { return honesty(live, now: context.time, zone: zone).joined(separator: " · ") }
        guard asked != nil || answer.failure != nil else { return "" }
        if groups.traceCount == 0, answer.failure != nil {
            return "no errors loaded · R asks again"
        }
        var words: [String] = []
        if answer.failure != nil { words.append("stopped early (:messages)") }
        let read = CountText.of(groups.traceCount, "trace")
        let isAllRead = groups.traceCount >= search.foundCount
        let found = isAllRead ? read : "\(read) of \(CountText.grouped(search.foundCount))"
        if search.limitHit {
            words.append("\(found) with errors, limit hit")
            // The newest come first, so that a busy source fills the limit with its last minutes.
            if let earliest = summaries.values.map(\.start).min() {
                words.append("none before \(TimeText.clock(earliest, in: zone).prefix(8))")
            }
        } else {
            words.append("\(found) with errors")
        }
        words += shareWords(zone)
        if !narrow.isEmpty { words.append("\(shown.count) of \(rows.count) match /\(narrow)") }
        if !search.waiting.isEmpty {
            words.append(
                "\(CountText.grouped(search.waiting.count)) not read"
                    + (readingRequest == nil ? "" : " yet")
            )
        }
        words += problemWords
        if search.isByService { words.append("searched service by service") }
        words.append(isInverted ? order.inverted : order.rawValue)
        words.append(windowText)
        words += context.wordsOnTime(of: terms)
        words += search.notes + filteredWords
        if let asked { words.append(TimeText.asked(asked, in: zone)) }
        return words.joined(separator: " · ")
    }

    /// What the shares are of, and which time both are of where it is not the list's own.
    private func shareWords(_ zone: Zone) -> [String] {
        guard !rows.isEmpty else { return [] }
        if countRequest != nil, live == nil { return ["counting calls"] }
        guard let counting else { return [] }
        let reasons = rows.compactMap { group in
            if case .failure(let reason) = counting.share(of: group) { reason } else { nil }
        }
        if reasons.count == rows.count, let reason = reasons.first {
            return ["no shares: \(reason.words)"]
        }
        let isPart = counting.scope.start > search.query.start && live == nil
        let since = TimeText.clock(counting.scope.start, in: zone).prefix(8)
        return ["shares of all calls" + (isPart ? " since \(since)" : "")]
    }

    private var problemWords: [String] {
        var words: [String] = []
        if !search.problems.isEmpty {
            words.append("\(search.problems.count) could not be read (:messages)")
        }
        if search.readingFailure != nil { words.append("reading stopped (:messages)") }
        return words
    }

    private var filteredWords: [String] {
        search.filteredHere.isEmpty
            ? [] : ["filtered here: " + search.filteredHere.joined(separator: " ")]
    }

    /// The time looked at, in words.
    package var windowText: String {
        switch terms.window {
        case .last(let lookback): "last \(DurationText.exact(lookback))"
        case .between: "a chosen time"
        case .unspecified: "all time"
        }
    }

    /// The same within a sentence.
    private var windowPhrase: String {
        switch terms.window {
        case .last: "in the \(windowText)"
        case .between: "in the time chosen"
        case .unspecified: "at any time"
        }
    }

    /// Why the list is empty, and what to do about it.
    package func emptyText(_ context: ScreenContext) -> String {
        if !rows.isEmpty { return "nothing matches /\(narrow); Esc shows all" }
        if let failure = answer.failure { return failure }
        if live != nil {
            return "no failures \(windowPhrase) so far; they come in as they are found"
        }
        if answer.value == nil || readingRequest != nil { return "" }
        if let problem = search.problems.first ?? search.readingFailure { return problem }
        if search.foundCount == 0, let words = context.unknownService(terms.service) {
            return words
        }
        return search.foundCount == 0
            ? "no traces with errors \(windowPhrase); :errors last=1d searches further back"
            : "no failed spans in the traces read"
    }

    /// What is said of a list that is followed: what is there and what is not, then how it was got.
    private func honesty(_ live: LiveErrors, now: Moment, zone: Zone) -> [String] {
        var words = [live.id == nil ? "paused" : "live"]
        if !live.newGroups.isEmpty {
            words.append("▲ \(CountText.grouped(live.newGroups.count)) new below, R sorts")
        }
        if let crowdedOut = live.crowdedOut, crowdedOut >= live.start(now) {
            let time = TimeText.clock(crowdedOut, in: zone).prefix(8)
            let count = CountText.grouped(groups.traceCount)
            words.append("newest \(count) with errors: since \(time)")
        } else {
            words.append("\(CountText.of(groups.traceCount, "trace")) with errors")
        }
        words += shareWords(zone)
        if !narrow.isEmpty { words.append("\(shown.count) of \(rows.count) match /\(narrow)") }
        let unread = search.waiting.count + search.reading.count
        if unread > 0 { words.append("\(CountText.grouped(unread)) not read yet") }
        words += live.words(now)
        words += problemWords
        if live.removedCount > 0 { words.append("\(CountText.grouped(live.removedCount)) removed") }
        words.append(windowText)
        words.append(isInverted ? order.inverted : order.rawValue)
        return words + (live.status?.asides ?? [])
    }
}
