import TraceModel

/// The patterns of the fields whose texts have few, and the numbers of each text.
struct PatternTable {
    /// More patterns of one field are not worth it.
    static let mostPatterns = 256

    struct Pattern {
        var bytes: [UInt8]
        var firstSlot: Int
        var slotCount: Int
        /// Bits of all of its slots.
        var bits = 0
    }

    struct Slot {
        var minimum = UInt64.max
        var maximum: UInt64 = 0
        var width: Int { minimum <= maximum ? BitWriter.width(of: maximum - minimum) : 0 }
    }

    private(set) var patterns: [Pattern] = []
    private(set) var slots: [Slot] = []
    /// Of each value of the fields, its pattern among those of its field, and where its numbers begin.
    private(set) var patternOf: [UInt32]
    private(set) var firstNumber: [UInt32]
    private(set) var numbers: [UInt64] = []

    init(values: Int) {
        patternOf = Array(repeating: 0, count: values)
        firstNumber = Array(repeating: 0, count: values)
    }

    /// Reads all texts of a field; nil, and nothing kept, if they have too many patterns or one has none.
    mutating func add(_ field: FieldCollection.Field, _ texts: FieldTexts) -> Range<Int>? {
        let (firstPattern, firstSlot, first) = (patterns.count, slots.count, numbers.count)
        var known: [[UInt8]: Int] = [:]
        var reading = NumberPattern()
        for code in 0..<field.distinct {
            let value = field.firstValue + code
            let isRead = texts.withBytes(code, of: field) { reading.read($0) }
            var place = known[reading.pattern]
            if isRead, place == nil, known.count < Self.mostPatterns {
                place = known.count
                known[reading.pattern] = place
                add(reading)
            }
            guard isRead, let place else {
                patterns.removeLast(patterns.count - firstPattern)
                slots.removeLast(slots.count - firstSlot)
                numbers.removeLast(numbers.count - first)
                return nil
            }
            patternOf[value] = UInt32(place)
            firstNumber[value] = UInt32(numbers.count)
            let firstSlot = patterns[firstPattern + place].firstSlot
            for (offset, number) in reading.numbers.enumerated() {
                let slot = firstSlot + offset
                slots[slot].minimum = min(slots[slot].minimum, number)
                slots[slot].maximum = max(slots[slot].maximum, number)
            }
            numbers += reading.numbers
        }
        for index in firstPattern..<patterns.count {
            let range =
                patterns[index].firstSlot..<patterns[index].firstSlot + patterns[index].slotCount
            patterns[index].bits = slots[range].reduce(0) { $0 + $1.width }
        }
        return firstPattern..<patterns.count
    }

    /// Forgets the patterns that were added last.
    mutating func removeLast(_ range: Range<Int>) {
        if let first = range.first { slots.removeLast(slots.count - patterns[first].firstSlot) }
        patterns.removeLast(range.count)
    }

    private mutating func add(_ reading: NumberPattern) {
        let count = reading.numbers.count
        patterns.append(
            Pattern(bytes: reading.pattern, firstSlot: slots.count, slotCount: count)
        )
        slots += Array(repeating: Slot(), count: count)
    }
}

/// The texts of fields by code.
struct FieldTexts {
    let block: Block
    let values: [AttributeIndex]

    func value(_ code: Int, of field: FieldCollection.Field) -> BlockValue {
        block.attributes.value(at: values[field.firstValue + code])
    }

    func withBytes<Result>(
        _ code: Int,
        of field: FieldCollection.Field,
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        block.strings.withBytes(at: value(code, of: field).stringIndex, body)
    }
}
