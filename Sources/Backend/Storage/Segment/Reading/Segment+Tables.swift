package import TraceModel

/// Texts, values and lists that rows refer to.
extension Segment {
    @inline(__always)
    func withText<Result>(
        _ index: Int,
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        let start = index <= 0 ? 0 : Int(textEnds[index &- 1])
        return body(texts.part(start, to: Int(textEnds[index])))
    }

    func text(_ index: Int) -> String {
        withText(index) { String(decoding: $0, as: UTF8.self) }
    }

    /// A value of a field whose values are a list.
    func value(_ code: Int, of field: SegmentField) -> SlotValue {
        switch field.variant {
        case .empty, .bool, .int, .double: .number(numbers[field.first &+ code])
        case .string, .bytes, .array, .map: .text(field.first &+ code)
        }
    }

    /// The codes of a field whose values are a list that a text may mean.
    func codes(of text: SoughtText, in field: SegmentField) -> [Int] {
        (0..<min(field.count, max(numbers.count, textEnds.count))).filter { code in
            switch value(code, of: field) {
            case .number(let number): text.isMeant(by: number, variant: field.variant)
            case .text(let index):
                withText(index) { text.isMeant(by: $0, variant: field.variant) }
            case .bytes: false
            }
        }
    }

    /// A pattern of a field, by its place among them.
    func pattern(_ code: Int, of field: SegmentField) -> (
        text: Int, firstSlot: Int, bits: Int
    ) {
        let at = (field.first &+ code) &* 3
        return (Int(patterns[at]), Int(patterns[at &+ 1]), Int(patterns[at &+ 2]))
    }

    /// The smallest number of a pattern's slot, and its width.
    func patternSlot(_ index: Int) -> (minimum: UInt64, width: Int) {
        (patternSlots[index &* 2], Int(min(patternSlots[index &* 2 &+ 1], 64)))
    }

    func field(_ index: Int) -> SegmentField { SegmentField(fieldWords, index) }

    /// The fields of a shape.
    func fields(ofShape shape: Int) -> Range<Int> {
        let first = Int(shapes[shape &* 2])
        let end = Int(shapes[(shape &+ 1) &* 2])
        return first <= end && end <= shapeFields.count ? first..<end : 0..<0
    }

    /// Bits of the slots of one width of a shape.
    func fixedBits(ofShape shape: Int) -> Int { Int(shapes[shape &* 2 &+ 1]) }

    /// The words of a resource or a scope, of which `ends` says where each ends.
    func words(
        _ index: Int,
        _ ends: FlatArray<UInt32>,
        _ words: FlatArray<UInt32>
    ) -> [UInt32] {
        let start = index <= 0 ? 0 : Int(ends[index &- 1])
        let end = min(Int(ends[index]), words.count)
        return start < end ? (start..<end).map { words[$0] } : []
    }

    /// An attribute of a resource or a scope.
    func sharedAttribute(_ index: Int) -> (key: Int, variant: StoredValue.Variant, payload: UInt64)
    {
        let how = attributes[index &* 2]
        let variant = StoredValue.Variant(rawValue: UInt8(truncatingIfNeeded: how >> 32)) ?? .empty
        return (Int(UInt32(truncatingIfNeeded: how)), variant, attributes[index &* 2 &+ 1])
    }

    /// A word of an operation or of a detail.
    func operation(_ index: Int, _ place: Int) -> UInt32 { operations[index &* 3 &+ place] }
    func detail(_ index: Int, _ place: Int) -> UInt32 { details[index &* 7 &+ place] }

    /// The service and operation at a place in the table.
    package func operation(at place: Int) -> (service: String, operation: Operation) {
        let kind = operation(place, ListPlace.Operation.kind)
        let operation = Operation(
            name: text(Int(operation(place, ListPlace.Operation.name))),
            kind: SpanKind(rawValue: UInt8(truncatingIfNeeded: kind))
        )
        return (text(Int(self.operation(place, ListPlace.Operation.service))), operation)
    }

    package var operationCount: Int { operations.count / 3 }
    var detailCount: Int { details.count / 7 }
    var fieldCount: Int { fieldWords.count / SegmentField.words }
    var templateCount: Int { templates.count / SegmentTemplate.words }
    var shapeCount: Int { max(shapes.count / 2 - 1, 0) }
}

extension FlatArray<UInt8> {
    /// The bytes between two places; none where that is nowhere.
    func part(_ start: Int, to end: Int) -> UnsafeBufferPointer<UInt8> {
        guard start >= 0, start < end, end <= count, let base = address else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(
            start: (base + start).assumingMemoryBound(to: UInt8.self),
            count: end - start
        )
    }
}
