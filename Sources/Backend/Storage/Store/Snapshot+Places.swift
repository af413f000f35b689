import TraceModel

/// The spans that a trace has in one part of a store, in the order in which they came.
enum TracePlace: Sendable {
    /// Rows of a block.
    case rows([Int], part: Int)
    /// A trace of a segment, by its place there.
    case trace(Int, part: Int, count: Int)

    var count: Int {
        switch self {
        case .rows(let rows, _): rows.count
        case .trace(_, _, let count): count
        }
    }
}

extension Snapshot {
    /// Where the spans of a trace are, oldest first.
    ///
    /// `newestRow` is the number of its newest span + 1, or of a span from which on none
    /// are wanted. By `id` segments are passed over whose filter has none of it.
    ///
    /// In blocks each span knows the one before it; in segments the spans of a trace stand together, so nothing but its ordinal is
    /// needed there.
    func places(ofTraceAt ordinal: UInt64, id: TraceID, newestRow: UInt64) -> [TracePlace] {
        let hash = Segment.traceHash(id)
        var places: [TracePlace] = []
        var number = newestRow
        var index = parts.count - 1
        while number > 0, index >= 0 {
            while index >= 0, parts[index].firstRow >= number { index -= 1 }
            guard index >= 0 else { break }
            switch parts[index] {
            case .block(let block):
                var rows: [Int] = []
                while number > block.firstRow {
                    let row = Int(number - 1 - block.firstRow)
                    guard row < block.count else { return places.reversed() }
                    rows.append(row)
                    let distance = UInt64(block.rows.previous[row])
                    number = distance == 0 ? 0 : number - distance
                }
                places.append(.rows(rows.reversed(), part: index))
            case .segment(let stored):
                if stored.segment.mayHold(traceHash: hash),
                    let place = stored.segment.trace(withOrdinal: ordinal)
                {
                    let count = stored.segment.rows(ofTraceAt: place).count
                    places.append(.trace(place, part: index, count: count))
                }
                // No part before the one that it begins in has any.
                number = parts[index].firstOrdinal <= ordinal ? 0 : parts[index].firstRow
            }
        }
        return places.reversed()
    }

    func places(of record: TraceTable.Record) -> [TracePlace] {
        places(ofTraceAt: record.ordinal, id: record.id, newestRow: record.newestRow)
    }

    /// The store's numbers of the spans of a place, and their ids, newest first.
    func forEachSpan(of place: TracePlace, _ body: (_ number: UInt64, _ spanID: UInt64) -> Void) {
        switch place {
        case .rows(let rows, let part):
            guard case .block(let block) = parts[part] else { return }
            for row in rows.reversed() {
                body(block.firstRow + UInt64(row), block.rows.spanIDs[row])
            }
        case .trace(let place, let part, _):
            guard case .segment(let stored) = parts[part] else { return }
            for row in stored.segment.rows(ofTraceAt: place).reversed() {
                body(stored.firstRow + UInt64(row), stored.segment.spanIDs[row])
            }
        }
    }

    /// The part that holds the span with this number, if it is there.
    func part(of number: UInt64) -> StorePart? {
        var (low, high) = (0, parts.count)
        while low < high {
            let middle = (low + high) / 2
            if parts[middle].firstRow + UInt64(parts[middle].count) <= number {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < parts.count && parts[low].holds(number) ? parts[low] : nil
    }
}
