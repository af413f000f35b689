import TraceModel

/// Counts calls from service to service, trace by trace.
///
/// A million spans are looked at for each answer. So what is needed of them is first copied into one array in
/// the order of their numbers, 32 bytes per span, and parents in the usual, small trace are found by comparing.
struct DependencyCount {
    /// Traces of more spans than this find parents through a dictionary.
    private static let mostCompared = 64

    /// The fields of a span that counting needs.
    private struct Call {
        var id: UInt64
        var parent: UInt64
        /// How many rows earlier the trace's previous span is; 0 if it is the first.
        var previous: UInt32
        var service: Int32
        var isWithin: Bool
    }

    /// All spans, the one with the store's number `firstRow` first.
    private var all: [Call] = []
    private let firstRow: UInt64
    private var services = ServiceNumbers()
    private var calls = CallMatrix()
    /// The spans of the trace being counted, newest first.
    private var spans: [Call] = []

    /// Prepares the count of calls between two times.
    init(_ snapshot: Snapshot, from start: UInt64, to end: UInt64) {
        firstRow = snapshot.blocks.first?.firstRow ?? 0
        all.reserveCapacity(snapshot.blocks.reduce(0) { $0 + $1.count })
        for block in snapshot.blocks {
            let numbers = services.numbers(ofOperationsIn: block)
            let rows = block.rows
            rows.spanIDs.withValues { ids in
                rows.parentIDs.withValues { parents in
                    rows.previous.withValues { previous in
                        rows.operations.withValues { operations in
                            for row in ids.indices {
                                all.append(
                                    Call(
                                        id: ids[row],
                                        parent: parents[row],
                                        previous: previous[row],
                                        service: numbers[Int(operations[row])],
                                        isWithin: rows.starts[row] >= start && rows.ends[row] <= end
                                    )
                                )
                            }
                        }
                    }
                }
            }
        }
    }

    /// Counts the calls of a trace if it lies within the times as a whole.
    mutating func add(_ record: TraceTable.Record) {
        spans.removeAll(keepingCapacity: true)
        var number = record.newestRow
        while number > firstRow, number - 1 - firstRow < UInt64(all.count) {
            let call = all[Int(number - 1 - firstRow)]
            guard call.isWithin else { return }
            spans.append(call)
            number = call.previous == 0 ? 0 : number - UInt64(call.previous)
        }
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
            calls.add(parent: parent.service, child: span.service)
        }
    }

    private mutating func countByDictionary() {
        var byID = [UInt64: Int32](minimumCapacity: spans.count)
        for span in spans.reversed() { byID[span.id] = span.service }
        for span in spans where span.parent != 0 {
            guard let parent = byID[span.parent] else { continue }
            calls.add(parent: parent, child: span.service)
        }
    }

    /// Sorted by the names of both sides.
    var links: [DependencyLink] {
        calls.counts.map { parent, child, count in
            DependencyLink(
                parent: services.names[parent],
                child: services.names[child],
                callCount: count
            )
        }.sorted { ($0.parent, $0.child) < ($1.parent, $1.child) }
    }
}

/// Services by numbers that are the same in all blocks.
private struct ServiceNumbers {
    private(set) var names: [String] = []
    private var numbers: [String: Int32] = [:]

    /// The number of the service of each operation of a block.
    mutating func numbers(ofOperationsIn block: Block) -> [Int32] {
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
}

/// Counts of calls: a square array for the first services, which are usually all, and a dictionary for the rest.
private struct CallMatrix {
    private static let side = 256
    private var square = [Int](repeating: 0, count: side * side)
    private var others: [Int: Int] = [:]

    @inline(__always)
    mutating func add(parent: Int32, child: Int32) {
        let (parent, child) = (Int(parent), Int(child))
        if parent < Self.side && child < Self.side {
            square[parent * Self.side + child] += 1
        } else {
            others[parent << 32 | child, default: 0] += 1
        }
    }

    /// Each pair that was added, in no order.
    var counts: [(parent: Int, child: Int, count: Int)] {
        let common = square.indices.lazy.filter { square[$0] > 0 }
            .map { ($0 / Self.side, $0 % Self.side, square[$0]) }
        return common + others.map { ($0.key >> 32, $0.key & 0xFFFF_FFFF, $0.value) }
    }
}
