import TraceModel

/// The code of the value stands in the record; the values are compressed, some dozens at a time.
enum BlockSlots: SlotEncoding {
    @inline(__always)
    static func write(
        _ attribute: Int,
        row: Int,
        _ field: Int,
        _ writing: inout SlotWriting,
        to record: inout BitWriter
    ) {
        DictionarySlots.write(attribute, row: row, field, &writing, to: &record)
    }

    static func read(
        _ field: SegmentField,
        _ place: inout RecordPlace,
        of segment: Segment,
        _ blocks: inout BlockCache
    ) -> SlotValue {
        let code = place.nextFixed(field, of: segment)
        return .bytes(blocks.string(Int(truncatingIfNeeded: code), of: field, in: segment))
    }

    static func tests(
        for text: SoughtText,
        _ field: SegmentField,
        of segment: Segment,
        _ blocks: inout BlockCache
    ) -> [SlotTest] {
        var tests: [SlotTest] = []
        blocks.forEachString(of: field, in: segment) { code, bytes in
            if text.isMeant(by: bytes, variant: field.variant) {
                tests.append(SlotTest(numbers: [(0, field.width, UInt64(code))]))
            }
        }
        return tests
    }
}
