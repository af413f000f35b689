package import TraceModel

/// The traces of a segment, which stand in the order of their ordinals.
extension Segment {
    /// The id of a trace by its place.
    package func traceID(at place: Int) -> TraceID {
        if traceTexts.count > 0 {
            var (low, high) = (0, traceTexts.count / 2)
            while low < high {
                let middle = (low + high) / 2
                if Int(traceTexts[middle * 2]) < place { low = middle + 1 } else { high = middle }
            }
            if low < traceTexts.count / 2, Int(traceTexts[low * 2]) == place {
                return TraceID(text: text(Int(traceTexts[low * 2 + 1])))
            }
        }
        return TraceID(high: traceIDs[place &* 2], low: traceIDs[place &* 2 &+ 1])
    }

    /// The ordinal of a trace by its place.
    package func ordinal(ofTraceAt place: Int) -> UInt64 {
        header.firstOrdinal &+ UInt64(bitPattern: Int64(traceOrdinals[place]))
    }

    /// The rows of a trace by its place, in the order in which its spans came.
    package func rows(ofTraceAt place: Int) -> Range<Int> {
        let (first, end) = (Int(traceRows[place]), Int(traceRows[place &+ 1]))
        return first <= end && end <= count ? first..<end : 0..<0
    }

    /// The place of the trace that a row belongs to.
    func trace(ofRow row: Int) -> Int {
        max(traceRows.firstPlace { Int($0) > row } - 1, 0)
    }

    /// The place of the first trace whose ordinal is not below another.
    func firstTrace(withOrdinalFrom ordinal: UInt64) -> Int {
        guard ordinal > header.firstOrdinal else {
            // Traces that began before stand first.
            let offset = header.firstOrdinal - ordinal
            return traceOrdinals.firstPlace { Int64($0) >= -Int64(clamping: offset) }
        }
        let offset = Int64(clamping: ordinal - header.firstOrdinal)
        return traceOrdinals.firstPlace { Int64($0) >= offset }
    }

    /// The place of the trace with an ordinal, if there is one.
    package func trace(withOrdinal ordinal: UInt64) -> Int? {
        let wanted = Int64(bitPattern: ordinal &- header.firstOrdinal)
        let place = traceOrdinals.firstPlace { Int64($0) >= wanted }
        return place < traceCount && Int64(traceOrdinals[place]) == wanted ? place : nil
    }

    /// How many spans are of traces from an ordinal on.
    func spanCount(from oldest: UInt64) -> Int {
        let first = firstTrace(withOrdinalFrom: oldest)
        return count - min(Int(traceRows[first]), count)
    }

    /// Ordinals of traces that begin here and those behind, as far as this segment knows them.
    var endOrdinal: UInt64 {
        guard traceCount > 0 else { return header.firstOrdinal }
        return max(header.firstOrdinal, ordinal(ofTraceAt: traceCount - 1) &+ 1)
    }

    /// Whether there may be spans of a trace; false is certain, and asks for one or two pages of memory.
    package func mayHold(_ id: TraceID) -> Bool { mayHold(traceHash: Self.traceHash(id)) }

    /// The same of the hash of its id, for asking many segments.
    func mayHold(traceHash hash: UInt64) -> Bool { BlockedBloom.mayHold(hash, traceBloom) }

    static func traceHash(_ id: TraceID) -> UInt64 { XXHash64.hash(id.high, id.low) }

    /// The places of the traces with an id: none or one, but where a store took a trace for another after it had deleted it.
    ///
    /// - Complexity: O(log traces).
    package func traces(withID id: TraceID) -> [Int] {
        guard mayHold(id) else { return [] }
        var places: [Int] = []
        var at = traceOrder.firstPlace { place in
            let place = Int(place)
            return (traceIDs[place &* 2], traceIDs[place &* 2 &+ 1]) >= (id.high, id.low)
        }
        while at < traceOrder.count {
            let place = Int(traceOrder[at])
            guard traceIDs[place &* 2] == id.high, traceIDs[place &* 2 &+ 1] == id.low else {
                break
            }
            if traceID(at: place) == id { places.append(place) }
            at += 1
        }
        return places.sorted()
    }
}
