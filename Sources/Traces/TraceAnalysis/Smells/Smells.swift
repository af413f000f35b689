import TraceModel

/// All smells of one trace.
package struct Smells: Sendable {
    /// By kind, and within a kind those that cost most first.
    package let all: [Smell]
    /// The nodes that have one, by their place in the tree's pre-order, ascending.
    package let places: [Int32]
    private let ofNode: [Int32: [Int32]]

    /// - Complexity: O(spans · log spans).
    package init(
        _ tree: TraceTree,
        repeats: RepeatedSpans,
        gaps: Gaps,
        criticalPath: CriticalPath,
        skew: SkewReport
    ) {
        let search = SmellSearch(
            tree: tree,
            repeats: repeats,
            gaps: gaps,
            criticalPath: criticalPath,
            skew: skew
        )
        let found = SmellKind.allCases.flatMap { kind in
            search.smells(kind).sorted { ($1.time, $0.node) < ($0.time, $1.node) }
        }
        all = found
        var ofNode: [Int32: [Int32]] = [:]
        for (number, smell) in found.enumerated() {
            ofNode[smell.node, default: []].append(Int32(number))
        }
        self.ofNode = ofNode
        places = ofNode.keys.map { tree.positions[Int($0)] }.sorted()
    }

    package var isEmpty: Bool { all.isEmpty }

    /// The smells shown on a node.
    package func of(_ node: Int) -> [Smell] {
        (ofNode[Int32(node)] ?? []).map { all[Int($0)] }
    }

    /// Whether a smell is shown on the node.
    package func marks(_ node: Int) -> Bool { ofNode[Int32(node)] != nil }

    /// The kinds that there are, with how many of each.
    package var counts: [(kind: SmellKind, smells: [Smell])] {
        SmellKind.allCases.compactMap { kind in
            let smells = all.filter { $0.kind == kind }
            return smells.isEmpty ? nil : (kind, smells)
        }
    }
}

/// What smells are found by.
struct SmellSearch {
    let tree: TraceTree
    let repeats: RepeatedSpans
    let gaps: Gaps
    let criticalPath: CriticalPath
    let skew: SkewReport
    /// The duration of the whole trace.
    let duration: UInt64

    init(
        tree: TraceTree,
        repeats: RepeatedSpans,
        gaps: Gaps,
        criticalPath: CriticalPath,
        skew: SkewReport
    ) {
        self.tree = tree
        self.repeats = repeats
        self.gaps = gaps
        self.criticalPath = criticalPath
        self.skew = skew
        let start = tree.roots.reduce(UInt64.max) { min($0, tree.displayStarts[Int($1)]) }
        let end = tree.displayEnds.reduce(0) { max($0, $1) }
        duration = end > start ? end - start : 0
    }

    func smells(_ kind: SmellKind) -> [Smell] {
        switch kind {
        case .repeatedQuery: repeatedQueries()
        case .retryStorm: retryStorms()
        case .swallowedError: swallowedErrors()
        case .gap: longGaps()
        case .clockSkew: wrongClocks()
        case .serialCalls: serialCalls()
        case .chattyPair: chattyPairs()
        case .timeOut: timeOuts()
        case .queueLag: queueLags()
        case .outlivesParent: outlivingChildren()
        case .missingSpans: missingSpans()
        }
    }

    func length(_ node: Int32) -> UInt64 {
        tree.displayEnds[Int(node)] - tree.displayStarts[Int(node)]
    }

    /// The time during which at least one of `nodes`, which are sorted by start, runs.
    func covered(by nodes: some Sequence<Int32>) -> UInt64 {
        var covered: UInt64 = 0
        var reached: UInt64 = 0
        for node in nodes {
            let start = max(tree.displayStarts[Int(node)], reached)
            let end = tree.displayEnds[Int(node)]
            guard end > start else { continue }
            covered += end - start
            reached = end
        }
        return covered
    }

    /// Whether `nodes`, which are sorted by start, run one after the other but for a fifth of their time.
    func areSerial(_ nodes: ArraySlice<Int32>) -> Bool {
        let sum = nodes.reduce(0.0) { $0 + Double(length($1)) }
        return sum <= 1.25 * Double(covered(by: nodes))
    }

    /// The first value of one of the keys among a span's attributes.
    func text(_ keys: [String], of node: Int32) -> String? {
        guard Int(node) < tree.spanCount else { return nil }
        let attributes = tree.trace[Int(node)].attributes
        for key in keys {
            switch attributes.first(key) {
            case .string(let text): return text
            case .int(let number): return String(number)
            default: continue
            }
        }
        return nil
    }

    /// The status of an HTTP call or answer, by the names of today's conventions and of those before them.
    func httpStatus(of node: Int32) -> Int? {
        text(["http.response.status_code", "http.status_code"], of: node).flatMap { Int($0) }
    }

    /// Whether the span asks a database, by the attributes that OpenTelemetry's and OpenTracing's conventions demand.
    func isDatabaseCall(_ node: Int32) -> Bool {
        text(["db.system.name", "db.system", "db.type", "db.query.text", "db.statement"], of: node)
            != nil
    }

    /// The service that answers a call: that of the first child of another service, else what the call says of its peer.
    func callee(of node: Int32) -> String? {
        let own = tree.trace[Int(node)].serviceIndex
        for child in tree.children(of: Int(node)) where Int(child) < tree.spanCount {
            let span = tree.trace[Int(child)]
            if span.serviceIndex != own { return span.serviceName }
        }
        return text(["peer.service", "server.address", "net.peer.name"], of: node)
    }
}
