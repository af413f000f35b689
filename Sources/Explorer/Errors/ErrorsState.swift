package import TraceAnalysis
package import TraceModel

/// Failures grouped by where they began, from traces that were found and then read whole.
///
/// Traces may be added at any time: by the screen's own search, or by whoever has more of them.
package struct ErrorsState: ListScreen {
    package enum Order: String, Sendable, CaseIterable {
        case most = "most failures first"
        case latest = "latest first"
        case share = "largest share of calls first"
        case place = "by service"
    }

    package internal(set) var terms: SearchTerms
    /// What is asked, what was found and read, and what waits to be read.
    package internal(set) var search: ErrorSearch
    /// The search that is under way.
    package internal(set) var answer: Loadable<Void> = .idle
    /// The request that reads traces.
    var readingRequest: RequestID?
    package internal(set) var asked: Timestamp?
    package private(set) var rows: [FailureGroup] = []
    /// Rows that the narrowing lets through, in their order.
    package private(set) var shown: [FailureGroup] = []
    package var narrow = ""
    package var order = Order.most
    package var isInverted = false
    package var cursor = ListCursor()
    /// While the list is followed.
    package var live: LiveErrors?
    private var size = ScreenSize(rows: 24, columns: 80)

    init(terms: SearchTerms, query: TraceQuery) {
        self.terms = terms
        search = ErrorSearch(query)
    }

    package var contents: Screen { .errors(self) }
    package var requests: [RequestID] { [answer.request, readingRequest].compactMap { $0 } }
    package var rowCount: Int { shown.count }
    package var listHeight: Int { tableRows }

    package var crumb: String { (terms.service.map { $0 + " " } ?? "") + "errors" }

    package var selected: FailureGroup? {
        shown.indices.contains(cursor.selected) ? shown[cursor.selected] : nil
    }

    /// Lines below the table that say everything about the selected group; 0 where there is no room.
    package var detailRows: Int { size.rows < 16 || shown.isEmpty ? 0 : 6 }

    /// Rows of the table without its header.
    package var tableRows: Int { max(1, size.bodyRows - 1 - detailRows) }

    package var groups: FailureGroups { search.found.groups }
    /// The traces that were read, without their spans.
    package var summaries: [TraceID: TraceSummary] { search.found.summaries }

    /// Shows what was read so far.
    mutating func showRead() {
        rows = groups.ranked()
        arrange()
    }

    /// Shows the groups of now: once rows hold their places those that are new come in below, and the selected one
    /// stays where it is on screen.
    mutating func showLive() {
        rows = groups.ranked()
        guard let live, live.isPlaced else {
            arrange()
            return
        }
        let now = Dictionary(rows.map { ($0.origin, $0) }, uniquingKeysWith: { first, _ in first })
        let offset = cursor.selected - cursor.top
        let place = shown.prefix(cursor.selected).count { now[$0.origin] != nil }
        let known = Set(shown.map(\.origin))
        let match = FuzzyMatch(narrow)
        let new = rows.filter {
            !known.contains($0.origin) && (match.isEmpty || match.matches($0.origin.line))
        }
        shown = shown.compactMap { now[$0.origin] } + new
        let fresh = live.fresh.union(new.lazy.filter { live.isNews($0.first) }.map(\.origin))
        self.live?.fresh = fresh.filter { now[$0] != nil }
        cursor.select(place, count: shown.count, height: tableRows)
        cursor.place(offset: offset, count: shown.count, height: tableRows)
    }

    package mutating func requestsWereCancelled() {
        if case .loading = answer { answer = .failed("cancelled; R asks again") }
        search.stop()
        search.giveUpReading()
        readingRequest = nil
    }

    package mutating func fit(to size: ScreenSize) {
        self.size = size
        cursor.keepVisible(count: shown.count, height: tableRows)
    }

    /// Filters and sorts again, keeping the selected group selected.
    package mutating func arrange() {
        let origin = selected?.origin
        let match = FuzzyMatch(narrow)
        shown = match.isEmpty ? rows : rows.filter { match.matches($0.origin.line) }
        // The groups come with most failures first, which decides between equal ones.
        let places = shown.indices.sorted {
            precedes(shown[$0], shown[$1]) || !precedes(shown[$1], shown[$0]) && $0 < $1
        }
        shown = places.map { shown[$0] }
        if isInverted { shown.reverse() }
        let place = shown.firstIndex { $0.origin == origin } ?? 0
        cursor.select(place, count: shown.count, height: tableRows)
        live?.fresh = []
    }

    private func precedes(_ left: FailureGroup, _ right: FailureGroup) -> Bool {
        switch order {
        case .most: left.count > right.count
        case .latest: left.last > right.last
        case .share: left.share > right.share
        case .place: left.origin < right.origin
        }
    }
}

extension FailureOrigin {
    /// Where it began, in words.
    package var place: String { operation.isEmpty ? service : "\(service) \(operation)" }

    /// What failed, in words: the cause and its message.
    package var what: String {
        if message.isEmpty { return cause }
        return cause == "ERROR" ? message : "\(cause): \(message)"
    }

    /// All of it on one line.
    package var line: String { "\(place) \(what)" }
}
