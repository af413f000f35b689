/// What the views of a trace remember beside the tree: all of it begins anew with another trace.
package struct TraceViews: Sendable {
    /// View `2`.
    package var flame = FlameState()
    /// View `3`.
    package var statistics = StatisticsState()
    /// View `4`.
    package var table: SpanTableState
    /// View `5`.
    package var events = EventTableState()
    /// View `6`.
    package var graph = GraphState()
    /// View `7`.
    package var json = JSONViewState()
    /// What the tree and the table are coloured by.
    package var colors = ColorsState()
    /// The trace in sentences.
    package var story = StoryViewState()
    /// Above the tree.
    package var concurrency = ConcurrencyState()

    init(order: SpanOrder = SpanOrder()) { table = SpanTableState(order: order) }

    /// The same views of another trace: what was chosen of how they show it stays.
    func begunAnew() -> TraceViews {
        var views = TraceViews(order: table.order)
        views.flame = flame.begunAnew()
        views.statistics = statistics.begunAnew()
        views.json = JSONViewState(form: json.form)
        views.concurrency = concurrency.begunAnew()
        views.colors = ColorsState(wanted: colors.wanted)
        return views
    }

    /// Computations whose results are awaited.
    var requests: [RequestID] {
        [
            flame.request, statistics.request, table.request, events.request, graph.request,
            json.request, json.find?.request, story.request, colors.request,
            concurrency.request,
        ].compactMap { $0 }
    }

    mutating func requestsWereCancelled() {
        flame.request = nil
        statistics.request = nil
        table.request = nil
        events.request = nil
        graph.request = nil
        json.request = nil
        story.request = nil
        colors.request = nil
        if concurrency.request != nil { concurrency = concurrency.begunAnew() }
        if json.find?.request != nil { json.find = nil }
    }

    mutating func fit(height: Int) {
        flame.fit(height: height)
        statistics.cursor.keepVisible(count: statistics.rows.count, height: height)
        table.cursor.keepVisible(count: table.rows.count, height: height)
        events.cursor.keepVisible(count: events.rows.count, height: height)
        graph.cursor.keepVisible(count: graph.rows.count, height: height)
        json.fit(height: height)
        story.cursor.keepVisible(count: story.sentences.count, height: height)
    }
}
