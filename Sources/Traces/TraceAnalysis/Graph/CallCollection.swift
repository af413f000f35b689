import TraceModel

/// Goes through the spans of a trace and counts the calls between services.
struct CallCollection {
    private(set) var nodes: [ServiceGraph.Node] = []
    private(set) var edges: [ServiceGraph.Edge] = []
    private(set) var nodeOfSpan: [Int32]
    /// Spans that are calls, on either side, each with its edge; a span may be the end of one and the start of another.
    private(set) var callSpans: [(edge: Int32, span: Int32)] = []
    private let tree: TraceTree
    private let selfTimes: SelfTimes
    private var names: TextNumbers
    private let peerKeys: [[StringIndex]]
    private var known: [Key: Int] = [:]

    private struct Key: Hashable {
        let caller: Int
        let callee: Int
        let isAsync: Bool
    }

    /// Attributes that name what a client or producer calls, the one that says most first.
    private static let peerAttributes = ["peer.service", "server.address", "net.peer.name"]

    init(_ tree: TraceTree, _ selfTimes: SelfTimes) {
        self.tree = tree
        self.selfTimes = selfTimes
        nodeOfSpan = Array(repeating: -1, count: tree.spanCount)
        let strings = tree.trace.columns.strings
        names = TextNumbers(strings)
        peerKeys = Self.peerAttributes.map { strings.indexes(of: $0) }
    }

    mutating func collect() {
        // Parents come first, and with them their services.
        for node in tree.order where Int(node) < tree.spanCount { take(Int(node)) }
    }

    private mutating func take(_ index: Int) {
        let span = tree.trace[index]
        let service = node(names.number(of: span.serviceIndex))
        nodeOfSpan[index] = Int32(service)
        nodes[service].spanCount += 1
        nodes[service].own = nodes[service].own.addingSaturated(selfTimes[index])
        if span.isError { nodes[service].errors += 1 }
        if let parent = tree.parent(of: index), !tree.isSynthetic(parent) {
            takeCall(index, from: parent)
        } else {
            nodes[service].calls += 1
        }
        if span.kind.isExit, tree.children(of: index).isEmpty, let peer = peer(of: span) {
            takePeerCall(index, to: peer)
        }
    }

    /// Takes a span below another one, if that is a call.
    private mutating func takeCall(_ index: Int, from parent: Int) {
        let (span, above) = (tree.trace[index], tree.trace[parent])
        let (caller, callee) = (Int(nodeOfSpan[parent]), Int(nodeOfSpan[index]))
        let isNamed = span.kind.isEntry && above.kind.isExit
        guard caller != callee || isNamed else { return }
        let isAsync = above.kind == .producer || span.kind == .consumer
        let edge = edge(caller, callee, isAsync)
        let isOne = isNamed && tree.children(of: parent).count == 1
        edges[edge].calls += 1
        nodes[callee].calls += 1
        if span.isError || isOne && above.isError { edges[edge].errors += 1 }
        edges[edge].total = edges[edge].total.addingSaturated(
            tree.displayDuration(of: isOne ? parent : index)
        )
        if isOne {
            addWay(selfTimes[parent], to: edge)
            callSpans.append((Int32(edge), Int32(parent)))
        }
        callSpans.append((Int32(edge), Int32(index)))
    }

    /// Takes a client or producer that calls what has no spans here.
    private mutating func takePeerCall(_ index: Int, to peer: Int32) {
        let span = tree.trace[index]
        let caller = Int(nodeOfSpan[index])
        let callee = node(peer)
        let edge = edge(caller, callee, span.kind == .producer)
        edges[edge].calls += 1
        edges[edge].total = edges[edge].total.addingSaturated(tree.displayDuration(of: index))
        nodes[callee].calls += 1
        if span.isError { edges[edge].errors += 1 }
        addWay(selfTimes[index], to: edge)
        callSpans.append((Int32(edge), Int32(index)))
    }

    /// What a client waited, which is part of its service's self time.
    private mutating func addWay(_ time: Nanoseconds, to edge: Int) {
        edges[edge].way = edges[edge].way.addingSaturated(time)
    }

    private mutating func node(_ name: Int32) -> Int {
        if Int(name) == nodes.count { nodes.append(.init(names.texts[Int(name)] ?? "")) }
        return Int(name)
    }

    private mutating func edge(_ caller: Int, _ callee: Int, _ isAsync: Bool) -> Int {
        let key = Key(caller: caller, callee: callee, isAsync: isAsync)
        if let known = known[key] { return known }
        known[key] = edges.count
        edges.append(.init(caller: caller, callee: callee, isAsync: isAsync))
        return edges.count - 1
    }

    /// The name of what a client says it calls, as a number.
    private mutating func peer(of span: Span) -> Int32? {
        let attributes = span.attributes
        for keys in peerKeys where !keys.isEmpty {
            for index in attributes.indices where keys.contains(attributes.keyIndex(at: index)) {
                let name = attributes[index].value.canonicalString
                if !name.isEmpty { return names.number(of: name) }
            }
        }
        return nil
    }
}

extension SpanKind {
    /// Whether such a span is where a call or message comes in.
    var isEntry: Bool { self == .server || self == .consumer }
    /// Whether such a span is where a call or message goes out.
    var isExit: Bool { self == .client || self == .producer }
}
