import TraceModel

/// Counts calls from service to service, trace by trace.
///
/// A million spans are looked at for each answer, so what is needed of a trace is copied into arrays that are used
/// again, and parents of the usual, small trace are found by comparing.
struct DependencyCount {
    /// Traces of more spans than this find parents through a dictionary.
    private static let mostCompared = 64

    private let snapshot: Snapshot
    /// Of each block the service of each operation, numbered alike in all blocks.
    private let services: [[Int32]]
    private let names: [String]
    /// Calls by parent · services + child.
    private var calls: [Int: Int] = [:]
    /// The spans of the trace being counted, newest first.
    private var spans: [SpanCall] = []

    private struct SpanCall {
        var id: UInt64
        var parent: UInt64
        var service: Int32
    }

    init(_ snapshot: Snapshot) {
        self.snapshot = snapshot
        var names: [String] = []
        var numbers: [String: Int32] = [:]
        services = snapshot.blocks.map { block in
            var known: [StringIndex: Int32] = [:]
            return (0..<block.operations.count).map { list in
                let index = block.operations.word(ListPlace.Operation.service, ofList: list)
                if let number = known[index] { return number }
                let name = block.strings.text(at: index)
                let number = numbers[name] ?? Int32(names.count)
                if Int(number) == names.count {
                    names.append(name)
                    numbers[name] = number
                }
                known[index] = number
                return number
            }
        }
        self.names = names
    }

    /// Counts the calls of a trace that lies within a time as a whole.
    mutating func add(_ record: TraceTable.Record, from start: UInt64, to end: UInt64) {
        spans.removeAll(keepingCapacity: true)
        var isWithin = true
        snapshot.forEachRow(endingAt: record.newestRow) { block, row in
            let rows = snapshot.blocks[block].rows
            if rows.starts[row] < start || rows.ends[row] > end { isWithin = false }
            spans.append(
                SpanCall(
                    id: rows.spanIDs[row],
                    parent: rows.parentIDs[row],
                    service: services[block][Int(rows.operations[row])]
                )
            )
        }
        guard isWithin else { return }
        if spans.count > Self.mostCompared {
            countByDictionary()
        } else {
            countByComparing()
        }
    }

    private mutating func countByComparing() {
        for span in spans where span.parent != 0 {
            // Of equal ids the newest counts, which stands first.
            guard let parent = spans.first(where: { $0.id == span.parent }) else { continue }
            note(parent.service, span.service)
        }
    }

    private mutating func countByDictionary() {
        var byID = [UInt64: Int32](minimumCapacity: spans.count)
        for span in spans.reversed() { byID[span.id] = span.service }
        for span in spans where span.parent != 0 {
            guard let parent = byID[span.parent] else { continue }
            note(parent, span.service)
        }
    }

    private mutating func note(_ parent: Int32, _ child: Int32) {
        calls[Int(parent) * names.count + Int(child), default: 0] += 1
    }

    var links: [DependencyLink] {
        calls.map { place, count in
            let (parent, child) = place.quotientAndRemainder(dividingBy: names.count)
            return DependencyLink(parent: names[parent], child: names[child], callCount: count)
        }.sorted { ($0.parent, $0.child) < ($1.parent, $1.child) }
    }
}
