import TraceAnalysis
import TraceModel

/// The orders of the span table: by any column, attributes too.
package struct SpanOrder: Sendable, Equatable {
    package var column = SpanColumn.start
    package var isInverted = false

    package init() {}

    /// The column that the table is sorted by: figures begin with the largest, times and names with the first.
    package var sortedColumn: SortedColumn<SpanColumn> {
        SortedColumn(
            column,
            column.isLargestFirst ? .descending : .ascending,
            isInverted: isInverted
        )
    }

    /// All spans in this order; ties stand in the order of the tree, and spans without a value last, whichever way.
    ///
    /// - Complexity: O(spans · log spans).
    package func sort(_ prepared: PreparedTrace) -> [Int32] {
        let nodes = prepared.tree.order.filter { $0 < prepared.tree.spanCount }
        let keys = SpanKeys(prepared, nodes)
        switch keys.keys(of: column) {
        case .numbers(let key): return order(nodes, by: key)
        case .texts(let key):
            let texts = nodes.map { key(Int($0)) }
            let distinct = Set(texts.compactMap { $0 }).sorted()
            let ranks = Dictionary(
                uniqueKeysWithValues: distinct.enumerated().map { ($1, Int64($0)) }
            )
            var found: [Int32: Int64] = [:]
            for (node, text) in zip(nodes, texts) { found[node] = text.flatMap { ranks[$0] } }
            return order(nodes) { found[Int32($0)] }
        }
    }

    private func order(_ nodes: [Int32], by key: (Int) -> Int64?) -> [Int32] {
        struct Keyed {
            let key: Int64
            let place: Int
            let node: Int32
        }
        var known: [Keyed] = []
        var unknown: [Int32] = []
        for (place, node) in nodes.enumerated() {
            if let key = key(Int(node)) {
                known.append(Keyed(key: key, place: place, node: node))
            } else {
                unknown.append(node)
            }
        }
        if column.isLargestFirst {
            known.sort { ($1.key, $0.place) < ($0.key, $1.place) }
        } else {
            known.sort { ($0.key, $0.place) < ($1.key, $1.place) }
        }
        let sorted = known.map(\.node)
        return (isInverted ? sorted.reversed() : sorted) + unknown
    }
}

/// What spans are compared by.
private struct SpanKeys {
    enum Keys {
        case numbers((Int) -> Int64?)
        case texts((Int) -> String?)
    }

    private let prepared: PreparedTrace
    private let trace: Trace
    private let nodes: [Int32]

    init(_ prepared: PreparedTrace, _ nodes: [Int32]) {
        self.prepared = prepared
        trace = prepared.trace
        self.nodes = nodes
    }

    func keys(of column: SpanColumn) -> Keys {
        let tree = prepared.tree
        func texts(_ text: @escaping (Span) -> String) -> Keys {
            .texts { [trace] in
                let text = text(trace[$0])
                return text.isEmpty ? nil : text
            }
        }
        func numbers(_ number: @escaping (Span) -> Int) -> Keys {
            .numbers { [trace] in Int64(number(trace[$0])) }
        }
        switch column {
        case .start: return .numbers { Int64(clamping: tree.displayStarts[$0]) }
        case .end: return .numbers { Int64(clamping: tree.displayEnds[$0]) }
        case .duration: return .numbers { [trace] in trace[$0].duration }
        case .own: return .numbers { [prepared] in prepared.selfTimes[$0] }
        case .critical: return .numbers { [prepared] in prepared.criticalPath.total(of: $0) }
        case .depth: return .numbers { Int64(tree.depths[$0]) }
        case .marks, .tree: return .numbers { Int64(tree.positions[$0]) }
        case .error: return numbers { $0.isError ? 1 : 0 }
        case .status: return numbers { Int($0.statusCode.rawValue) }
        case .flags: return numbers { Int($0.flags) }
        case .events: return numbers { $0.events.count }
        case .links: return numbers { $0.links.count }
        case .warnings: return numbers { $0.warningIndexes.count }
        case .attributes: return numbers { $0.attributes.count }
        case .resource: return numbers { $0.resource.attributes.count }
        case .dropped:
            return numbers {
                let dropped = $0.dropped
                return Int(dropped.attributes) + Int(dropped.events) + Int(dropped.links)
            }
        case .service: return names { $0.serviceIndex }
        case .name: return names { $0.nameIndex }
        case .trace: return texts { $0.traceID.jaegerHex }
        case .id: return texts { $0.id.hex }
        case .parent: return texts { $0.parentID?.hex ?? "" }
        case .kind: return texts { $0.kind.name }
        case .scope: return texts { $0.scope.name }
        case .state: return texts { $0.traceState }
        case .attribute(let key): return attribute(key)
        }
    }

    /// By text, each distinct one made and compared once.
    private func names(_ index: (Span) -> StringIndex) -> Keys {
        let strings = trace.columns.strings
        let indexes = nodes.map { index(trace[Int($0)]) }
        let sorted = Set(indexes).map { (text: strings[$0], index: $0) }.sorted {
            $0.text < $1.text
        }
        var ranks: [StringIndex: Int64] = [:]
        var rank: Int64 = 0
        for (place, entry) in sorted.enumerated() {
            if place > 0, sorted[place - 1].text != entry.text { rank += 1 }
            ranks[entry.index] = rank
        }
        var ofNodes = [Int64](repeating: 0, count: prepared.tree.spanCount)
        for (node, index) in zip(nodes, indexes) { ofNodes[Int(node)] = ranks[index] ?? 0 }
        return .numbers { ofNodes[$0] }
    }

    /// Numbers by size before texts by letters.
    private func attribute(_ key: String) -> Keys {
        struct Value: Hashable {
            let number: Double
            let text: String
        }
        var values: [Value?] = Array(repeating: nil, count: prepared.tree.spanCount)
        for node in nodes {
            guard let value = trace[Int(node)].attribute(key) else { continue }
            let text = value.canonicalString
            values[Int(node)] = Value(
                number: Double(text).flatMap { $0.isFinite ? $0 : nil } ?? .infinity,
                text: text
            )
        }
        let distinct = Set(values.compactMap { $0 }).sorted {
            $0.number == $1.number ? $0.text < $1.text : $0.number < $1.number
        }
        let ranks = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, Int64($0)) })
        let ofNodes = values.map { $0.flatMap { ranks[$0] } }
        return .numbers { ofNodes[$0] }
    }
}

extension Span {
    /// The value of an attribute, or else that of the resource's.
    func attribute(_ key: String) -> AttributeValue? {
        attributes.first(key) ?? resource.attributes.first(key)
    }
}
