import TraceModel

/// All smells of one trace.
package struct Smells: Sendable {
    /// By kind, and within a kind those that cost most first.
    package let all: [Smell]
    /// The nodes that have one, by their place in the tree's pre-order, ascending.
    package let places: [Int32]
    /// The node of each of `all`, ascending, and beside it which one of `all` that is.
    private let nodes: [Int32]
    private let numbers: [Int32]
    /// Where those of each kind stand in `all`, of the kinds that there are.
    private let kinds: [(kind: SmellKind, range: Range<Int>)]

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
        var found: [Smell] = []
        var kinds: [(kind: SmellKind, range: Range<Int>)] = []
        for kind in SmellKind.allCases {
            let first = found.count
            found += search.smells(kind).sorted { ($1.time, $0.node) < ($0.time, $1.node) }
            if found.count > first { kinds.append((kind, first..<found.count)) }
        }
        all = found
        self.kinds = kinds
        numbers = found.indices.map { Int32($0) }.sorted {
            (found[Int($0)].node, $0) < (found[Int($1)].node, $1)
        }
        nodes = numbers.map { found[Int($0)].node }
        var places: [Int32] = []
        for (index, node) in nodes.enumerated() where index == 0 || nodes[index - 1] != node {
            places.append(tree.positions[Int(node)])
        }
        self.places = places.sorted()
    }

    package var isEmpty: Bool { all.isEmpty }

    /// The smells shown on a node.
    ///
    /// - Complexity: O(log smells).
    package func of(_ node: Int) -> [Smell] {
        let first = firstPlace(of: Int32(node))
        return nodes[first...].prefix { $0 == Int32(node) }.indices.map { all[Int(numbers[$0])] }
    }

    /// Whether a smell is shown on the node.
    ///
    /// - Complexity: O(log smells).
    package func marks(_ node: Int) -> Bool {
        let first = firstPlace(of: Int32(node))
        return first < nodes.count && nodes[first] == Int32(node)
    }

    /// The first place in `nodes` that is not before those of a node.
    private func firstPlace(of node: Int32) -> Int {
        var low = 0
        var high = nodes.count
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle] < node { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The kinds that there are, with the smells of each.
    package var counts: [(kind: SmellKind, smells: ArraySlice<Smell>)] {
        kinds.map { ($0.kind, all[$0.range]) }
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
    /// All calls that were tried again.
    private(set) var retryChains: [RetryChain] = []

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
        retryChains = findRetryChains()
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
