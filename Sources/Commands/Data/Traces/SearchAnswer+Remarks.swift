import PlainText
import TraceModel

extension SearchAnswer {
    /// Remarks on a list of at most `limit` traces, a sentence each.
    func remarks(limit: Int) -> [String] {
        var remarks: [String] = []
        if limitHit {
            remarks.append(
                "The limit of \(CountText.of(limit, "trace")) was hit, there may be more; "
                    + "--limit asks for more."
            )
        }
        if !filteredHere.isEmpty {
            remarks.append(
                "The server cannot filter by \(filteredHere.joined(separator: " ")); spoor filtered its answer."
            )
        }
        return remarks + notes
    }

    /// That figures are those of corrected times, if any are: for lists, since whole traces are written as they were recorded.
    var remarksOnMovedTimes: [String] {
        let moved = summaries.count { $0.movedSpanCount > 0 }
        guard moved > 0 else { return [] }
        let have = moved == 1 ? "trace has" : "traces have"
        return [
            "\(CountText.grouped(moved)) \(have) times corrected for clock skew (≈); spoor trace --raw shows them as recorded."
        ]
    }
}
