import Synchronization
package import TraceModel

extension MemoryStore: DependencyReader {
    /// Calls by parent links, computed from the traces held; calls of a service to itself count, as in
    /// Jaeger's memory store.
    ///
    /// - Complexity: O(spans held).
    package func dependencies(
        from start: Timestamp,
        to end: Timestamp
    ) async throws(TraceReaderError) -> [DependencyLink] {
        let (records, snapshot) = state.withLock { ($0.traces.allRecords, $0.snapshot) }
        var calls = DependencyCount(snapshot)
        for record in records {
            if Task.isCancelled {
                throw TraceReaderError(.cancelled, "counting calls was cancelled")
            }
            calls.add(record, from: start.nanoseconds, to: end.nanoseconds)
        }
        return calls.links
    }
}

/// Counts calls from service to service, trace by trace.
private struct DependencyCount {
    private struct Edge: Hashable {
        var parent: Int
        var child: Int
    }

    private let snapshot: Snapshot
    /// Of each block the service of each operation, numbered alike in all blocks.
    private let services: [[Int]]
    private let names: [String]
    private var edges: [Edge: Int] = [:]

    init(_ snapshot: Snapshot) {
        self.snapshot = snapshot
        var names: [String] = []
        var numbers: [String: Int] = [:]
        services = snapshot.blocks.map { block in
            var known: [StringIndex: Int] = [:]
            return (0..<block.operations.count).map { list in
                let index = block.operations.word(ListPlace.Operation.service, ofList: list)
                if let number = known[index] { return number }
                let name = block.strings.text(at: index)
                let number = numbers[name] ?? names.count
                if number == names.count {
                    names.append(name)
                    numbers[name] = number
                }
                known[index] = number
                return number
            }
        }
        self.names = names
    }

    mutating func add(_ record: TraceTable.Record, from start: UInt64, to end: UInt64) {
        let places = snapshot.rows(endingAt: record.newestRow)
        var spans: [UInt64: Int] = [:]
        for place in places {
            let rows = snapshot.blocks[place.block].rows
            guard rows.starts[place.row] >= start, rows.ends[place.row] <= end else { return }
            spans[rows.spanIDs[place.row]] = service(place)
        }
        for place in places {
            let parent = snapshot.blocks[place.block].rows.parentIDs[place.row]
            guard parent != 0, let parentService = spans[parent] else { continue }
            edges[Edge(parent: parentService, child: service(place)), default: 0] += 1
        }
    }

    private func service(_ place: (block: Int, row: Int)) -> Int {
        services[place.block][Int(snapshot.blocks[place.block].rows.operations[place.row])]
    }

    var links: [DependencyLink] {
        edges.map { edge, count in
            DependencyLink(parent: names[edge.parent], child: names[edge.child], callCount: count)
        }.sorted { ($0.parent, $0.child) < ($1.parent, $1.child) }
    }
}
