package import TraceAnalysis
package import TraceModel

/// The traces that a query found.
package struct TracesState: ListScreen {
    package enum Focus: Sendable { case table, strip }

    package var terms: SearchTerms
    /// What was last asked, with absolute times.
    package var query: TraceQuery
    package var answer: Loadable<SearchAnswer> = .idle
    /// What is shown; stays while another answer is awaited.
    package private(set) var summaries: [TraceSummary] = []
    /// What the columns have to know of all of them.
    package private(set) var facts = TraceListFacts()
    package var lastAnswer: SearchAnswer?
    /// Where the failures of all of them began, in a list of those that failed at one place.
    package var origin: FailureOrigin?
    /// Where each trace is to be opened, in a list of those that failed at one place.
    package var failedSpans: [TraceID: SpanID] = [:]
    package var asked: Timestamp?
    package var order = TraceOrder.newest
    package var narrow = ""
    /// Indexes into `summaries`, filtered and sorted.
    package private(set) var shown: [Int] = []
    package var cursor = ListCursor()
    package internal(set) var marks = TraceMarks()
    package var focus = Focus.table
    package var isMaximized = false
    /// Column of the strip's crosshair, 0..<`stripColumns`.
    package var crosshair = 0
    /// Chosen ends of a time slice.
    package var sliceStart: Timestamp?
    package var sliceEnd: Timestamp?
    /// While the list is followed.
    package var live: LiveTraces?
    /// The first answer decides whether the list or its only trace is shown.
    var opensOnlyTrace = false
    /// What it asked for when it was opened.
    private let opened: SearchTerms
    /// It was opened with the failures of one place.
    var wasOpenedAtFailures = false
    /// Columns cut off at the left of the table.
    package var scroll = 0
    private var size = ScreenSize(rows: 24, columns: 80)

    init(terms: SearchTerms, query: TraceQuery) {
        self.terms = terms
        opened = terms
        self.query = query
    }

    package var contents: Screen { .traces(self) }
    package var requests: [RequestID] { answer.request.map { [$0] } ?? [] }
    package var rowCount: Int { shown.count }
    package var listHeight: Int { tableRows }

    package var crumb: String {
        switch (terms.service, terms.operation) {
        case (let service?, let operation?): "\(service) \(operation)"
        case (let service?, nil): service
        default: "traces"
        }
    }

    /// The query as it is shown and edited: its times are those of the zone on screen.
    package func queryText(_ context: ScreenContext) -> String {
        QueryText.format(terms, now: context.now, zone: context.zone)
    }

    /// Whether the query was edited to be about something else than the screen below.
    package var hasOwnQuery: Bool {
        terms.service != opened.service
            || opened.operation != nil && terms.operation != opened.operation
            || wasOpenedAtFailures && origin == nil
    }

    package var selected: TraceSummary? {
        shown.indices.contains(cursor.selected) ? summaries[shown[cursor.selected]] : nil
    }

    /// Rows of the strip with its axis; 0 where there is no room or nothing to show.
    package var stripRows: Int {
        if isMaximized { return focus == .strip ? max(0, size.bodyRows - 1) : 0 }
        guard !summaries.isEmpty else { return 0 }
        // Where there is no room for both, the one in focus has it all.
        if size.rows < 16 { return focus == .strip ? max(0, size.bodyRows - 1) : 0 }
        return size.rows >= 40 ? 7 : 4
    }

    /// Columns of the strip between its axis labels and the edge.
    package var stripColumns: Int { max(1, size.columns - Self.stripMargin) }

    /// Columns left of the strip, for the labels of its duration axis.
    package static let stripMargin = 8

    /// Rows of the table without its header.
    package var tableRows: Int { max(1, size.bodyRows - 2 - stripRows) }

    package mutating func requestsWereCancelled() {
        answer = lastAnswer.map { .loaded($0) } ?? .failed("Cancelled; R asks again.")
    }

    package mutating func fit(to size: ScreenSize) {
        self.size = size
        crosshair = max(0, min(crosshair, stripColumns - 1))
        cursor.keepVisible(count: shown.count, height: tableRows)
    }

    /// Filters and sorts again, keeping the selected trace selected.
    package mutating func arrange() { show(summaries) }

    /// Replaces a trace by what it has grown to.
    mutating func replace(at index: Int, with summary: TraceSummary) {
        summaries[index] = summary
        facts.add(summary)
    }

    /// Shows these traces, filtered and sorted, keeping the selected one selected.
    mutating func show(_ summaries: [TraceSummary]) {
        let id = selected?.id
        self.summaries = summaries
        facts = TraceListFacts(summaries)
        let match = FuzzyMatch(narrow)
        shown = summaries.indices.filter {
            match.isEmpty || match.matches(summaries[$0].searchText)
        }
        shown.sort { order.precedes(summaries[$0], summaries[$1]) }
        let row = cursor.row(where: shown.firstIndex { summaries[$0].id == id })
        cursor.select(row, count: shown.count, height: tableRows)
    }

    /// Selects the next (or previous) trace with errors after the selected one.
    mutating func selectError(forward: Bool) -> Bool {
        let order = forward ? Array(shown.indices) : shown.indices.reversed()
        let row = cursor.selected
        let next = order.first {
            (forward ? $0 > row : $0 < row) && summaries[shown[$0]].errorCount > 0
        }
        guard let next else { return false }
        select(row: next)
        return true
    }
}

extension TraceSummary {
    /// The text that narrowing looks at: the title, the id and the services.
    fileprivate var searchText: String {
        "\(title) \(id.jaegerHex) " + services.map(\.name).joined(separator: " ")
    }
}
