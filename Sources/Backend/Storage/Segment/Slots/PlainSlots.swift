import TraceModel

/// The value's eight bytes stand in the record, such as those of measurements that are never equal.
enum PlainSlots: SlotEncoding {
    @inline(__always)
    static func write(
        _ attribute: Int,
        row: Int,
        _ field: Int,
        _ writing: inout SlotWriting,
        to record: inout BitWriter
    ) {
        record.append(writing.texts.block.attributes.payloads[attribute], width: 64)
    }

    static func read(
        _ field: SegmentField,
        _ place: inout RecordPlace,
        of segment: Segment,
        _ blocks: inout BlockCache
    ) -> SlotValue {
        defer { place.fixed &+= 64 }
        return .number(segment.records.bits(at: place.fixed, width: 64))
    }

    static func tests(
        for text: SoughtText,
        _ field: SegmentField,
        of segment: Segment,
        _ blocks: inout BlockCache
    ) -> [SlotTest] {
        // Of a number that is none there are many.
        if text.isNaN { return [SlotTest()] }
        return text.payload(of: field.variant).map { [SlotTest(numbers: [(0, 64, $0)])] } ?? []
    }
}
