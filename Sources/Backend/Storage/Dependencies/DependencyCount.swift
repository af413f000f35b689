import TraceModel

/// Counts calls from service to service in two steps, since a million spans are looked at for each answer.
///
/// Most traces have all their spans in one segment, whose rows say where the parent stands: what lies within the times is counted
/// there without reading a record. The others, which go on from part to part, are in the head, or may lie outside of the times, are
/// counted one by one by ``TraceCalls``.
struct DependencyCount {
    private let snapshot: Snapshot
    private let start: UInt64
    private let end: UInt64
    private(set) var counts = CallCounts()
    /// The traces that are to be counted one by one.
    private var apart: OrdinalSet

    /// Prepares the count of calls between two times.
    init(_ snapshot: Snapshot, from start: UInt64, to end: UInt64) {
        self.snapshot = snapshot
        self.start = start
        self.end = end
        apart = OrdinalSet(snapshot.oldestOrdinal..<snapshot.nextOrdinal)
        for part in snapshot.parts { addContinued(of: part) }
    }

    /// Counts what stands whole in segments, and gives the ordinals of all other traces.
    mutating func countWholeTraces() -> [UInt64] {
        for part in snapshot.parts {
            if Task.isCancelled { return [] }
            switch part {
            case .segment(let stored) where isWithin(stored.segment):
                count(stored.segment, services: counts.services(ofOperationsIn: part))
            // What begins there has a span that is too early.
            case .segment(let stored) where stored.segment.header.latestStart < start: continue
            case .segment, .block: addBeginning(in: part)
            }
        }
        return apart.takeHighest(.max, from: 0)
    }

    /// Counts traces that ``countWholeTraces()`` left, as they are in a snapshot of now.
    mutating func count(_ records: [TraceTable.Record], in snapshot: Snapshot) {
        var calls = TraceCalls(snapshot, from: start, to: end)
        for record in records {
            if Task.isCancelled { return }
            calls.count(record, in: &counts)
        }
    }

    /// Whether no span of a segment is outside of the times, and templates name operations.
    private func isWithin(_ segment: Segment) -> Bool {
        segment.header.earliestStart >= start && segment.header.latestEnd <= end
            && segment.operationField.kind == .template
    }

    /// Notes traces that begin before a part and go on in it.
    private mutating func addContinued(of part: StorePart) {
        part.forEachTrace(from: snapshot.oldestOrdinal) { ordinal in
            guard ordinal < part.firstOrdinal else { return false }
            apart.insert(ordinal)
            return true
        }
    }

    private mutating func addBeginning(in part: StorePart) {
        part.forEachTrace(from: max(snapshot.oldestOrdinal, part.firstOrdinal)) { ordinal in
            apart.insert(ordinal)
            return true
        }
    }

    private mutating func count(_ segment: Segment, services: [Int32]) {
        let oldest = max(snapshot.oldestOrdinal, segment.header.firstOrdinal)
        // By template, so that a row is one look; what a damaged segment names and does not have is left out.
        let serviceOfTemplate = (0..<segment.templateCount).map { index in
            let operation = SegmentTemplate(segment.templates, index).operation
            return operation < services.count ? services[operation] : -1
        }
        func service(ofRow row: Int) -> Int32 {
            let template = Int(segment.rowTemplates[row])
            return template < serviceOfTemplate.count ? serviceOfTemplate[template] : -1
        }
        for place in segment.firstTrace(withOrdinalFrom: oldest)..<segment.traceCount {
            let ordinal = segment.ordinal(ofTraceAt: place)
            guard !apart.contains(ordinal) else { continue }
            let rows = segment.rows(ofTraceAt: place)
            guard rows.count <= TraceCalls.mostCompared else {
                apart.insert(ordinal)
                continue
            }
            for row in rows {
                let parent = Int(segment.rowParents[row])
                guard parent > 0, parent <= rows.count else { continue }
                let first = rows.lowerBound + parent - 1
                // Of equal ids the newest counts.
                let id = segment.spanIDs[first]
                var newest = rows.upperBound - 1
                while newest > first, segment.spanIDs[newest] != id { newest -= 1 }
                let (caller, called) = (service(ofRow: newest), service(ofRow: row))
                if caller >= 0, called >= 0 { counts.add(parent: caller, child: called) }
            }
        }
    }
}

extension StorePart {
    /// Calls `body` with the ordinals, from one on, of the traces that have spans here, until it returns false.
    ///
    /// In a segment they rise; in a block they come in the order in which the traces came, and `body` is asked of all.
    fileprivate func forEachTrace(from oldest: UInt64, _ body: (UInt64) -> Bool) {
        switch self {
        case .block(let block):
            for place in 0..<block.traces.count {
                let offset = Int64(block.traces.ordinals[place])
                let ordinal = block.firstOrdinal &+ UInt64(bitPattern: offset)
                if ordinal >= oldest { _ = body(ordinal) }
            }
        case .segment(let stored):
            let segment = stored.segment
            for place in segment.firstTrace(withOrdinalFrom: oldest)..<segment.traceCount
            where !body(segment.ordinal(ofTraceAt: place)) { return }
        }
    }
}
