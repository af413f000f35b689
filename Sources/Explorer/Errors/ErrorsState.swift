package import TraceAnalysis
package import TraceModel

/// Failures grouped by where they began, from traces that were found and then read whole.
///
/// Traces may be added at any time: by the screen's own search, or by a follower.
package struct ErrorsState: ListScreen {
    package enum Order: String, Sendable, CaseIterable {
        case most = "most failures first"
        case latest = "latest first"
        case share = "largest share of calls first"
        case place = "by service"

        /// The same order the other way round, in words.
        var inverted: String {
            switch self {
            case .most: "fewest failures first"
            case .latest: "earliest first"
            case .share: "smallest share of calls first"
            case .place: "by service, Z to A"
            }
        }
    }

    package internal(set) var terms: SearchTerms
    /// What is asked, what was found and read, and what waits to be read.
    package internal(set) var search: ErrorSearch
    /// The search under way, or how the last one ended.
    package internal(set) var answer: Loadable<Void> = .idle
    /// The request that reads traces.
    var readingRequest: RequestID?
    /// What the failures are a share of; nil before they were read.
    package internal(set) var counting: CallCounting?
    /// The count under way of a list that is followed: the one before is shown until it is done.
    var counted: CallCounting?
    /// The request that counts calls.
    var countRequest: RequestID?
    /// When an answer last came.
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
    package var requests: [RequestID] {
        [answer.request, readingRequest, countRequest].compactMap { $0 }
    }
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

    package var groups: FailureGroups { search.read.groups }
    /// The traces that were read, without their spans.
    package var summaries: [TraceID: TraceSummary] { search.read.summaries }

    /// Shows what was read so far.
    mutating func showRead() {
        rows = groups.ranked()
        arrange()
    }

    /// Shows the current groups.
    ///
    /// Once rows stay where they are, new groups come in below, and the selected one does not move on screen.
    mutating func showLive() {
        rows = groups.ranked()
        guard let live, live.holdsRows else {
            arrange()
            return
        }
        let current = Dictionary(
            rows.map { ($0.origin, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let offset = cursor.selected - cursor.top
        let row = shown.prefix(cursor.selected).count { current[$0.origin] != nil }
        let known = Set(shown.map(\.origin))
        let new = narrowed(rows.filter { !known.contains($0.origin) })
        shown = shown.compactMap { current[$0.origin] } + new
        let began = live.newGroups.union(new.lazy.filter { live.isNew($0.first) }.map(\.origin))
        self.live?.newGroups = began.filter { current[$0] != nil }
        cursor.select(row, count: shown.count, height: tableRows)
        cursor.place(offset: offset, count: shown.count, height: tableRows)
    }

    package mutating func requestsWereCancelled() {
        if case .loading = answer { answer = .failed("Cancelled; R asks again.") }
        search.stop()
        search.giveUpReading()
        readingRequest = nil
        if countRequest != nil { counting?.fail(.cancelled) }
        countRequest = nil
    }

    package mutating func fit(to size: ScreenSize) {
        self.size = size
        cursor.keepVisible(count: shown.count, height: tableRows)
    }

    /// Filters and sorts again, keeping the selected group selected.
    package mutating func arrange() {
        let origin = selected?.origin
        shown = narrowed(rows)
        // The groups come with most failures first, which decides between equal ones.
        let sorted = shown.indices.sorted {
            precedes(shown[$0], shown[$1]) || !precedes(shown[$1], shown[$0]) && $0 < $1
        }
        shown = sorted.map { shown[$0] }
        if isInverted { shown.reverse() }
        let row = cursor.row(where: shown.firstIndex { $0.origin == origin })
        cursor.select(row, count: shown.count, height: tableRows)
        live?.newGroups = []
    }

    /// The groups that the narrowing lets through.
    private func narrowed(_ groups: [FailureGroup]) -> [FailureGroup] {
        let match = FuzzyMatch(narrow)
        return match.isEmpty ? groups : groups.filter { match.matches($0.origin.line) }
    }

    /// Those that are not known stand last.
    private func shareToSort(_ group: FailureGroup) -> Double {
        if case .success(let share) = share(of: group) { share.share } else { -1 }
    }

    private func precedes(_ left: FailureGroup, _ right: FailureGroup) -> Bool {
        switch order {
        case .most: left.count > right.count
        case .latest: left.last > right.last
        case .share: shareToSort(left) > shareToSort(right)
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
