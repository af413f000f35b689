/// The code of the value stands in the row's template, and nothing in the record.
enum TemplateSlots: SlotEncoding {
    static func write(
        _ attribute: Int,
        row: Int,
        _ field: Int,
        _ writing: inout SlotWriting,
        to record: inout BitWriter
    ) {}

    static func read(
        _ field: SegmentField,
        _ place: inout RecordPlace,
        of segment: Segment,
        _ blocks: inout BlockCache
    ) -> SlotValue {
        let code = place.nextConstant(field, of: segment)
        return segment.value(Int(truncatingIfNeeded: code), of: field)
    }

    static func tests(
        for text: SoughtText,
        _ field: SegmentField,
        of segment: Segment,
        _ blocks: inout BlockCache
    ) -> [SlotTest] {
        segment.codes(of: text, in: field).map { SlotTest(constant: UInt64($0)) }
    }
}
