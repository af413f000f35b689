import TraceModel

/// Counts calls from service to service in two steps, so that an answer does not look at every span.
///
/// Most traces have all their spans in one segment. Where all of a segment lies within the times, its tally has their calls; those of
/// traces that began before the segment or go on behind it are taken away from it. These, and all that are in the head, or may lie
/// outside of the times, are counted one by one by ``TraceCalls``.
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
            case .segment(let stored) where isWithin(stored.segment): count(stored)
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

    /// Whether no span of a segment is outside of the times, and none of the traces that begin there is gone.
    private func isWithin(_ segment: Segment) -> Bool {
        segment.header.earliestStart >= start && segment.header.latestEnd <= end
            && segment.header.firstOrdinal >= snapshot.oldestOrdinal
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

    private mutating func count(_ stored: StoredSegment) {
        let segment = stored.segment
        let tally = stored.tally.value(of: segment)
        let services = counts.numbers(of: tally.services)
        for call in tally.calls {
            counts.add(
                parent: services[Int(call.caller)],
                child: services[Int(call.called)],
                call.count
            )
        }
        let begins = segment.firstTrace(withOrdinalFrom: segment.header.firstOrdinal)
        var others = Array(0..<begins)
        for ordinal in apart.ordinals(in: segment.header.firstOrdinal..<segment.endOrdinal) {
            if let place = segment.trace(withOrdinal: ordinal) { others.append(place) }
        }
        guard !others.isEmpty else { return }
        var finder = SegmentCalls(segment)
        for place in others {
            finder.forEachCall(ofTraceAt: place) {
                counts.add(parent: services[$0], child: services[$1], -1)
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
