/// The code of the value stands in the record; the values stand in a list, in place.
///
/// A field of one value takes no bits.
enum DictionarySlots: SlotEncoding {
    @inline(__always)
    static func write(
        _ attribute: Int,
        row: Int,
        _ field: Int,
        _ writing: inout SlotWriting,
        to record: inout BitWriter
    ) {
        record.append(
            UInt64(writing.fields.codeOf[attribute]),
            width: writing.plans[field].width
        )
    }

    static func read(
        _ field: SegmentField,
        _ place: inout RecordPlace,
        of segment: Segment,
        _ blocks: inout BlockCache
    ) -> SlotValue {
        let code = place.nextFixed(field, of: segment)
        return segment.value(Int(truncatingIfNeeded: code), of: field)
    }

    static func tests(
        for text: SoughtText,
        _ field: SegmentField,
        of segment: Segment,
        _ blocks: inout BlockCache
    ) -> [SlotTest] {
        segment.codes(of: text, in: field).map {
            SlotTest(numbers: [(0, field.width, UInt64($0))])
        }
    }
}
