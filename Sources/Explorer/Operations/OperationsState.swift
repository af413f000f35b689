import Follow
import PlainText
package import TraceModel

/// The operations of one service.
package struct OperationsState: ListScreen {
    package let service: String
    package internal(set) var operations: Loadable<[Operation]>
    /// How many more the source says that it does not list, or a few more than that.
    var omitted = 0
    package var rows: [Operation] = []
    /// Rows that the narrowing lets through.
    package var shown: [Operation] = []
    package var narrow = ""
    package internal(set) var order = Order.name
    package internal(set) var isInverted = false
    package var cursor = ListCursor()
    /// Set while the operations are followed on their own.
    package var live: LiveServices?
    /// The rates come from the followed services below.
    package internal(set) var showsRatesBelow = false
    /// Figures by name of an operation, of all its kinds together; empty where none were followed.
    package private(set) var rates: [String: ServiceRates] = [:]
    /// What the figures rest on.
    private(set) var liveHonesty: [String] = []
    package private(set) var figuresSource: FiguresSource?
    package private(set) var listHeight = 1

    init(service: String, request: RequestID) {
        self.service = service
        operations = .loading(request)
    }

    package var selected: Operation? {
        shown.indices.contains(cursor.selected) ? shown[cursor.selected] : nil
    }

    package var contents: Screen { .operations(self) }
    package var crumb: String { service + " operations" }
    package var rowCount: Int { shown.count }

    package var hints: [Action] {
        rows.isEmpty
            ? [.back, .refresh] : [.open, .follow, .search, .sort, .back, .errors, .monitor]
    }

    package var spareHints: [Action] { rows.isEmpty ? [] : [.refresh] }

    package func listColumns(_ context: ScreenContext) -> ListColumns? {
        let usual = OperationColumn.usual(in: RateList(context.listView, self))
        return ListColumns(list: .operations, usual: usual.map(\.rawValue))
    }

    package var searchTerms: SearchTerms? {
        var terms = SearchTerms()
        terms.service = service
        terms.operation = selected?.name
        return terms
    }

    package func pagerText(_ context: ScreenContext) -> String? {
        let rows = shown.map { OperationRow($0, rates: rates[$0.name]) }
        let columns = context.textColumns(
            RateList(context.textView, self),
            as: .operations,
            OperationColumn.self
        )
        return context.text(rows, columns, self)
    }

    package func copyText(_ item: CopyItem, _ context: ScreenContext) -> String? {
        item == .value ? selected?.name : nil
    }

    package var requests: [RequestID] {
        [operations.request, live?.polling.request].compactMap { $0 }
    }

    /// Whether the source says of which kind operations are.
    package var hasKinds: Bool { rows.contains { $0.kind != nil } }

    package mutating func fit(to size: ScreenSize) {
        listHeight = max(1, size.bodyRows - 1)
        cursor.keepVisible(count: shown.count, height: listHeight)
    }

    package mutating func arrange() {
        let previous = selected
        let match = FuzzyMatch(narrow)
        shown = match.ranked(sorted(rows.filter { match.matches($0.name) }), by: \.name)
        let place = previous.flatMap { shown.firstIndex(of: $0) }
        let row = match.isEmpty ? cursor.row(where: place) : 0
        cursor.select(row, count: shown.count, height: listHeight)
    }

    package mutating func requestsWereCancelled() {
        if operations.request != nil { operations = .failed("Cancelled; R asks again.") }
        live?.polling.giveUp()
    }

    /// Takes the source's list; what only a follower knew stays below.
    mutating func take(_ operations: [Operation]) {
        let known = Set(operations.map(\.name))
        let others = rates.keys.filter { !known.contains($0) }.sorted()
        rows = operations + others.map { Operation(name: $0, kind: nil) }
        arrange()
    }

    /// Shows the latest figures beside the operations, which stay where they are; new ones are added below.
    package mutating func show(_ live: LiveServices, _ context: ScreenContext) {
        figuresSource = live.figuresSource
        rates = live.rates(of: service)
        liveHonesty = live.honesty(
            worse: rates.values.count { !$0.anomaly.isEmpty },
            byOperation: true,
            context.time
        )
        let known = Set(rows.map(\.name))
        let match = FuzzyMatch(narrow)
        for name in rates.keys.filter({ !known.contains($0) }).sorted() {
            let operation = Operation(name: name, kind: nil)
            rows.append(operation)
            if match.matches(name) { shown.append(operation) }
        }
        // The source answers again: that it once did not is over.
        if operations.failure != nil, !rates.isEmpty { operations = .loaded(rows) }
        for name in known where rates[name] == nil {
            rates[name] = live.silence(name, of: service)
        }
    }
}
