import TraceModel

/// What decides where a span of Zipkin stands.
struct ZipkinSpan {
    var row: Int
    var id: SpanID
    var parent: SpanID
    var service: String
    var isServer: Bool
    /// The span says that its id is also that of the client that called it.
    var isShared: Bool
}

/// Gives servers an id of their own where client and server report one call under one id, as Zipkin's B3 propagation has it.
///
/// The server then stands below its client, and below the server what it called: a child belongs to the server if it is of the
/// server's service, as Zipkin's own tree has it (`SpanNode`).
struct ZipkinSharedIDs {
    private var traces: [TraceID: [ZipkinSpan]] = [:]

    mutating func note(_ span: ZipkinSpan, of trace: TraceID) {
        traces[trace, default: []].append(span)
    }

    /// Settles the ids of all spans so far.
    func settle(in builder: inout TraceBuilder) {
        for spans in traces.values { Self.settle(spans, &builder) }
    }

    private static func settle(_ spans: [ZipkinSpan], _ builder: inout TraceBuilder) {
        var placesByID: [SpanID: [Int]] = [:]
        for (place, span) in spans.enumerated() { placesByID[span.id, default: []].append(place) }
        let shared = placesByID.filter { $0.value.count > 1 && !$0.key.isZero }
        guard !shared.isEmpty else { return }
        var taken = Set(placesByID.keys)
        /// The servers of each shared id, with their new ids.
        var servers: [SpanID: [(place: Int, id: SpanID)]] = [:]
        for (id, places) in shared.sorted(by: { $0.key < $1.key }) {
            // The client keeps the id; if nobody is a client, the first one does.
            let others = places.filter { !spans[$0].isShared && !spans[$0].isServer }
            let keeper = others.first ?? places.first { !spans[$0].isShared } ?? places[0]
            for place in places
            where place != keeper && (spans[place].isShared || spans[place].isServer) {
                let own = freshID(for: id, number: servers[id]?.count ?? 0, &taken)
                servers[id, default: []].append((place, own))
                builder.setID(own, parent: id, ofRow: spans[place].row)
            }
        }
        let renamed = Set(servers.values.joined().map(\.place))
        for (place, span) in spans.enumerated() where !renamed.contains(place) {
            guard
                let server = servers[span.parent]?.first(where: {
                    spans[$0.place].service == span.service
                })
            else { continue }
            builder.setID(span.id, parent: server.id, ofRow: span.row)
        }
    }

    /// An id that is made from the shared one, always the same way, and that no span of the trace has.
    private static func freshID(for id: SpanID, number: Int, _ taken: inout Set<SpanID>) -> SpanID {
        // The finalizer of splitmix64, which spreads neighbouring numbers.
        var state = id.value &+ 0x9E37_79B9_7F4A_7C15 &* UInt64(number + 1)
        while true {
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            let fresh = SpanID(mixed ^ (mixed >> 31))
            if !fresh.isZero, taken.insert(fresh).inserted { return fresh }
            state &+= 0x9E37_79B9_7F4A_7C15
        }
    }
}
