import Compression
import TraceModel

/// Makes the bytes of a segment of a block that has stopped growing.
///
/// Rows are put in the order of their traces; what they have in common goes into templates, the rest into records of bits.
/// `docs/segment-format.md` says what stands where.
struct SegmentWriter {
    let block: Block
    let order: RowOrder
    var texts: SegmentTexts
    var slots: SlotWriting
    /// How operations, resources and details are kept, by ``SegmentField/Reserved``.
    var reserved: [FieldPlan]
    var blocks: BlockList
    /// Values of fields that are no texts.
    var numbers: [UInt64] = []
    var sections: [[UInt8]]
    var header = SegmentHeader()

    /// The bytes of a segment with all spans of `block`.
    ///
    /// - Complexity: O(spans and everything they hold), some hundred thousand spans per second.
    static func bytes(of block: Block) throws(CompressionError) -> [UInt8] {
        var writer = SegmentWriter(block)
        let templates = try writer.chooseSlots()
        try writer.writeRows(templates)
        writer.writeFields()
        writer.writeTraces()
        writer.writeTables()
        writer.writeBlooms()
        return writer.assembled()
    }

    private init(_ block: Block) {
        self.block = block
        order = RowOrder(block)
        texts = SegmentTexts(block)
        let fields = FieldCollection(block, order)
        slots = SlotWriting(
            texts: FieldTexts(block: block, values: fields.values),
            fields: fields,
            plans: [],
            patterns: PatternTable(values: fields.values.count)
        )
        reserved = SegmentField.Reserved.allCases.map { _ in FieldPlan(kind: .template) }
        blocks = BlockList()
        sections = SegmentSection.allCases.map { _ in [] }
    }

    mutating func set(_ section: SegmentSection, _ bytes: [UInt8]) {
        sections[section.rawValue] = bytes
    }

    /// Header and sections, each at a multiple of eight bytes.
    private mutating func assembled() -> [UInt8] {
        var offset = (SegmentHeader.byteCount + 7) / 8 * 8
        for index in sections.indices {
            header.places[index] = SegmentHeader.Place(
                offset: UInt64(offset),
                count: UInt64(sections[index].count),
                checksum: XXHash64.hash(sections[index])
            )
            offset += (sections[index].count + 7) / 8 * 8
        }
        header.byteCount = UInt64(offset)
        header.spanCount = UInt32(block.count)
        header.traceCount = UInt32(block.traces.count)
        header.firstOrdinal = block.firstOrdinal
        var bytes: [UInt8] = []
        bytes.reserveCapacity(offset)
        bytes += header.bytes()
        for index in sections.indices {
            while bytes.count < Int(header.places[index].offset) { bytes.append(0) }
            bytes += sections[index]
        }
        while bytes.count < offset { bytes.append(0) }
        return bytes
    }
}
