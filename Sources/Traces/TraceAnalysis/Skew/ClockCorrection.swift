import TraceModel

/// By how much the spans of a trace must be moved for those of hosts whose clocks differ to lie within their parents.
///
/// A host's spans keep their distances: what its first span below another host's is moved by goes for all below it on the
/// same host. Parents are found by id; spans in a cycle, and second spans of an id, stay.
///
/// - SeeAlso: Jaeger `internal/adjuster/clockskew.go`.
struct ClockCorrection {
    /// What is known of a span.
    struct Member {
        var id: SpanID
        var parentID: SpanID
        var times: ClockSkew.Times
        /// The same number for the same host; 0 if unknown.
        var host: Int
        var kind: SpanKind
    }

    /// Which spans may have another clock than their parents.
    enum Rule {
        /// Jaeger's: a host that is unknown is unlike every other, and consumers are waited for like all others.
        case jaeger
        /// Only differing hosts that are both known, and times that are. What a consumer does for a producer may well
        /// happen later.
        case knownHosts
    }

    /// What to add to the times of each span, nanoseconds, also where that is more than the limit.
    private(set) var deltas: [Nanoseconds]
    /// Spans of an id that another one before them has.
    private(set) var duplicates: [Int] = []
    /// Spans whose parent is not in the trace.
    private(set) var orphans: [Int] = []

    /// Works out the corrections; those beyond `limit` either way are not made, and do not move what is below.
    ///
    /// `members` may be made when they are looked at, a few times each.
    ///
    /// - Complexity: O(spans).
    init<Members: RandomAccessCollection<Member>>(
        _ members: Members,
        upTo limit: Nanoseconds,
        by rule: Rule
    ) where Members.Index == Int {
        deltas = Array(repeating: 0, count: members.count)
        let links = linkByID(members)
        var times = members.map(\.times)
        var stack: [(span: Int32, delta: Nanoseconds, host: Int)] = []
        for root in links.roots {
            stack.append((Int32(root), 0, members[root].host))
            while let (number, inherited, host) = stack.popLast() {
                let span = Int(number)
                let member = members[span]
                var delta = inherited
                let parent = Int(links.parents[span])
                if parent >= 0, rule.separates(member, on: host, members[parent]) {
                    delta = ClockSkew.delta(of: times[span], within: times[parent])
                }
                deltas[span] = delta
                if delta.magnitude <= limit.magnitude { times[span].move(by: delta) }
                for child in links.children(of: span).reversed() {
                    stack.append((child, delta, rule.host(member, on: host)))
                }
            }
        }
    }

    /// Parents by id, without the second spans of an id.
    private mutating func linkByID<Members: RandomAccessCollection<Member>>(
        _ members: Members
    ) -> SpanLinks where Members.Index == Int {
        var ids = SpanIDTable(capacity: members.count)
        var isLinked = [Bool](repeating: true, count: members.count)
        for index in members.indices
        where ids.insert(Int32(index), for: members[index].id) != nil {
            isLinked[index] = false
            duplicates.append(index)
        }
        var parents = [Int32](repeating: -1, count: members.count)
        var roots: [Int] = []
        for index in members.indices where isLinked[index] {
            let parent = members[index].parentID
            if parent.isZero {
                roots.append(index)
            } else if let known = ids[parent] {
                parents[index] = known
            } else {
                roots.append(index)
                orphans.append(index)
            }
        }
        return SpanLinks(parents: parents, roots: roots)
    }
}

extension ClockCorrection.Rule {
    /// Whether a span may go by another clock than its parent, whose own, or the nearest known above it, is `host`.
    fileprivate func separates(
        _ span: ClockCorrection.Member,
        on host: Int,
        _ parent: ClockCorrection.Member
    ) -> Bool {
        switch self {
        case .jaeger: span.host != host || span.host == 0
        case .knownHosts:
            span.host != host && span.host != 0 && host != 0
                && span.times.areKnown && parent.times.areKnown
                && !(parent.kind == .producer && span.kind == .consumer)
        }
    }

    /// The host that children are compared with.
    fileprivate func host(_ span: ClockCorrection.Member, on host: Int) -> Int {
        switch self {
        case .jaeger: span.host
        case .knownHosts: span.host == 0 ? host : span.host
        }
    }
}

extension ClockSkew.Times {
    /// Senders leave out what they do not know, and then 0 stands for it.
    fileprivate var areKnown: Bool { start > .zero && end >= start }

    fileprivate mutating func move(by delta: Nanoseconds) {
        start = start.advanced(by: delta)
        end = end.advanced(by: delta)
    }
}

/// Parents and children of spans by number; spans in a cycle are below no root.
private struct SpanLinks {
    let parents: [Int32]
    let roots: [Int]
    private var offsets: [Int32]
    private var list: [Int32]

    init(parents: [Int32], roots: [Int]) {
        self.parents = parents
        self.roots = roots
        offsets = Array(repeating: 0, count: parents.count + 1)
        for parent in parents where parent >= 0 { offsets[Int(parent) + 1] += 1 }
        for index in parents.indices { offsets[index + 1] += offsets[index] }
        list = Array(repeating: 0, count: Int(offsets[parents.count]))
        var next = offsets
        for (index, parent) in parents.enumerated() where parent >= 0 {
            list[Int(next[Int(parent)])] = Int32(index)
            next[Int(parent)] += 1
        }
    }

    func children(of span: Int) -> ArraySlice<Int32> {
        list[Int(offsets[span])..<Int(offsets[span + 1])]
    }
}
