import Follow
import PlainText
package import TraceModel

/// Rate, errors and latency over time of one service or operation.
package struct MonitorState: ScreenState {
    package enum Chart: Int, Sendable, CaseIterable { case rate, errors, latency }

    package let service: String
    package let operation: String?
    /// How far back the figures go, nanoseconds.
    package var range: Nanoseconds
    /// What was last asked; nil before that.
    var question: MonitorQuestion?
    /// When it was asked, where that was about the time until now.
    var moment: SourceMoment?
    package var loading: Loadable<Void> = .idle
    /// What is shown; stays while another answer is awaited.
    package private(set) var series: MonitorSeries?
    package var asked: Timestamp?
    package var notes: [String] = []
    /// While the figures are followed.
    package var live: LiveMonitor?
    /// The slice under the time cursor.
    package private(set) var cursor = MonitorSeries.count - 1
    package var focus = Chart.rate
    package var isMaximized = false
    private var size = ScreenSize(rows: 24, columns: 80)

    /// The ranges that a key goes through.
    package static let ranges: [Nanoseconds] = [15, 60, 180, 360, 720, 1440].map {
        .minutes($0)
    }
    /// Columns left of the charts, for the labels of their axes.
    package static let margin = 8

    init(service: String, operation: String?, range: Nanoseconds) {
        self.service = service
        self.operation = operation
        self.range = range
    }

    package var contents: Screen { .monitor(self) }

    package var hints: [Action] {
        series == nil
            ? [.follow, .refresh, .back]
            : [
                .open, .follow, .left, .right, .shorterRange, .longerRange, .nextPane, .refresh,
                .errors,
            ]
    }

    package var searchTerms: SearchTerms? {
        var terms = SearchTerms()
        terms.service = service
        terms.operation = operation
        return terms
    }

    package func pagerText(_ context: ScreenContext) -> String? {
        guard let series else { return nil }
        let known = series.slices.indices.filter { !series.slices[$0].isEmpty }
        let list = MonitorList(context.textView, series)
        return context.text(
            known.map { MonitorRow(series, $0) },
            context.textColumns(list, as: .monitor, MonitorColumn.self),
            self
        )
    }

    package func copyText(_ item: CopyItem, _ context: ScreenContext) -> String? {
        item == .value ? title : nil
    }

    package var requests: [RequestID] {
        [loading.request, live?.polling.request].compactMap { $0 }
    }

    package var title: String { service + (operation.map { " " + $0 } ?? "") }

    package var crumb: String { title + " monitor" }

    /// Columns of a chart.
    package var columns: Int { max(1, size.columns - Self.margin) }

    /// The charts that there is room for: all, or the one in focus.
    package var charts: [Chart] { isMaximized || size.rows < 16 ? [focus] : Chart.allCases }

    /// Rows of each chart without its title: the line at the top and the time axis need one each.
    package var chartRows: Int { max(1, (size.bodyRows - 2) / charts.count - 1) }

    /// The slice under the cursor.
    package var slice: MonitorSeries.Slice? {
        series.flatMap { $0.slices.indices.contains(cursor) ? $0.slices[cursor] : nil }
    }

    package mutating func requestsWereCancelled() {
        if case .loading = loading { loading = .failed("Cancelled; R asks again.") }
        live?.polling.giveUp()
    }

    package mutating func fit(to size: ScreenSize) { self.size = size }

    /// Shows other figures; the cursor stays on its time, or on the latest slice with figures when it was on that.
    package mutating func show(_ series: MonitorSeries) {
        if let old = self.series, old.step == series.step, cursor < old.newest {
            let middle = old.time(of: cursor).lowerBound.advanced(by: old.step / 2)
            let index = middle.since(series.start) / series.step
            cursor = max(0, min(Int(index), series.slices.count - 1))
        } else {
            cursor = series.newest
        }
        self.series = series
        loading = .loaded(())
    }

    mutating func forget() { series = nil }

    package mutating func select(row slice: Int) {
        cursor = max(0, min(slice, (series?.slices.count ?? MonitorSeries.count) - 1))
    }

    /// Goes to the next range, or the one before; false at the ends.
    mutating func changeRange(longer: Bool) -> Bool {
        let next =
            longer
            ? Self.ranges.first { $0 > range } : Self.ranges.last { $0 < range }
        guard let next else { return false }
        range = next
        return true
    }

    mutating func move(_ action: Action, _ context: ScreenContext) -> Bool {
        let page = 10 * context.times
        switch action {
        case .left: select(row: cursor - 1)
        case .right: select(row: cursor + 1)
        case .pageUp, .halfPageUp: select(row: cursor - page)
        case .pageDown, .halfPageDown: select(row: cursor + page)
        case .top: select(row: 0)
        case .bottom: select(row: .max)
        case .down, .nextPane: focus = Chart(rawValue: (focus.rawValue + 1) % 3) ?? .rate
        case .up, .previousPane: focus = Chart(rawValue: (focus.rawValue + 2) % 3) ?? .rate
        default: return false
        }
        return true
    }
}
