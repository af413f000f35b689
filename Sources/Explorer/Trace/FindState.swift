import PlainText

/// What was searched for in a trace, and where it was found.
package struct FindState: Sendable {
    package let text: String
    let sought: SoughtSpans
    /// Set while the search runs; nil as well while the trace is not there yet.
    package var request: RequestID?
    /// Whether all was searched.
    package private(set) var isComplete = false
    /// Spans that match, in the order of the tree.
    package private(set) var hits: [Int32] = []
    /// For each span whether it matches; empty while the search runs.
    package private(set) var isHit: [Bool] = []
    /// The first hit is gone to when the search ends.
    let jumps: Bool
    /// Only the hits are shown when the search ends.
    let hidesOthers: Bool
    /// Which hit was last jumped to.
    package var current: Int?

    init(
        text: String,
        sought: SoughtSpans,
        request: RequestID?,
        jumps: Bool,
        hidesOthers: Bool
    ) {
        self.text = text
        self.sought = sought
        self.request = request
        self.jumps = jumps
        self.hidesOthers = hidesOthers
    }

    mutating func take(_ hits: [Int32], spanCount: Int) {
        self.hits = hits
        request = nil
        isComplete = true
        isHit = Array(repeating: false, count: spanCount)
        for hit in hits where isHit.indices.contains(Int(hit)) { isHit[Int(hit)] = true }
    }

    /// The counter: `3 of 12 hits`.
    package var counter: String {
        if !isComplete { return "searching /\(text)" }
        if hits.isEmpty { return "/\(text) not found" }
        let count = CountText.of(hits.count, "hit")
        return "/\(text) " + (current.map { "\($0 + 1) of \(count)" } ?? count)
    }
}
