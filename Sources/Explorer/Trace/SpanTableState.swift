import TraceAnalysis
import TraceModel

/// The orders of the span table.
package struct SpanOrder: Sendable, Equatable {
    package enum Key: String, Sendable, CaseIterable {
        case start, duration
        case selfTime = "self time"
        case service, name, errors
    }

    package var key = Key.start
    package var isInverted = false

    package init() {}

    /// All spans in this order; ties stand in the order of the tree.
    ///
    /// - Complexity: O(spans · log spans).
    func sort(_ prepared: PreparedTrace) -> [Int32] {
        let trace = prepared.trace
        let tree = prepared.tree
        let nodes = tree.order.filter { $0 < tree.spanCount }
        let sorted: [Int32]
        switch key {
        case .start: sorted = order(nodes) { tree.displayStarts[$0] }
        case .duration: sorted = order(nodes) { -trace[$0].duration }
        case .selfTime: sorted = order(nodes) { -prepared.selfTimes[$0] }
        case .errors: sorted = order(nodes) { trace[$0].isError ? 0 : 1 }
        case .service:
            sorted = order(nodes, byText: { trace[$0].serviceIndex }, trace.columns.strings)
        case .name: sorted = order(nodes, byText: { trace[$0].nameIndex }, trace.columns.strings)
        }
        return isInverted ? sorted.reversed() : sorted
    }

    private func order(_ nodes: [Int32], by key: (Int) -> some Comparable) -> [Int32] {
        let keyed = nodes.enumerated().map { (key: key(Int($1)), place: $0, node: $1) }
        return keyed.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map(\.node)
    }

    /// By text, each distinct one compared once.
    private func order(
        _ nodes: [Int32],
        byText index: (Int) -> StringIndex,
        _ strings: StringTable
    ) -> [Int32] {
        let distinct = Set(nodes.map { index(Int($0)) })
        let sorted = distinct.map { (text: strings[$0], index: $0) }.sorted { $0.text < $1.text }
        let ranks = Dictionary(
            sorted.enumerated().map { ($1.index, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return order(nodes) { ranks[index($0)] ?? 0 }
    }
}

/// The table of spans: view `4` of a trace.
package struct SpanTableState: Sendable {
    package var order = SpanOrder()
    package var rows: [Int32] = []
    package var cursor = ListCursor()
    package var request: RequestID?
    var isSorted = false

    init(order: SpanOrder = SpanOrder()) {
        self.order = order
    }
}
