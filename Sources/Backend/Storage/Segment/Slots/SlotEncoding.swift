import TraceModel

/// One way of keeping the values of a field in rows: what writing, reading and searching a segment ask of each.
protocol SlotEncoding {
    /// Puts the value of an attribute that a row has into its record.
    static func write(
        _ attribute: Int,
        row: Int,
        _ field: Int,
        _ writing: inout SlotWriting,
        to record: inout BitWriter
    )

    /// Reads the value at a place, which moves behind it.
    static func read(
        _ field: SegmentField,
        _ place: inout RecordPlace,
        of segment: Segment,
        _ blocks: inout BlockCache
    ) -> SlotValue

    /// What slots hold of those values that a text may mean; none if no value of the field does.
    ///
    /// A test may pass other values too, as what was found is looked at once more, but must not fail the right ones.
    static func tests(
        for text: SoughtText,
        _ field: SegmentField,
        of segment: Segment,
        _ blocks: inout BlockCache
    ) -> [SlotTest]
}

extension SlotKind {
    var encoding: any SlotEncoding.Type {
        switch self {
        case .template: TemplateSlots.self
        case .dictionary: DictionarySlots.self
        case .plain: PlainSlots.self
        case .frame: FrameSlots.self
        case .pattern: PatternSlots.self
        case .blocks: BlockSlots.self
        }
    }
}

/// A value as it was found in a slot.
enum SlotValue {
    /// Of a type without text.
    case number(UInt64)
    /// Its bytes, as an index of the segment's texts.
    case text(Int)
    case bytes([UInt8])
}

/// Where the parts of a row's attributes stand that have not been read.
struct RecordPlace {
    let row: Int
    /// The bit in the templates' constants.
    var constant: Int
    /// The bit in the records, of slots of one width.
    var fixed: Int
    /// The bit in the records, of the numbers of patterns.
    var pattern: Int

    /// Reads what the row's template says of a field, and moves behind it.
    @inline(__always)
    mutating func nextConstant(_ field: SegmentField, of segment: Segment) -> UInt64 {
        defer { constant &+= field.width }
        return segment.constants.bits(at: constant, width: field.width)
    }

    /// Reads a field's slot of one width in the row's record, and moves behind it.
    @inline(__always)
    mutating func nextFixed(_ field: SegmentField, of segment: Segment) -> UInt64 {
        defer { fixed &+= field.width }
        return segment.records.bits(at: fixed, width: field.width)
    }
}

/// Something that a slot must hold.
struct SlotTest {
    /// Of fields that have one, what the template must say.
    var constant: UInt64?
    /// Numbers that must stand in the record, from its slot on.
    var numbers: [(offset: Int, width: Int, value: UInt64)] = []
}

/// What the values of a field are kept by while a segment is written.
struct SlotWriting {
    let texts: FieldTexts
    let fields: FieldCollection
    var plans: [FieldPlan]
    var patterns: PatternTable
    /// Of each field, the rows and numbers that do not fit its slot.
    var outliers: [Int: [(row: UInt32, number: UInt64)]] = [:]
}
