import TraceModel

/// What a row has beside its record.
extension Segment {
    /// The id of the parent of the span in a row, 0 if it has none; `first` is the first row of its trace.
    func parentID(ofRow row: Int, firstOfTrace first: Int) -> UInt64 {
        let place = Int(rowParents[row])
        switch place {
        case 0: return 0
        case Int(ParentPlace.far):
            let at = farParentRows.firstPlace { Int($0) >= row }
            return at < farParentRows.count && Int(farParentRows[at]) == row ? farParents[at] : 0
        default: return spanIDs[first &+ place &- 1]
        }
    }

    /// The place of a row's extras among all of them; nil for most.
    @inline(__always)
    func extra(ofRow row: Int) -> Int? {
        let word = extraBits[row >> 6]
        let bit = UInt64(row & 63)
        guard word >> bit & 1 == 1 else { return nil }
        let before = (word & (1 << bit &- 1)).nonzeroBitCount
        return Int(recordOffsets[row >> 6 &* 2 &+ 1]) &+ before
    }
}

/// How a row says which span is its parent: 0 for none, 1 to 254 for one of the trace's first rows, or that it stands elsewhere.
enum ParentPlace {
    static let far: UInt8 = 255
}

extension SegmentCopy {
    /// Reads what few rows have into the draft.
    mutating func readExtras(_ place: Int, _ builder: inout TraceBuilder) {
        let bytes = blocks.string(place, of: segment.extras, in: segment)
        let isWhole = bytes.withUnsafeBufferPointer {
            ExtraBytes.read($0, into: &draft, &builder)
        }
        if !isWhole { blocks.markDamaged() }
    }
}
