import TraceModel

/// Counts the calls of traces one by one, wherever their spans are.
struct TraceCalls {
    /// Traces of more spans than this find parents through a dictionary.
    static let mostCompared = 64

    /// The fields of a span that counting needs.
    private struct Call {
        var id: UInt64
        var parent: UInt64
        var service: Int32
        var isWithin: Bool
    }

    private let snapshot: Snapshot
    private let start: UInt64
    private let end: UInt64
    /// Of each part that was looked at, the services of its operations.
    private var services: [[Int32]?]
    /// The spans of the trace being counted, newest first.
    private var spans: [Call] = []

    /// Prepares the count of calls between two times.
    init(_ snapshot: Snapshot, from start: UInt64, to end: UInt64) {
        self.snapshot = snapshot
        self.start = start
        self.end = end
        services = Array(repeating: nil, count: snapshot.parts.count)
    }

    /// Counts the calls of a trace, whose spans are at some places, oldest first, if it lies within the times as a whole.
    mutating func count(_ places: [TracePlace], in counts: inout CallCounts) {
        spans.removeAll(keepingCapacity: true)
        for place in places.reversed() {
            switch place {
            case .rows(let rows, let part): add(rows, ofPart: part, &counts)
            case .trace(let place, let part, _): add(traceAt: place, ofPart: part, &counts)
            }
        }
        guard spans.allSatisfy(\.isWithin) else { return }
        if spans.count > Self.mostCompared {
            countByDictionary(&counts)
        } else {
            countByComparing(&counts)
        }
    }

    private mutating func services(ofPart part: Int, _ counts: inout CallCounts) -> [Int32] {
        if let known = services[part] { return known }
        let numbers = counts.services(ofOperationsIn: snapshot.parts[part])
        services[part] = numbers
        return numbers
    }

    private mutating func add(_ rows: [Int], ofPart part: Int, _ counts: inout CallCounts) {
        guard case .block(let block) = snapshot.parts[part] else { return }
        let services = services(ofPart: part, &counts)
        for row in rows.reversed() {
            spans.append(
                Call(
                    id: block.rows.spanIDs[row],
                    parent: block.rows.parentIDs[row],
                    service: services[Int(block.rows.operations[row])],
                    isWithin: block.rows.starts[row] >= start && block.rows.ends[row] <= end
                )
            )
        }
    }

    private mutating func add(
        traceAt place: Int,
        ofPart part: Int,
        _ counts: inout CallCounts
    ) {
        guard case .segment(let stored) = snapshot.parts[part] else { return }
        let segment = stored.segment
        let services = services(ofPart: part, &counts)
        let rows = segment.rows(ofTraceAt: place)
        guard !rows.isEmpty else { return }
        let first = spans.count
        var cursor = RowCursor(segment, at: rows.lowerBound)
        while cursor.row < rows.upperBound {
            let row = cursor.read(base: segment.traceBases[place])
            // What a damaged segment says of a service that it does not have is left out.
            guard row.operation < services.count else { continue }
            spans.append(
                Call(
                    id: segment.spanIDs[row.row],
                    parent: segment.parentID(ofRow: row.row, firstOfTrace: rows.lowerBound),
                    service: services[row.operation],
                    isWithin: row.start >= start && row.end <= end
                )
            )
        }
        spans[first...].reverse()
    }

    private func countByComparing(_ counts: inout CallCounts) {
        for span in spans where span.parent != 0 {
            // Of equal ids the newest counts, which stands first.
            guard let parent = spans.first(where: { $0.id == span.parent }) else { continue }
            counts.add(parent: parent.service, child: span.service)
        }
    }

    private func countByDictionary(_ counts: inout CallCounts) {
        var byID = [UInt64: Int32](minimumCapacity: spans.count)
        for span in spans.reversed() { byID[span.id] = span.service }
        for span in spans where span.parent != 0 {
            guard let parent = byID[span.parent] else { continue }
            counts.add(parent: parent, child: span.service)
        }
    }
}
