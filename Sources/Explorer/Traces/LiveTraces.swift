package import Follow
import PlainText
import TraceAnalysis
package import TraceModel

/// What a list of traces knows while it is followed.
///
/// The list stays what the query asks for: traces of its window, the newest ones up to its limit. New are those that began
/// after everything that was shown when following began.
package struct LiveTraces: Sendable {
    /// The name of the follower that feeds the list; nil while another screen is followed instead.
    package var id: RequestID?
    /// Nil before the first update.
    package var status: FollowStatus?
    /// Traces that wait until the list may move.
    package private(set) var waiting: [TraceID: TraceSummary] = [:]
    /// Traces that arrived while a search was under way and may be missing from its answer.
    private(set) var arrivedDuringSearch: Set<TraceID> = []
    /// Traces that left the list, or would have, because its limit is full of newer ones.
    package var dropped = 0
    /// Most rows that the list keeps: its query's limit.
    package private(set) var limit: Int
    /// Traces that began later are new.
    private var newest: Timestamp

    /// Begins with a list that shows `summaries`, at a moment of the source's clock.
    init(id: RequestID, limit: Int, shown summaries: [TraceSummary], now: Timestamp) {
        self.id = id
        self.limit = max(1, limit)
        newest = Self.newest(of: summaries, now)
    }

    /// The list shows what another search found, with a limit of its own.
    mutating func begin(limit: Int, shown summaries: [TraceSummary], now: Timestamp) {
        self.limit = max(1, limit)
        newest = Self.newest(of: summaries, now)
        dropped = 0
    }

    private static func newest(of summaries: [TraceSummary], _ now: Timestamp) -> Timestamp {
        summaries.map(\.start).max().map { min($0, now) } ?? now
    }

    /// Whether a trace began after all that was shown.
    package func isNew(_ summary: TraceSummary) -> Bool { summary.start > newest }

    /// Waiting traces that are new.
    package var newCount: Int { waiting.values.count { isNew($0) } }

    /// Puts a trace among those that wait, or updates it there; no more wait than the list has room for.
    mutating func wait(_ summary: TraceSummary) {
        waiting[summary.id] = summary
        guard waiting.count > 2 * limit else { return }
        trimWaiting()
    }

    /// Leaves out those that would leave the list at once.
    mutating func trimWaiting() {
        guard waiting.count > limit else { return }
        let kept = waiting.values.sorted { ($0.start, $0.id) > ($1.start, $1.id) }.prefix(limit)
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
