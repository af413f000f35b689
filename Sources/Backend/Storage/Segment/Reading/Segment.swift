/// Up to 65,536 spans that do not change any more, read where they stand: in memory, or in a mapped file.
///
/// `docs/segment-format.md` says what the bytes mean. They are untrusted: opening checks that the parts are where they should be and
/// as long as they should be, ``verify()`` their checksums, and what is read of damaged parts may be wrong, but nothing else.
package final class Segment: Sendable {
    /// No segment has more spans.
    package static let mostSpans = OpenBlock.mostRows

    package let header: SegmentHeader
    private let memory: SegmentMemory

    let traceBloom, valueBloom: FlatArray<UInt32>
    /// High and low half of each id.
    let traceIDs: FlatArray<UInt64>
    /// The traces by their ids.
    let traceOrder: FlatArray<UInt16>
    /// Ordinals less the header's first.
    let traceOrdinals: FlatArray<Int32>
    let traceRows: FlatArray<UInt32>
    let traceBases: FlatArray<UInt64>
    /// Pairs of a trace and a text.
    let traceTexts: FlatArray<UInt32>
    let rowTemplates: FlatArray<UInt16>
    let rowStarts, rowDurations, rowParents: FlatArray<UInt8>
    let spanIDs: FlatArray<UInt64>
    let extraBits: FlatArray<UInt64>
    /// Of each 64 rows, the byte in `records`, and how many rows before have extras.
    let recordOffsets: FlatArray<UInt32>
    let records: FlatBits
    let farParentRows: FlatArray<UInt32>
    let farParents: FlatArray<UInt64>
    let templates: FlatArray<UInt32>
    let constants: FlatBits
    /// Of each shape, its first field, and bits of its slots of one width; one more.
    let shapes: FlatArray<UInt32>
    let shapeFields: FlatArray<UInt32>
    let fieldWords: FlatArray<UInt32>
    let numbers: FlatArray<UInt64>
    let patterns: FlatArray<UInt32>
    let patternSlots: FlatArray<UInt64>
    let outlierRows: FlatArray<UInt32>
    let outliers: FlatArray<UInt64>
    let operations: FlatArray<UInt32>
    let resources, resourceWords, scopes, scopeWords, details: FlatArray<UInt32>
    let attributes: FlatArray<UInt64>
    /// Texts that are keys of attributes of events and links, and names of events.
    let extraKeys, eventNames: FlatArray<UInt32>
    let textEnds: FlatArray<UInt32>
    let texts: FlatArray<UInt8>
    let blockIndex: FlatArray<UInt32>
    let blocks: FlatArray<UInt8>
    /// The reserved fields.
    let extras, operationField, resourceField, detailField: SegmentField

    /// Opens a segment; O(1), but for what is mapped and not yet in memory.
    package init(_ memory: SegmentMemory) throws(SegmentError) {
        let bytes = memory.bytes
        let header = try SegmentHeader(reading: bytes)
        guard header.byteCount == UInt64(bytes.count) else {
            throw .wrongLength(expected: header.byteCount, found: UInt64(bytes.count))
        }
        for section in SegmentSection.allCases {
            let place = header.places[section.rawValue]
            guard place.offset % 8 == 0, place.offset <= header.byteCount,
                place.count <= header.byteCount - place.offset
            else { throw .damaged(part: section.name) }
        }
        func section(_ section: SegmentSection) -> UnsafeRawBufferPointer {
            let place = header.places[section.rawValue]
            return UnsafeRawBufferPointer(
                rebasing: bytes[Int(place.offset)..<Int(place.offset + place.count)]
            )
        }
        self.header = header
        self.memory = memory
        traceBloom = FlatArray(section(.traceBloom))
        valueBloom = FlatArray(section(.valueBloom))
        traceIDs = FlatArray(section(.traceIDs))
        traceOrder = FlatArray(section(.traceOrder))
        traceOrdinals = FlatArray(section(.traceOrdinals))
        traceRows = FlatArray(section(.traceRows))
        traceBases = FlatArray(section(.traceBases))
        traceTexts = FlatArray(section(.traceTexts))
        rowTemplates = FlatArray(section(.rowTemplates))
        rowStarts = FlatArray(section(.rowStarts))
        rowDurations = FlatArray(section(.rowDurations))
        rowParents = FlatArray(section(.rowParents))
        spanIDs = FlatArray(section(.spanIDs))
        extraBits = FlatArray(section(.extraBits))
        recordOffsets = FlatArray(section(.recordOffsets))
        records = FlatBits(section(.records))
        farParentRows = FlatArray(section(.farParentRows))
        farParents = FlatArray(section(.farParents))
        templates = FlatArray(section(.templates))
        constants = FlatBits(section(.constants))
        shapes = FlatArray(section(.shapes))
        shapeFields = FlatArray(section(.shapeFields))
        fieldWords = FlatArray(section(.fields))
        numbers = FlatArray(section(.numbers))
        patterns = FlatArray(section(.patterns))
        patternSlots = FlatArray(section(.patternSlots))
        outlierRows = FlatArray(section(.outlierRows))
        outliers = FlatArray(section(.outliers))
        operations = FlatArray(section(.operations))
        resources = FlatArray(section(.resources))
        resourceWords = FlatArray(section(.resourceWords))
        scopes = FlatArray(section(.scopes))
        scopeWords = FlatArray(section(.scopeWords))
        details = FlatArray(section(.details))
        attributes = FlatArray(section(.attributes))
        extraKeys = FlatArray(section(.extraKeys))
        eventNames = FlatArray(section(.eventNames))
        textEnds = FlatArray(section(.textEnds))
        texts = FlatArray(section(.texts))
        blockIndex = FlatArray(section(.blockIndex))
        blocks = FlatArray(section(.blocks))
        extras = SegmentField(fieldWords, SegmentField.Reserved.extras.rawValue)
        operationField = SegmentField(fieldWords, SegmentField.Reserved.operation.rawValue)
        resourceField = SegmentField(fieldWords, SegmentField.Reserved.resource.rawValue)
        detailField = SegmentField(fieldWords, SegmentField.Reserved.detail.rawValue)
        try checkCounts()
    }

    /// Number of spans, and of traces.
    package var count: Int { Int(header.spanCount) }
    package var traceCount: Int { Int(header.traceCount) }

    private func checkCounts() throws(SegmentError) {
        guard count <= Self.mostSpans, traceCount <= count else { throw .damaged(part: "counts") }
        let groups = (count + 63) / 64
        let counts: [(SegmentSection, Int, Int)] = [
            (.traceIDs, traceIDs.count, traceCount * 2),
            (.traceOrder, traceOrder.count, traceCount),
            (.traceOrdinals, traceOrdinals.count, traceCount),
            (.traceRows, traceRows.count, traceCount + 1),
            (.traceBases, traceBases.count, traceCount),
            (.rowTemplates, rowTemplates.count, count),
            (.rowStarts, rowStarts.count, count),
            (.rowDurations, rowDurations.count, count),
            (.rowParents, rowParents.count, count),
            (.spanIDs, spanIDs.count, count),
            (.extraBits, extraBits.count, groups),
            (.recordOffsets, recordOffsets.count, groups * 2),
            (.farParents, farParents.count, farParentRows.count),
            (.outliers, outliers.count, outlierRows.count),
        ]
        for (section, found, expected) in counts where found != expected {
            throw .damaged(part: section.name)
        }
    }

    /// Checks every byte against the checksums.
    ///
    /// - Complexity: O(bytes), some gigabytes per second.
    package func verify() throws(SegmentError) {
        for section in SegmentSection.allCases {
            let place = header.places[section.rawValue]
            let range = Int(place.offset)..<Int(place.offset + place.count)
            let sum = XXHash64.hash(UnsafeRawBufferPointer(rebasing: memory.bytes[range]))
            guard sum == place.checksum else { throw .damaged(part: section.name) }
        }
    }

    /// How many bytes each part takes, in the order in which they stand.
    package var sectionSizes: [(section: SegmentSection, bytes: Int)] {
        SegmentSection.allCases.map { ($0, Int(header.places[$0.rawValue].count)) }
    }
}
