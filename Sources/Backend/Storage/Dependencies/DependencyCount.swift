import TraceModel

/// Counts calls from service to service in two steps, so that an answer does not look at every span.
///
/// Most traces have all their spans in one segment. Where all of a segment lies within the times, its tally has their calls; those of
/// traces that began before the segment or go on behind it are taken away from it. These, and traces of segments that may lie outside
/// of the times, are counted one by one where their spans stand; what is in the head is counted as it is afterwards.
struct DependencyCount {
    /// A trace of a segment that is to be counted one by one.
    private struct Place {
        var ordinal: UInt64
        /// The segment's place among the parts, and the trace's in the segment.
        var part: Int32
        var place: Int32
    }

    private let snapshot: Snapshot
    private let start: UInt64
    private let end: UInt64
    private(set) var counts = CallCounts()
    /// The traces that go on from one part into another.
    private var continued: OrdinalSet
    /// The traces that have spans in the head.
    private var open: OrdinalSet
    private var places: [Place] = []

    /// Prepares the count of calls between two times.
    init(_ snapshot: Snapshot, from start: UInt64, to end: UInt64) {
        self.snapshot = snapshot
        self.start = start
        self.end = end
        continued = OrdinalSet(snapshot.oldestOrdinal..<snapshot.nextOrdinal)
        open = continued
    }

    /// Counts what stands in segments alone, and gives the ordinals of all other traces.
    mutating func countSealedTraces() -> [UInt64] {
        for (index, part) in snapshot.parts.enumerated() { addContinued(of: part, at: index) }
        for (index, stored) in snapshot.parts.segments.enumerated() {
            if Task.isCancelled { return [] }
            if isWithin(stored.segment) {
                addTally(of: stored, at: index)
            } else {
                addTraces(of: stored.segment, at: index)
            }
        }
        countPlaces()
        return open.takeHighest(.max, from: 0)
    }

    /// Counts traces that ``countSealedTraces()`` left, as they are in a snapshot of now.
    mutating func count(_ records: [TraceTable.Record], in snapshot: Snapshot) {
        var calls = TraceCalls(snapshot, from: start, to: end)
        for record in records {
            if Task.isCancelled { return }
            calls.count(snapshot.places(of: record), in: &counts)
        }
    }

    /// Whether no span of a segment is outside of the times, and none of the traces that begin there is gone.
    private func isWithin(_ segment: Segment) -> Bool {
        segment.header.earliestStart >= start && segment.header.latestEnd <= end
            && segment.header.firstOrdinal >= snapshot.oldestOrdinal
    }

    /// Notes traces that begin before a part and go on in it, and all that are in the head.
    private mutating func addContinued(of part: StorePart, at index: Int) {
        switch part {
        case .block(let block):
            for place in 0..<block.traces.count {
                let offset = Int64(block.traces.ordinals[place])
                let ordinal = block.firstOrdinal &+ UInt64(bitPattern: offset)
                open.insert(ordinal)
                continued.insert(ordinal)
            }
        case .segment(let stored):
            let segment = stored.segment
            let first = segment.firstTrace(withOrdinalFrom: snapshot.oldestOrdinal)
            let begin = segment.firstTrace(withOrdinalFrom: segment.header.firstOrdinal)
            for place in first..<max(first, begin) {
                continued.insert(segment.ordinal(ofTraceAt: place))
                add(place, of: segment, at: index)
            }
        }
    }

    private mutating func add(_ place: Int, of segment: Segment, at index: Int) {
        places.append(
            Place(
                ordinal: segment.ordinal(ofTraceAt: place),
                part: Int32(index),
                place: Int32(place)
            )
        )
    }

    /// Adds the tally of a segment, without the traces that go on from it or into it.
    private mutating func addTally(of stored: StoredSegment, at index: Int) {
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
        let begin = segment.firstTrace(withOrdinalFrom: segment.header.firstOrdinal)
        var others = Array(0..<begin)
        for ordinal in continued.ordinals(in: segment.header.firstOrdinal..<segment.endOrdinal) {
            guard let place = segment.trace(withOrdinal: ordinal) else { continue }
            add(place, of: segment, at: index)
            others.append(place)
        }
        guard !others.isEmpty else { return }
        var finder = SegmentCalls(segment)
        for place in others {
            finder.forEachCall(ofTraceAt: place) {
                counts.add(parent: services[$0], child: services[$1], -1)
            }
        }
    }

    /// Adds the traces that begin in a segment which may lie outside of the times; where all of them begin too early, none but those
    /// that go on, since what follows of them does not count either.
    private mutating func addTraces(of segment: Segment, at index: Int) {
        let first = max(snapshot.oldestOrdinal, segment.header.firstOrdinal)
        guard segment.header.latestStart < start else {
            for place in segment.firstTrace(withOrdinalFrom: first)..<segment.traceCount {
                add(place, of: segment, at: index)
            }
            return
        }
        for ordinal in continued.ordinals(in: first..<max(first, segment.endOrdinal)) {
            if let place = segment.trace(withOrdinal: ordinal) {
                add(place, of: segment, at: index)
            }
        }
    }

    /// Counts the traces of `places`, each with all its parts, but for those that go on in the head.
    private mutating func countPlaces() {
        places.sort { ($0.ordinal, $0.part) < ($1.ordinal, $1.part) }
        var calls = TraceCalls(snapshot, from: start, to: end)
        var trace: [TracePlace] = []
        for (index, place) in places.enumerated() {
            if Task.isCancelled { return }
            trace.append(.trace(Int(place.place), part: Int(place.part), count: 0))
            let isLast = index + 1 == places.count || places[index + 1].ordinal != place.ordinal
            guard isLast else { continue }
            if !open.contains(place.ordinal) { calls.count(trace, in: &counts) }
            trace.removeAll(keepingCapacity: true)
        }
    }
}
