package import TraceModel

/// The list of services.
package struct ServicesState: ListScreen {
    package enum Order: String, Sendable, CaseIterable {
        case name, calls, errors, p95
    }

    package var services: Loadable<[String]> = .idle
    /// What was last shown, kept while a refresh is under way.
    package var rows: [ServiceRow] = []
    /// Rows that the narrowing lets through, in their order.
    package var shown: [ServiceRow] = []
    package var narrow = ""
    package var order = Order.name
    package var isInverted = false
    /// Services that stand above all others.
    package private(set) var pinned: Set<String>
    package var cursor = ListCursor()
    package var asked: Timestamp?
    /// Whether rates came from the source's metrics.
    package var hasRates = false
    package var metricsFailure: String?
    /// The source said that it keeps no metrics.
    var hasNoMetrics = false
    var metricsRequest: RequestID?
    /// When metrics were last asked for once.
    var metricsAsked: SourceMoment?
    /// Set while the list is followed; the rows then keep their places until they are sorted by a key.
    package var live: LiveServices?
    /// The figures when following ended, until the list is asked for again.
    package private(set) var ended: LiveServices?
    /// The service whose operations are being counted; one at a time, to spare the source.
    var counting: (id: RequestID, service: String)?
    /// Counting failed once: it is not tried again until the list is asked for again.
    var hasStoppedCounting = false
    package private(set) var listHeight = 1

    package init(pinned: Set<String> = []) { self.pinned = pinned }

    package var contents: Screen { .services(self) }
    package var crumb: String { "services" }
    package var rowCount: Int { shown.count }

    package var hints: [Action] {
        rows.isEmpty
            ? [.refresh, .quit]
            : [.open, .operations, .search, .sort, .follow, .errors, .monitor]
    }

    package var spareHints: [Action] { rows.isEmpty ? [] : [.pin] }

    package func listColumns(_ context: ScreenContext) -> ListColumns? {
        let usual = ServiceColumn.usual(in: RateList(context.listView, self))
        return ListColumns(list: .services, usual: usual.map(\.rawValue))
    }

    package var searchTerms: SearchTerms? { SearchTerms() }
    package var selectedService: String? { selected?.name }

    package func pagerText(_ context: ScreenContext) -> String? {
        let list = RateList(context.textView, self)
        return context.text(
            shown,
            context.textColumns(list, as: .services, ServiceColumn.self),
            self
        )
    }

    package func copyText(_ item: CopyItem, _ context: ScreenContext) -> String? {
        item == .value ? selected?.name : nil
    }

    package var requests: [RequestID] {
        [services.request, metricsRequest, counting?.id, live?.polling.request].compactMap { $0 }
    }

    package var selected: ServiceRow? {
        shown.indices.contains(cursor.selected) ? shown[cursor.selected] : nil
    }

    package mutating func requestsWereCancelled() {
        if case .loading = services {
            services =
                rows.isEmpty ? .failed("Cancelled; R asks again.") : .loaded(rows.map(\.name))
        }
        metricsRequest = nil
        counting = nil
        live?.polling.giveUp()
    }

    /// Stops following; what was last shown stays.
    mutating func endFollowing() {
        ended = live.flatMap { $0.hasFigures ? $0 : nil }
        live = nil
    }

    mutating func forgetFollowing() { ended = nil }

    package mutating func fit(to size: ScreenSize) {
        listHeight = max(1, size.bodyRows - 1)
        cursor.keepVisible(count: shown.count, height: listHeight)
    }

    /// Filters and sorts again, keeping the selected service selected.
    package mutating func arrange() {
        let name = selected?.name
        let match = FuzzyMatch(narrow)
        shown = match.isEmpty ? rows : rows.filter { match.matches($0.name) }
        shown = shown.sorted { precedes($0, $1) }
        if isInverted { shown.reverse() }
        // Narrowing puts the best match first and selects it.
        if match.isEmpty { raisePinned() } else { shown = match.ranked(shown, by: \.name) }
        let row = match.isEmpty ? cursor.row(where: shown.firstIndex { $0.name == name }) : 0
        cursor.select(row, count: shown.count, height: listHeight)
    }

    /// Puts the selected service above all others, or back among them; while the list is followed no other row changes
    /// its place among the rest.
    mutating func togglePin() {
        guard let name = selected?.name else { return }
        if pinned.remove(name) == nil { pinned.insert(name) }
        guard narrow.isEmpty else { return }
        guard live != nil else { return arrange() }
        raisePinned()
        cursor.select(
            shown.firstIndex { $0.name == name } ?? 0,
            count: shown.count,
            height: listHeight
        )
    }

    private mutating func raisePinned() {
        guard !pinned.isEmpty else { return }
        shown =
            shown.filter { pinned.contains($0.name) }
            + shown.filter { !pinned.contains($0.name) }
    }

    /// Shows the latest figures in the rows, which stay where they are.
    ///
    /// New services are added below the others: no row is moved by figures, not even in an order by figures.
    mutating func showLive() {
        guard let live else { return }
        hasRates = true
        let rates = live.rates()
        addServices(rates.keys.sorted())
        var changed: [String: ServiceRates] = [:]
        for index in rows.indices {
            let name = rows[index].name
            rows[index].rates = rates[name] ?? live.silence(name)
            changed[name] = rows[index].rates
        }
        for index in shown.indices { shown[index].rates = changed[shown[index].name] }
    }

    /// Adds the services that are not listed yet, below the others.
    mutating func addServices(_ names: [String]) {
        let known = Set(rows.map(\.name))
        let match = FuzzyMatch(narrow)
        for name in names where !known.contains(name) {
            rows.append(ServiceRow(name: name))
            if match.matches(name) { shown.append(ServiceRow(name: name)) }
        }
    }

    private func precedes(_ left: ServiceRow, _ right: ServiceRow) -> Bool {
        func key(_ row: ServiceRow) -> Double {
            switch order {
            case .name: 0
            case .calls: row.rates?.callsPerSecond ?? -1
            case .errors: row.rates?.errorShare ?? -1
            case .p95: row.rates?.p95 ?? -1
            }
        }
        let (leftKey, rightKey) = (key(left), key(right))
        return leftKey != rightKey ? leftKey > rightKey : left.name < right.name
    }
}
