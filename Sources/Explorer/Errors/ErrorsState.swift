package import TraceAnalysis
package import TraceModel

/// Failures grouped by where they began, from traces that were found and then read whole.
///
/// Traces may be added at any time: by the screen's own search, or by whoever has more of them.
package struct ErrorsState: Sendable {
    package enum Order: String, Sendable, CaseIterable {
        case most = "most failures first"
        case latest = "latest first"
        case share = "largest share of calls first"
        case place = "by service"
    }

    /// Traces that are read when the query does not say how many.
    package static let traceLimit = 100
    /// How far back is looked when the query does not say.
    package static let lookback: Nanoseconds = 900_000_000_000

    package var terms: SearchTerms
    /// What was last asked, with absolute times.
    package var query: TraceQuery
    package var search: Loadable<Void> = .idle
    /// Services that are still to be asked, where a server searches only one at a time.
    var services: [String] = []
    /// Whether the services were asked one by one.
    package var isByService = false
    /// Found and not read yet.
    package var waiting: [TraceSummary] = []
    /// The request that reads some of them, and which.
    var reading: (id: RequestID, traces: [TraceSummary])?
    package private(set) var groups = FailureGroups()
    /// The traces that were read, without their spans.
    package private(set) var summaries: [TraceID: TraceSummary] = [:]
    package var foundCount = 0
    package var limitHit = false
    package var notes: [String] = []
    /// Why traces could not be read.
    package var problems: [String] = []
    package var asked: Timestamp?
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
        self.query = query
    }

    var requests: [RequestID] { [search.request, reading?.id].compactMap { $0 } }

    package var crumb: String { (terms.service.map { $0 + " " } ?? "") + "errors" }

    package var selected: FailureGroup? {
        shown.indices.contains(cursor.selected) ? shown[cursor.selected] : nil
    }

    package var visible: Range<Int> { cursor.visible(count: shown.count, height: tableRows) }

    /// Lines below the table that say everything about the selected group; 0 where there is no room.
    package var detailRows: Int { size.rows < 16 || shown.isEmpty ? 0 : 6 }

    /// Rows of the table without its header.
    package var tableRows: Int { max(1, size.bodyRows - 1 - detailRows) }

    /// Takes in what was read; a trace that was known is replaced.
    package mutating func add(_ parts: [FailureReading.Part]) {
        keep(parts)
        rows = groups.ranked()
        arrange()
    }

    /// Keeps what was read; what is shown stays as it is.
    mutating func keep(_ parts: [FailureReading.Part]) {
        for part in parts {
            groups.add(part.failures)
            summaries[part.failures.traceID] = part.summary
        }
    }

    /// Forgets traces whose last failure began before `start`, and the oldest of more than `capacity`.
    ///
    /// - Returns: How many, and the latest time that was let go for lack of room.
    /// - Complexity: O(traces), and O(traces · log traces) where there are too many.
    mutating func letGo(
        before start: Timestamp,
        capacity: Int
    ) -> (count: Int, crowdedOut: Timestamp?) {
        func latest(_ summary: TraceSummary) -> Timestamp {
            groups.latest(of: summary.id) ?? summary.start
        }
        var old = summaries.values.filter { latest($0) < start }.map(\.id)
        let excess = summaries.count - old.count - capacity
        var crowdedOut: Timestamp?
        if excess > 0 {
            let kept = summaries.values.filter { latest($0) >= start }
            let oldest = kept.sorted { latest($0) < latest($1) }.prefix(excess)
            crowdedOut = oldest.last.map(latest)
            old += oldest.map(\.id)
        }
        for id in old {
            groups.remove(id)
            summaries[id] = nil
        }
        return (old.count, crowdedOut)
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

    /// Forgets everything that was read, before it is asked for again.
    mutating func clear() {
        groups = FailureGroups()
        summaries = [:]
        waiting = []
        services = []
        isByService = false
        foundCount = 0
        limitHit = false
        notes = []
        problems = []
        rows = []
        arrange()
    }

    mutating func requestsWereCancelled() {
        if case .loading = search { search = .failed("cancelled; R asks again") }
        services = []
        waiting = (reading?.traces ?? []) + waiting
        reading = nil
    }

    mutating func fit(to size: ScreenSize) {
        self.size = size
        cursor.keepVisible(count: shown.count, height: tableRows)
    }

    /// Filters and sorts again, keeping the selected group selected.
    mutating func arrange() {
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

    mutating func move(_ action: Action) -> Bool {
        cursor.apply(action, count: shown.count, height: tableRows)
    }

    mutating func select(row: Int) {
        cursor.select(row, count: shown.count, height: tableRows)
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
