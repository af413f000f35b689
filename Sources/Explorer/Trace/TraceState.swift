import PlainText
import TraceAnalysis
package import TraceModel

/// One trace on screen.
package struct TraceState: ScreenState {
    package enum Focus: Sendable { case main, details }

    package let id: TraceID
    /// When the trace is known to have happened.
    package let near: ClosedRange<Timestamp>?
    /// What a list said of it, shown until the trace is there.
    package let summary: TraceSummary?
    package var loading: Loadable<PreparedTrace>
    /// What is shown; stays while another answer is awaited.
    package var prepared: PreparedTrace?
    /// Times and ids as stored are wanted, without the server's corrections.
    var wantsRaw = false
    /// What is shown has times and ids as stored.
    package internal(set) var isRaw = false
    package var asked: Timestamp?
    package var view = TraceView.tree
    /// The span that was selected when another view was chosen; nil once something moved there.
    var anchor: Int?
    package var rows: VisibleNodes?
    package var cursor = ListCursor()
    /// The time that bars are drawn for; nil for the whole trace.
    package var zoom: TimeWindow?
    var zoomStack: [TimeWindow?] = []
    package var find: FindState?
    package var views = TraceViews()
    package var hasDetails = false
    package var focus = Focus.main
    package var isMaximized = false
    /// The details of the selected span, while they are shown.
    package var details: SpanDetails?
    /// While the trace is followed.
    package var growth: TraceGrowth?
    /// How many spans run when, for the width of the screen.
    package private(set) var minimap: Minimap?
    /// A span to select once the trace is there.
    var wanted: SpanID?
    /// Where the line between names and bars is, per cent of the width; nil for where the names end.
    var split: Int?
    /// What stands between names and bars.
    package var treeTable = TreeTable()
    /// The service that the trace was searched by.
    let searchedService: String?
    /// One row stands for so many equal siblings or more.
    var foldsFrom: Int
    /// The links that attributes get.
    let linkPatterns: LinkPatterns
    /// The span that the key for the slowest ones went to last.
    var slowest: Int?
    package private(set) var size = ScreenSize(rows: 24, columns: 80)

    init(
        id: TraceID,
        near: ClosedRange<Timestamp>?,
        summary: TraceSummary?,
        wanted: SpanID?,
        searchedService: String? = nil,
        foldsFrom: Int = RepeatedSpans.usualLeast,
        linkPatterns: LinkPatterns = LinkPatterns(),
        request: RequestID
    ) {
        self.id = id
        self.near = near
        self.summary = summary
        self.wanted = wanted
        self.searchedService = searchedService
        self.foldsFrom = foldsFrom
        self.linkPatterns = linkPatterns
        loading = .loading(request)
    }

    package var contents: Screen { .trace(self) }

    package var requests: [RequestID] {
        [loading.request, find?.request, growth?.request].compactMap { $0 } + views.requests
    }

    package var crumb: String {
        let short = id.short
        let name = prepared?.overview.rootOperation ?? summary?.rootOperation ?? ""
        return name.isEmpty ? short : "\(name) \(short)"
    }

    package mutating func requestsWereCancelled() {
        if case .loading = loading {
            loading = prepared.map { .loaded($0) } ?? .failed("Cancelled; R asks again.")
            wantsRaw = isRaw
        }
        if find?.isComplete == false { find = nil }
        views.requestsWereCancelled()
        growth?.request = nil
    }

    /// The node selected in the tree view, which the other views share.
    package var selectedNode: Int? {
        guard let rows, rows.nodes.indices.contains(cursor.selected) else { return nil }
        return Int(rows.nodes[cursor.selected])
    }

    /// The time that bars are drawn for.
    package var window: TimeWindow {
        if let zoom { return zoom }
        guard let overview = prepared?.overview else { return TimeWindow(start: 0, end: 1) }
        return TimeWindow(start: overview.start.nanoseconds, end: overview.end.nanoseconds)
    }

    package mutating func fit(to size: ScreenSize) {
        self.size = size
        cursor.keepVisible(count: rows?.count ?? 0, height: mainRows)
        views.fit(height: mainRows)
        let rowsOfDetails = detailRows
        details?.fit(rows: rowsOfDetails, columns: size.columns)
        if let prepared, minimap?.columns != size.columns {
            minimap = Minimap(prepared, columns: size.columns)
        }
    }

    /// Another trace is shown from now on.
    mutating func forgetMinimap() { minimap = nil }

    package mutating func select(row: Int) {
        if focus == .details, details != nil {
            details?.select(line: row)
            return
        }
        anchor = nil
        switch view {
        case .tree: cursor.select(row, count: rows?.count ?? 0, height: mainRows)
        case .flame: views.flame.select(row: row)
        case .statistics:
            let count = views.statistics.rows.count
            views.statistics.cursor.choose()
            views.statistics.cursor.select(row, count: count, height: mainRows)
        case .graph:
            views.graph.cursor.select(row, count: views.graph.rows.count, height: mainRows)
        case .spans: views.table.cursor.select(row, count: views.table.rows.count, height: mainRows)
        case .events:
            views.events.cursor.select(row, count: views.events.rows.count, height: mainRows)
        case .json: views.json.scroll(to: row)
        case .story:
            let count = views.story.sentences.count
            views.story.cursor.select(row, count: count, height: mainRows)
        }
        selectionMoved()
    }
}
