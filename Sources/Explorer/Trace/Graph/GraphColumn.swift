import PlainText
import TerminalText
package import TraceAnalysis
import TraceModel

/// A service of a trace, or a call that it makes, as lists have it.
package enum GraphRow: Sendable, Equatable {
    /// A place among ``ServiceGraph/nodes``.
    case service(Int)
    /// A place among ``ServiceGraph/edges``.
    case call(Int)

    /// Each service with its calls below it, callers first.
    package static func all(in graph: ServiceGraph) -> [GraphRow] {
        graph.nodes.indices.flatMap { node in
            [.service(node)] + graph.edges(from: node).map { .call($0) }
        }
    }
}

/// What the columns have to know of the services of a trace.
package struct GraphList: Sendable {
    package var view: ListView
    package let graph: ServiceGraph
    /// Columns of the widest name.
    private var nameColumns = 7

    package init(_ view: ListView, _ graph: ServiceGraph) {
        self.view = view
        self.graph = graph
        guard view.isScreen else { return }
        for node in graph.nodes {
            let width = view.lettering.text(node.name, columns: 40).width
            nameColumns = max(nameColumns, width + Self.arrowColumns + 12)
        }
    }

    private static let arrowColumns = 5

    fileprivate var nameShape: ColumnShape {
        view.isScreen
            ? ColumnShape(.fitting(nameColumns, minimum: 10, ideal: 18))
            : ColumnShape(.flexible(minimum: 10, ideal: 24))
    }

    fileprivate func name(_ row: GraphRow, _ width: Int) -> Cell {
        let letters = view.lettering
        let most = view.isScreen ? width : .max
        func text(_ name: String) -> SafeText {
            name.isEmpty ? letters.words("no name") : letters.text(name, columns: most)
        }
        switch row {
        case .service(let index):
            let node = graph.nodes[index]
            let name = Cell(text(node.name), .service(node.name), isStrong: true)
            return node.isInstrumented ? name : name + Cell(letters.words(" (no spans)"), .muted)
        case .call(let index):
            let edge = graph.edges[index]
            let name = graph.nodes[edge.callee].name
            let arrow =
                edge.isAsync ? letters.sign("╰╌╌▷ ", "`~~> ") : letters.sign("╰──▶ ", "`--> ")
            return Cell(arrow, .muted) + Cell(text(name), .service(name))
                + (edge.isAsync ? Cell(letters.words(" (queue)"), .muted) : .empty)
        }
    }
}

/// The columns of the services of a trace and their calls.
package enum GraphColumn: String, ListColumn {
    case name, layer, spans, calls, errors, total, way
    case own = "self"

    package static func usual(in list: GraphList) -> [GraphColumn] {
        [.name, .spans, .calls, .errors, .own, .total, .way]
    }

    package func column(in list: GraphList) -> Column<GraphRow> {
        switch self {
        case .name:
            return Column("SERVICE", list.nameShape, fields: Self.names(list.graph)) { row, width in
                list.name(row, width)
            }
        case .layer: return figure("LAYER", "layer", 5, in: list, { $0.layer }, nil)
        case .spans: return figure("SPANS", "spanCount", 7, in: list, { $0.spanCount }, nil)
        case .calls: return figure("CALLS", "calls", 7, in: list, { $0.calls }, { $0.calls })
        case .errors:
            return figure("ERRORS", "errorCount", 6, in: list, { $0.errors }, { $0.errors })
        case .own: return time("SELF", "selfNanos", in: list, { $0.own }, nil)
        case .total: return time("TOTAL", "totalNanos", in: list, nil, { $0.total })
        case .way: return time("WAY", "wayNanos", in: list, nil, { $0.way })
        }
    }

    private static func names(_ graph: ServiceGraph) -> [Field<GraphRow>] {
        @Sendable func name(_ place: Int) -> FieldValue { .text(graph.nodes[place].name) }
        return [
            Field("service") { row in
                switch row {
                case .service(let index): name(index)
                case .call(let index): name(graph.edges[index].caller)
                }
            },
            Field("callee") { row in
                if case .call(let index) = row { name(graph.edges[index].callee) } else { .unknown }
            },
            Field("async") { row in
                if case .call(let index) = row {
                    .flag(graph.edges[index].isAsync)
                } else {
                    .unknown
                }
            },
        ]
    }

    private typealias OfNode<Value> = @Sendable (ServiceGraph.Node) -> Value
    private typealias OfEdge<Value> = @Sendable (ServiceGraph.Edge) -> Value

    /// The figure of a row; nil where services, or calls, have none.
    private func value<Value>(
        _ row: GraphRow,
        _ graph: ServiceGraph,
        _ ofNode: OfNode<Value>?,
        _ ofEdge: OfEdge<Value>?
    ) -> Value? {
        switch row {
        case .service(let index):
            let node = graph.nodes[index]
            // What has no spans here says nothing of its own time.
            guard node.isInstrumented || self != .own && self != .spans else { return nil }
            return ofNode.map { $0(node) }
        case .call(let index): return ofEdge.map { $0(graph.edges[index]) }
        }
    }

    private func shape(_ width: Int, in list: GraphList) -> ColumnShape {
        let rank: Int? =
            switch self {
            case .name, .calls: nil
            case .layer: 0
            case .spans: 1
            case .way: 2
            case .own: 4
            case .total: 3
            case .errors: 5
            }
        return ColumnShape(.fixed(width), rank: rank, gap: list.view.isScreen ? 1 : 2)
    }

    private func figure(
        _ title: SafeText,
        _ name: StaticString,
        _ width: Int,
        in list: GraphList,
        _ ofNode: OfNode<Int>?,
        _ ofEdge: OfEdge<Int>?
    ) -> Column<GraphRow> {
        let graph = list.graph
        let shape = shape(width, in: list)
        return .count(title, name, shape, list.view.lettering, ofErrors: self == .errors) {
            value($0, graph, ofNode, ofEdge)
        }
    }

    private func time(
        _ title: SafeText,
        _ name: StaticString,
        in list: GraphList,
        _ ofNode: OfNode<Nanoseconds>?,
        _ ofEdge: OfEdge<Nanoseconds>?
    ) -> Column<GraphRow> {
        let graph = list.graph
        return .duration(title, name, shape(7, in: list), list.view.lettering) {
            value($0, graph, ofNode, ofEdge)
        }
    }
}
