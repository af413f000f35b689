import TraceModel

extension AdjustableTrace {
    /// Gives servers that share the id of a client, as Zipkin's do, an id of their own below the client.
    ///
    /// New ids count from 1; spans whose parent was the shared id move under the server.
    mutating func separateSharedIDs() {
        var used = SpanIDTable(capacity: spans.count)
        var clients = SpanIDTable()
        for (index, span) in spans.enumerated() {
            used.insert(Int32(index), for: span.spanID)
            if span.kind == .client { clients.insert(Int32(index), for: span.spanID) }
        }
        var servers = SpanIDTable()
        var next: UInt64 = 1
        for index in spans.indices {
            let shared = spans[index].spanID
            guard spans[index].kind == .server, clients[shared] != nil else { continue }
            while used[SpanID(next)] != nil { next += 1 }
            let id = SpanID(next)
            used.insert(Int32(index), for: id)
            servers.update(Int32(index), for: shared)
            spans[index].spanID = id
            spans[index].parentID = shared
        }
        guard servers.count > 0 else { return }
        for index in spans.indices {
            guard let server = servers[spans[index].parentID], Int(server) != index else {
                continue
            }
            spans[index].parentID = spans[Int(server)].spanID
        }
    }
}
