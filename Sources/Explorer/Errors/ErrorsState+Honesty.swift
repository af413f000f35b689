import Follow
package import PlainText
import TraceAnalysis
package import TraceModel

extension ErrorsState {
    /// On what the groups rest: how many traces, whether there are more, what was not read.
    package func honesty(zone: Zone, now: Moment) -> String {
        if let live { return honesty(live, now: now, zone: zone).joined(separator: " · ") }
        guard asked != nil || search.failure != nil else { return "" }
        if groups.traceCount == 0, search.failure != nil {
            return "no errors loaded · R asks again"
        }
        var words: [String] = []
        if let failure = search.failure { words.append("not asked further: \(failure)") }
        let read = CountText.of(groups.traceCount, "trace")
        if limitHit {
            words.append("\(read) of ≥\(CountText.grouped(foundCount)) with errors · limit hit")
            // The newest come first, so that a busy source fills the limit with its last minutes.
            if let earliest = summaries.values.map(\.start).min() {
                words.append("none before \(TimeText.clock(earliest, in: zone).prefix(8))")
            }
        } else if groups.traceCount < foundCount {
            words.append("\(read) of \(CountText.grouped(foundCount)) with errors")
        } else {
            words.append("\(read) with errors")
        }
        words += shareWords
        if !narrow.isEmpty { words.append("\(shown.count) of \(rows.count) match /\(narrow)") }
        if !waiting.isEmpty {
            words.append(
                "\(CountText.grouped(waiting.count)) not read" + (reading == nil ? "" : " yet")
            )
        }
        if !problems.isEmpty { words.append("\(problems.count) could not be read (:messages)") }
        if isByService { words.append("searched service by service") }
        words.append(isInverted ? "inverted: \(order.rawValue)" : order.rawValue)
        words.append(windowText)
        words += notes
        if let asked { words.append("asked \(TimeText.clock(asked, in: zone).prefix(8))") }
        return words.joined(separator: " · ")
    }

    /// What the shares are of: calls of traces without errors are not known here.
    var shareWords: [String] { rows.isEmpty ? [] : ["shares of their calls"] }

    /// The time looked at, in words.
    package var windowText: String {
        switch terms.window {
        case .last(let lookback): "last \(DurationText.exact(lookback))"
        case .between: "a chosen time"
        case .unspecified: "all time"
        }
    }

    /// The length of the time looked at, nanoseconds.
    var length: Nanoseconds {
        guard case .last(let lookback) = terms.window else { return Self.lookback }
        return lookback
    }

    /// Why the list is empty, and what to do about it.
    package var emptyText: String {
        if !rows.isEmpty { return "nothing matches /\(narrow); Esc shows all" }
        if let failure = search.failure { return failure }
        if live != nil {
            return "no failures in \(windowText) so far; they come in as they are found"
        }
        if search.value == nil || reading != nil { return "" }
        if let problem = problems.first { return problem }
        return foundCount == 0
            ? "no traces with errors in \(windowText); :errors last=1d looks further back"
            : "no failed spans in the traces read"
    }
}
