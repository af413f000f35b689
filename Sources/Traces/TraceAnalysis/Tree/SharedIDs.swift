import TraceModel

/// Span ids that more than one span has.
struct SharedIDs: Sendable {
    private struct Group: Sendable {
        let id: SpanID
        var count = 0
        var client: Int32 = -1
        var server: Int32 = -1

        /// The zero id names no span, so nobody shares it.
        var isPair: Bool { client >= 0 && server >= 0 && !id.isZero }

        mutating func add(_ index: Int32, _ span: Span) {
            count += 1
            if span.kind == .client && client < 0 { client = index }
            if span.kind == .server && server < 0 { server = index }
        }
    }

    private var groups: [Group] = []
    private var table = SpanIDTable()

    /// Enters a span whose id the span numbered `first` has already.
    mutating func add(_ index: Int32, first: Int32, id: SpanID, in trace: Trace) {
        let known = table.insert(Int32(groups.count), for: id)
        if known == nil {
            groups.append(Group(id: id))
            groups[groups.count - 1].add(first, trace[Int(first)])
        }
        groups[Int(known ?? Int32(groups.count - 1))].add(index, trace[Int(index)])
    }

    /// The client whose id a span shares, if it is a server.
    func client(of id: SpanID, _ kind: SpanKind) -> Int32? {
        guard !groups.isEmpty, kind == .server, let group = table[id] else { return nil }
        return groups[Int(group)].isPair ? groups[Int(group)].client : nil
    }

    /// The server that owns the children of an id shared with a client.
    func owner(of id: SpanID) -> Int32? {
        guard !groups.isEmpty, let group = table[id], groups[Int(group)].isPair else { return nil }
        return groups[Int(group)].server
    }

    /// Ids that are not just a client and its server, by first appearance.
    var duplicates: [(id: SpanID, count: Int)] {
        groups.filter { !($0.isPair && $0.count == 2) }.map { ($0.id, $0.count) }
    }
}
