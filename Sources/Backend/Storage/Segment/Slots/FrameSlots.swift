import TraceModel

/// A whole number less the field's smallest stands in the record; the few that are far from the others stand in a list by row.
enum FrameSlots: SlotEncoding {
    /// Numbers as unsigned ones in the same order.
    @inline(__always)
    static func ordered(_ payload: UInt64) -> UInt64 { payload ^ 1 << 63 }

    @inline(__always)
    static func write(
        _ attribute: Int,
        row: Int,
        _ field: Int,
        _ writing: inout SlotWriting,
        to record: inout BitWriter
    ) {
        let plan = writing.plans[field]
        let number = ordered(writing.texts.block.attributes.payloads[attribute])
        let offset = number &- plan.minimum
        guard plan.hasOutliers else { return record.append(offset, width: plan.width) }
        let escape = FrameChoice.escape(width: plan.width)
        if number >= plan.minimum, offset < escape {
            record.append(offset, width: plan.width)
        } else {
            record.append(escape, width: plan.width)
            writing.outliers[field, default: []].append((UInt32(row), number))
        }
    }

    static func read(
        _ field: SegmentField,
        _ place: inout RecordPlace,
        of segment: Segment,
        _ blocks: inout BlockCache
    ) -> SlotValue {
        let slot = place.nextFixed(field, of: segment)
        if field.outlierCount > 0, slot == FrameChoice.escape(width: field.width) {
            return .number(ordered(outlier(of: place.row, field, segment)))
        }
        return .number(ordered(slot &+ field.minimum))
    }

    static func tests(
        for text: SoughtText,
        _ field: SegmentField,
        of segment: Segment,
        _ blocks: inout BlockCache
    ) -> [SlotTest] {
        guard let payload = text.payload(of: .int) else { return [] }
        let offset = ordered(payload) &- field.minimum
        let escape = FrameChoice.escape(width: field.width)
        if ordered(payload) >= field.minimum,
            field.outlierCount > 0 ? offset < escape : offset <= escape
        {
            return [SlotTest(numbers: [(0, field.width, offset)])]
        }
        guard field.outlierCount > 0 else { return [] }
        return [SlotTest(numbers: [(0, field.width, escape)])]
    }

    private static func outlier(of row: Int, _ field: SegmentField, _ segment: Segment) -> UInt64 {
        var (low, high) = (field.firstOutlier, field.firstOutlier &+ field.outlierCount)
        while low < high {
            let middle = low &+ (high &- low) / 2
            if Int(segment.outlierRows[middle]) < row { low = middle &+ 1 } else { high = middle }
        }
        return segment.outliers[low]
    }
}
