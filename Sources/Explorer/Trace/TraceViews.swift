/// What the views of a trace remember beside the tree: all of it begins anew with another trace.
package struct TraceViews: Sendable {
    /// View `4`.
    package var table: SpanTableState
    /// View `5`.
    package var events = EventTableState()
    /// View `7`.
    package var json = JSONViewState()
    /// The trace in sentences.
    package var story = StoryViewState()

    init(order: SpanOrder = SpanOrder()) { table = SpanTableState(order: order) }

    /// The same views of another trace: the order of the table stays.
    func begunAnew() -> TraceViews { TraceViews(order: table.order) }

    /// Computations whose results are awaited.
    var requests: [RequestID] {
        [table.request, events.request, json.request, story.request].compactMap { $0 }
    }

    mutating func requestsWereCancelled() {
        table.request = nil
        events.request = nil
        json.request = nil
        story.request = nil
    }

    mutating func fit(height: Int) {
        table.cursor.keepVisible(count: table.rows.count, height: height)
        events.cursor.keepVisible(count: events.rows.count, height: height)
        json.fit(height: height)
        story.cursor.keepVisible(count: story.sentences.count, height: height)
    }
}
