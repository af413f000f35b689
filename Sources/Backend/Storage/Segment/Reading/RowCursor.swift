/// A row of a segment without what its attributes hold.
struct SegmentRow {
    var row: Int
    var template: SegmentTemplate
    var start: UInt64
    var end: UInt64
    /// Places in the segment's tables.
    var operation: Int
    var resource: Int
    var detail: Int
    /// The bit in the records where slots of attributes begin.
    var slots: Int
}

/// Goes along the rows of a segment; each knows where it stands from the one before.
struct RowCursor {
    private let segment: Segment
    private(set) var row: Int
    /// Where the record of `row` begins.
    private var bit: Int

    /// Begins at a row.
    ///
    /// - Complexity: O(1), but for up to 63 rows that are passed over.
    init(_ segment: Segment, at row: Int) {
        self.segment = segment
        let group = row >> 6
        self.row = group << 6
        bit = Int(segment.recordOffsets[group &* 2]) &* 8
        while self.row < row { skip() }
    }

    /// Passes over a row.
    @inline(__always)
    mutating func skip() {
        bit &+= TimeClass.remainderBits(of: segment.rowStarts[row])
        bit &+= TimeClass.remainderBits(of: segment.rowDurations[row])
        let template = Int(segment.rowTemplates[row])
        bit &+= Int(segment.templates[template &* SegmentTemplate.words &+ 5])
        next()
    }

    /// Reads the row and goes to the next; `base` is what its trace's times are counted from.
    mutating func read(base: UInt64) -> SegmentRow {
        let template = SegmentTemplate(segment.templates, Int(segment.rowTemplates[row]))
        var at = bit
        let offset = time(segment.rowStarts[row], &at)
        let duration = time(segment.rowDurations[row], &at)
        let slots = at
        let operation = code(segment.operationField, template.operation, &at)
        let resource = code(segment.resourceField, template.resource, &at)
        let detail = code(segment.detailField, template.detail, &at)
        let result = SegmentRow(
            row: row,
            template: template,
            start: base &+ offset,
            end: base &+ offset &+ duration,
            operation: operation,
            resource: resource,
            detail: detail,
            slots: at
        )
        bit = slots &+ template.recordBits
        next()
        return result
    }

    private mutating func next() {
        row &+= 1
        if row & 63 == 0 { bit = Int(segment.recordOffsets[row >> 6 &* 2]) &* 8 }
    }

    @inline(__always)
    private func time(_ timeClass: UInt8, _ at: inout Int) -> UInt64 {
        let width = TimeClass.remainderBits(of: timeClass)
        defer { at &+= width }
        return TimeClass.number(timeClass, segment.records.bits(at: at, width: width))
    }

    @inline(__always)
    private func code(_ field: SegmentField, _ inTemplate: Int, _ at: inout Int) -> Int {
        guard field.kind != .template else { return inTemplate }
        defer { at &+= field.width }
        return Int(truncatingIfNeeded: segment.records.bits(at: at, width: field.width))
    }
}
