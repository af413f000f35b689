package import Follow
import PlainText
import TraceAnalysis
package import TraceModel

/// What a list of traces knows while it is followed.
package struct LiveTraces: Sendable {
    /// The name of the follower that feeds the list; nil while another screen is followed instead.
    package var id: RequestID?
    /// Nil until the follower has said something.
    package var status: FollowStatus?
    /// New traces that wait until the list may move.
    package private(set) var waiting: [TraceID: TraceSummary] = [:]
    /// Traces that came while a search was under way, of which its answer may know nothing.
    private(set) var early: Set<TraceID> = []
    /// Traces that left the list because it holds no more.
    package var leftOut = 0

    /// Rows that a followed list keeps; the oldest leave first.
    package static let capacity = 2000

    package init(id: RequestID) {
        self.id = id
    }

    /// Puts a trace where it waits, or what it grew to in its place.
    mutating func wait(_ summary: TraceSummary) {
        waiting[summary.id] = summary
        guard waiting.count > 2 * Self.capacity else { return }
        let kept = waiting.values.sorted { $0.start > $1.start }.prefix(Self.capacity)
        leftOut += waiting.count - kept.count
        waiting = Dictionary(uniqueKeysWithValues: kept.map { ($0.id, $0) })
    }

    /// Notes that a trace came before the answer to the search that it was followed with.
    mutating func noteEarly(_ id: TraceID) { early.insert(id) }

    /// What came before the answer, which is there now.
    mutating func takeEarly() -> Set<TraceID> {
        defer { early = [] }
        return early
    }

    /// Everything that waited, which waits no more.
    mutating func takeWaiting() -> [TraceSummary] {
        defer { waiting = [:] }
        return Array(waiting.values)
    }
}
