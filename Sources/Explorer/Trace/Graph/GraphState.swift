package import TraceAnalysis

/// The services of a trace and who calls whom: view `6`.
package struct GraphState: Sendable {
    package private(set) var graph: ServiceGraph?
    package private(set) var rows: [GraphRow] = []
    package var cursor = ListCursor()
    package var request: RequestID?

    init() {}

    mutating func take(_ found: ServiceGraph) {
        request = nil
        graph = found
        rows = GraphRow.all(in: found)
    }

    package var selectedRow: GraphRow? {
        rows.indices.contains(cursor.selected) ? rows[cursor.selected] : nil
    }

    /// The spans of a row; of a peer without spans, those of the calls to it.
    func spans(of row: GraphRow) -> [Int32] {
        guard let graph else { return [] }
        switch row {
        case .call(let index): return Array(graph.spans(ofEdge: index))
        case .service(let index) where graph.nodes[index].isInstrumented:
            return Array(graph.spans(ofNode: index))
        case .service(let index):
            return graph.edges.indices.filter { graph.edges[$0].callee == index }
                .flatMap { graph.spans(ofEdge: $0) }
        }
    }

    /// The row of the service that a span belongs to.
    func row(of span: Int) -> Int? {
        guard let graph,
            let node = graph.nodes.indices.first(where: {
                graph.spans(ofNode: $0).contains(Int32(span))
            })
        else { return nil }
        return rows.firstIndex(of: .service(node))
    }

    /// What the spans of a row have in common.
    func title(of row: GraphRow) -> String {
        guard let graph else { return "" }
        switch row {
        case .service(let index): return "service \(graph.nodes[index].name)"
        case .call(let index):
            let edge = graph.edges[index]
            return "calls from \(graph.nodes[edge.caller].name) to \(graph.nodes[edge.callee].name)"
        }
    }
}
