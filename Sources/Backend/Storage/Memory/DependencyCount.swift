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
        var service: Int32
        var isWithin: Bool
    }

    /// All spans, part by part.
    private var all: [Call] = []
    /// Where those of each part begin.
    private var firstCalls: [Int] = []
    private let snapshot: Snapshot
    private var services = ServiceNumbers()
    private var calls = CallMatrix()
    /// The spans of the trace being counted, newest first.
    private var spans: [Call] = []

    /// Prepares the count of calls between two times.
    init(_ snapshot: Snapshot, from start: UInt64, to end: UInt64) {
        self.snapshot = snapshot
        all.reserveCapacity(snapshot.parts.reduce(0) { $0 + $1.count })
        for part in snapshot.parts {
            firstCalls.append(all.count)
            let numbers = services.numbers(ofOperationsIn: part)
            switch part {
            case .block(let block): copy(block, numbers, start, end)
            case .segment(let stored): copy(stored.segment, numbers, start, end)
            }
        }
    }

    private mutating func copy(
        _ block: Block,
        _ numbers: [Int32],
        _ start: UInt64,
        _ end: UInt64
    ) {
        let rows = block.rows
        rows.spanIDs.withValues { ids in
            rows.parentIDs.withValues { parents in
                rows.operations.withValues { operations in
                    for row in ids.indices {
                        all.append(
                            Call(
                                id: ids[row],
                                parent: parents[row],
                                service: numbers[Int(operations[row])],
                                isWithin: rows.starts[row] >= start && rows.ends[row] <= end
                            )
                        )
                    }
                }
            }
        }
    }

    private mutating func copy(
        _ segment: Segment,
        _ numbers: [Int32],
        _ start: UInt64,
        _ end: UInt64
    ) {
        var cursor = RowCursor(segment, at: 0)
        for place in 0..<segment.traceCount {
            let rows = segment.rows(ofTraceAt: place)
            let base = segment.traceBases[place]
            while cursor.row < rows.upperBound {
                let row = cursor.read(base: base)
                all.append(
                    Call(
                        id: segment.spanIDs[row.row],
                        parent: segment.parentID(ofRow: row.row, firstOfTrace: rows.lowerBound),
                        service: row.operation < numbers.count ? numbers[row.operation] : 0,
                        isWithin: row.start >= start && row.end <= end
                    )
                )
            }
        }
    }

    /// Counts the calls of a trace if it lies within the times as a whole.
    mutating func add(_ record: TraceTable.Record) {
        spans.removeAll(keepingCapacity: true)
        for place in snapshot.places(of: record).reversed() {
            switch place {
            case .rows(let rows, let part):
                for row in rows.reversed() { spans.append(all[firstCalls[part] + row]) }
            case .trace(let place, let part, _):
                guard case .segment(let stored) = snapshot.parts[part] else { continue }
                for row in stored.segment.rows(ofTraceAt: place).reversed() {
                    spans.append(all[firstCalls[part] + row])
                }
            }
        }
        guard spans.allSatisfy(\.isWithin) else { return }
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

/// Services by numbers that are the same in all parts.
private struct ServiceNumbers {
    private(set) var names: [String] = []
    private var numbers: [String: Int32] = [:]

    /// The number of the service of each operation of a part.
    mutating func numbers(ofOperationsIn part: StorePart) -> [Int32] {
        (0..<part.operationCount).map { place in
            let name = part.operation(at: place).service
            if let number = numbers[name] { return number }
            let number = Int32(names.count)
            names.append(name)
            numbers[name] = number
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
