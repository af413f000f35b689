package import TraceModel

/// Who called whom in one trace, service by service.
///
/// A call is a span whose parent is of another service, or of the same one where client and server name it so. Where the client
/// of a call has that server as its only child, the two are one: the call took as long as the client waited, and what the client
/// waited beside the server's time was spent on the way. Clients and producers with nothing below them call the peer that they
/// name.
package struct ServiceGraph: Sendable {
    package struct Node: Sendable, Equatable {
        package let name: String
        /// Services above it: 0 where the trace begins.
        package internal(set) var layer = 0
        package internal(set) var spanCount = 0
        /// Calls from other services, and from outside of the trace.
        package internal(set) var calls = 0
        /// Failed spans; of a peer without spans, failed calls.
        package internal(set) var errors = 0
        /// Self times of its spans, see ``SelfTimes``; what its calls spent on their way is part of it.
        package internal(set) var own: Nanoseconds = 0

        init(_ name: String) { self.name = name }

        /// Whether spans of it are in the trace; else only others speak of it.
        package var isInstrumented: Bool { spanCount > 0 }
    }

    package struct Edge: Sendable, Equatable {
        /// Places among ``ServiceGraph/nodes``.
        package internal(set) var caller: Int
        package internal(set) var callee: Int
        /// Through a queue: the caller is a producer, or the callee a consumer.
        package let isAsync: Bool
        package internal(set) var calls = 0
        /// Failed calls.
        package internal(set) var errors = 0
        /// Durations of the calls added up, as the caller saw them where it did.
        package internal(set) var total: Nanoseconds = 0
        /// The part of it that no span of the callee accounts for: self time of the caller's clients.
        package internal(set) var way: Nanoseconds = 0

        init(caller: Int, callee: Int, isAsync: Bool) {
            self.caller = caller
            self.callee = callee
            self.isAsync = isAsync
        }
    }

    /// Callers before those they call, as far as these do not call back.
    package let nodes: [Node]
    /// By caller, then in the order of their first calls.
    package let edges: [Edge]
    private let spansByNode: Dealt
    private let spansByEdge: Dealt
    private let edgeOffsets: [Int32]

    /// - Complexity: O(spans + attributes of clients + services · log services).
    package init(_ tree: TraceTree, _ selfTimes: SelfTimes) {
        var calls = CallCollection(tree, selfTimes)
        calls.collect()
        let layers = CallLayers(nodes: calls.nodes.count, calls: calls.edges)
        var places = [Int](repeating: 0, count: calls.nodes.count)
        for (place, node) in layers.order.enumerated() { places[node] = place }
        nodes = layers.order.map { node in
            var placed = calls.nodes[node]
            placed.layer = layers.layers[node]
            return placed
        }
        let edgeOrder = calls.edges.indices.sorted {
            (places[calls.edges[$0].caller], $0) < (places[calls.edges[$1].caller], $1)
        }
        edges = edgeOrder.map { index in
            var edge = calls.edges[index]
            edge.caller = places[edge.caller]
            edge.callee = places[edge.callee]
            return edge
        }
        var edgePlaces = [Int32](repeating: 0, count: edgeOrder.count)
        for (place, edge) in edgeOrder.enumerated() { edgePlaces[edge] = Int32(place) }
        var offsets = [Int32](repeating: 0, count: nodes.count + 1)
        for edge in edges { offsets[edge.caller + 1] += 1 }
        for node in nodes.indices { offsets[node + 1] += offsets[node] }
        edgeOffsets = offsets
        let spans = (0..<Int32(tree.spanCount)).map { $0 }
        let nodeOfSpan = calls.nodeOfSpan
        spansByNode = Dealt(spans, into: nodes.count) {
            Int32(places[Int(nodeOfSpan[Int($0)])])
        }
        let callSpans = calls.callSpans
        let dealt = Dealt(callSpans.indices.map { Int32($0) }, into: edges.count) {
            edgePlaces[Int(callSpans[Int($0)].edge)]
        }
        spansByEdge = dealt.mapped { callSpans[Int($0)].span }
    }

    /// Places of the calls that a service makes among ``edges``.
    package func edges(from node: Int) -> Range<Int> {
        Int(edgeOffsets[node])..<Int(edgeOffsets[node + 1])
    }

    /// The spans of a service.
    package func spans(ofNode node: Int) -> ArraySlice<Int32> { spansByNode[node] }

    /// The spans that are the calls of an edge, on either side.
    package func spans(ofEdge edge: Int) -> ArraySlice<Int32> { spansByEdge[edge] }
}
