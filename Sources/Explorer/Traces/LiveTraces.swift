package import Follow
import PlainText
import TraceAnalysis
package import TraceModel

/// What a list of traces knows while it is followed.
package struct LiveTraces: Sendable {
    /// The name of the follower that feeds the list; nil while another screen is followed instead.
    package var id: RequestID?
    /// Nil before the first update.
    package var status: FollowStatus?
    /// New traces that wait until the list may move.
    package private(set) var waiting: [TraceID: TraceSummary] = [:]
    /// Traces that arrived while a search was under way and may be missing from its answer.
    private(set) var arrivedDuringSearch: Set<TraceID> = []
    /// Traces that were dropped from the full list.
    package var dropped = 0

    /// Most rows that a followed list keeps; the oldest are dropped first.
    package static let capacity = 2000

    package init(id: RequestID) {
        self.id = id
    }

    /// Puts a trace among those that wait, or updates it there.
    mutating func wait(_ summary: TraceSummary) {
        waiting[summary.id] = summary
        guard waiting.count > 2 * Self.capacity else { return }
        let kept = waiting.values.sorted { $0.start > $1.start }.prefix(Self.capacity)
        dropped += waiting.count - kept.count
        waiting = Dictionary(uniqueKeysWithValues: kept.map { ($0.id, $0) })
    }

    /// Notes that a trace came before the answer to the search that it was followed with.
    mutating func noteArrivedDuringSearch(_ id: TraceID) { arrivedDuringSearch.insert(id) }

    /// Takes the traces that arrived before the answer, which is there now.
    mutating func takeArrivedDuringSearch() -> Set<TraceID> {
        defer { arrivedDuringSearch = [] }
        return arrivedDuringSearch
    }

    /// Takes all traces that wait.
    mutating func takeWaiting() -> [TraceSummary] {
        defer { waiting = [:] }
        return Array(waiting.values)
    }
}
