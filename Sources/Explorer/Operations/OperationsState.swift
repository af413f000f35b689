package import TraceModel

/// The operations of one service.
package struct OperationsState: Sendable {
    package let service: String
    package var operations: Loadable<[Operation]>
    package var rows: [Operation] = []
    /// Rows that the narrowing lets through.
    package var shown: [Operation] = []
    package var narrow = ""
    package var cursor = ListCursor()
    private(set) var height = 1

    init(service: String, request: RequestID) {
        self.service = service
        operations = .loading(request)
    }

    package var selected: Operation? {
        shown.indices.contains(cursor.selected) ? shown[cursor.selected] : nil
    }

    /// Whether the source tells the kinds of operations apart.
    package var hasKinds: Bool { rows.contains { $0.kind != nil } }

    package var visible: Range<Int> { cursor.visible(count: shown.count, height: height) }

    mutating func fit(to size: ScreenSize) {
        height = max(1, size.bodyRows - 1)
        cursor.keepVisible(count: shown.count, height: height)
    }

    mutating func arrange() {
        let previous = selected
        let match = FuzzyMatch(narrow)
        shown = match.ranked(rows.filter { match.matches($0.name) }, by: \.name)
        let place = match.isEmpty ? previous.flatMap { shown.firstIndex(of: $0) } ?? 0 : 0
        cursor.select(place, count: shown.count, height: height)
    }

    mutating func move(_ action: Action) -> Bool {
        cursor.apply(action, count: shown.count, height: height)
    }

    mutating func select(row: Int) {
        cursor.select(row, count: shown.count, height: height)
    }

    package var honesty: String {
        if let failure = operations.failure {
            return rows.isEmpty ? "no operations loaded · R asks again" : failure
        }
        guard operations.value != nil || !rows.isEmpty else { return "" }
        let count = CountText.of(rows.count, "operation")
        let kinds = hasKinds || rows.isEmpty ? "" : " · the source does not tell kinds"
        return (narrow.isEmpty ? count : "\(shown.count) of \(count) match /\(narrow)") + kinds
    }
}
