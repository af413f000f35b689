import TraceModel

/// Which pattern the text has stands in the template, and its numbers in the record.
enum PatternSlots: SlotEncoding {
    @inline(__always)
    static func write(
        _ attribute: Int,
        row: Int,
        _ field: Int,
        _ writing: inout SlotWriting,
        to record: inout BitWriter
    ) {
        let value = writing.fields.fields[field].firstValue + Int(writing.fields.codeOf[attribute])
        let place = Int(writing.plans[field].first) + Int(writing.patterns.patternOf[value])
        let pattern = writing.patterns.patterns[place]
        let first = Int(writing.patterns.firstNumber[value])
        for offset in 0..<pattern.slotCount {
            let slot = writing.patterns.slots[pattern.firstSlot + offset]
            record.append(
                writing.patterns.numbers[first + offset] &- slot.minimum,
                width: slot.width
            )
        }
    }

    static func read(
        _ field: SegmentField,
        _ place: inout RecordPlace,
        of segment: Segment,
        _ blocks: inout BlockCache
    ) -> SlotValue {
        let code = place.nextConstant(field, of: segment)
        let pattern = segment.pattern(Int(truncatingIfNeeded: code), of: field)
        var slot = pattern.firstSlot
        var bit = place.pattern
        var text: [UInt8] = []
        segment.withText(pattern.text) { bytes in
            NumberPattern.write(bytes, to: &text) {
                let (minimum, width) = segment.patternSlot(slot)
                defer {
                    slot &+= 1
                    bit &+= width
                }
                return segment.records.bits(at: bit, width: width) &+ minimum
            }
        }
        place.pattern &+= pattern.bits
        return .bytes(text)
    }

    static func tests(
        for text: SoughtText,
        _ field: SegmentField,
        of segment: Segment,
        _ blocks: inout BlockCache
    ) -> [SlotTest] {
        var reading = NumberPattern()
        guard text.utf8.withUnsafeBufferPointer({ reading.read($0) }) else { return [] }
        for code in 0..<field.count {
            let pattern = segment.pattern(code, of: field)
            let isSame = segment.withText(pattern.text) { $0.elementsEqual(reading.pattern) }
            guard isSame else { continue }
            var test = SlotTest(constant: UInt64(code))
            var offset = 0
            for (place, number) in reading.numbers.enumerated() {
                let (minimum, width) = segment.patternSlot(pattern.firstSlot &+ place)
                guard number >= minimum, BitWriter.width(of: number &- minimum) <= width else {
                    return []
                }
                test.numbers.append((offset, width, number &- minimum))
                offset &+= width
            }
            return [test]
        }
        return []
    }
}
