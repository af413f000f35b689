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
        let moved = summaries.count { $0.movedSpanCount > 0 }
        if moved > 0 {
            let have = moved == 1 ? "trace has" : "traces have"
            remarks.append(
                "\(CountText.grouped(moved)) \(have) times corrected for clock skew (≈); spoor trace --raw shows them as recorded."
            )
        }
        return remarks + notes
    }
}
