import Compression
import TraceModel

extension SegmentWriter {
    /// What is written of the rows of one shape: where in its attributes a slot's value stands, and of which field it is.
    private struct ShapeSlots {
        var fixed: [(place: Int, field: Int)] = []
        var patterns: [(place: Int, field: Int)] = []
        var constants: [(place: Int, field: Int)] = []
        var fixedBits = 0
    }

    /// Columns of rows as they grow.
    private struct RowColumns {
        var starts: [UInt8] = []
        var durations: [UInt8] = []
        var offsets = ByteWriter()
        var extraBits: [UInt64] = []
        var extraCount = 0
    }

    /// Writes templates, records, and every column of the rows.
    mutating func writeRows(_ choice: TemplateChoice) throws(CompressionError) {
        let shapes = slots.fields.shapes.map { shapeSlots($0) }
        writeShapes(shapes)
        writeTemplates(choice, shapes)
        var record = BitWriter()
        var columns = RowColumns()
        columns.extraBits = Array(repeating: 0, count: (block.count + 63) / 64)
        var bases = ByteWriter()
        for trace in order.traces.indices {
            let rows = Int(order.firstRows[trace])..<Int(order.firstRows[trace + 1])
            let base = rows.reduce(UInt64.max) { min($0, block.rows.starts[order.rows[$1]]) }
            bases.append(base)
            for row in rows {
                if row & 63 == 0 {
                    columns.offsets.append(UInt32(record.align()))
                    columns.offsets.append(UInt32(columns.extraCount))
                }
                writeTimes(order.rows[row], base: base, &columns, &record)
                writeSlots(row, shapes[Int(slots.fields.shapeOf[row])], &record)
                if ExtraBytes.areThere(order.rows[row], of: block) {
                    columns.extraBits[row >> 6] |= 1 << UInt64(row & 63)
                    columns.extraCount += 1
                    try blocks.append { ExtraBytes.append(order.rows[row], of: block, to: &$0) }
                }
            }
        }
        let (first, count) = try blocks.endList()
        reserved[SegmentField.Reserved.extras.rawValue] = FieldPlan(
            kind: .blocks,
            first: first,
            count: count
        )
        _ = record.align()
        set(.traceBases, bases.bytes)
        set(.rowStarts, columns.starts)
        set(.rowDurations, columns.durations)
        set(.recordOffsets, columns.offsets.bytes)
        set(
            .extraBits,
            ByteWriter.made { out in for word in columns.extraBits { out.append(word) } }
        )
        set(.records, record.bytes)
        set(.blockIndex, blocks.index.bytes)
        set(.blocks, blocks.bytes.bytes)
    }

    private mutating func writeTimes(
        _ row: Int,
        base: UInt64,
        _ columns: inout RowColumns,
        _ record: inout BitWriter
    ) {
        let (start, end) = (block.rows.starts[row], block.rows.ends[row])
        func put(_ time: UInt64, _ classes: inout [UInt8]) {
            let timeClass = TimeClass.of(time)
            classes.append(timeClass)
            record.append(
                TimeClass.remainder(of: time, in: timeClass),
                width: TimeClass.remainderBits(of: timeClass)
            )
        }
        put(start - base, &columns.starts)
        put(end &- start, &columns.durations)
        header.earliestStart = min(header.earliestStart, start)
        header.latestStart = max(header.latestStart, start)
        header.latestEnd = max(header.latestEnd, end)
        if end > start { header.longestDuration = max(header.longestDuration, end - start) }
    }

    private mutating func writeSlots(_ row: Int, _ shape: ShapeSlots, _ record: inout BitWriter) {
        let source = order.rows[row]
        let (operation, resource, detail) = (
            reserved[SegmentField.Reserved.operation.rawValue],
            reserved[SegmentField.Reserved.resource.rawValue],
            reserved[SegmentField.Reserved.detail.rawValue]
        )
        if operation.kind != .template {
            record.append(UInt64(block.rows.operations[source]), width: operation.width)
        }
        if resource.kind != .template {
            record.append(UInt64(block.rows.resources[source]), width: resource.width)
        }
        if detail.kind != .template {
            record.append(UInt64(block.rows.details[source]), width: detail.width)
        }
        let first = block.rows.attributeRange(ofRow: source).lowerBound
        for (place, field) in shape.fixed {
            let attribute = Int(block.rows.attributes[first + place])
            switch slots.plans[field].kind {
            case .template, .pattern: break
            case .dictionary:
                DictionarySlots.write(attribute, row: row, field, &slots, to: &record)
            case .plain: PlainSlots.write(attribute, row: row, field, &slots, to: &record)
            case .frame: FrameSlots.write(attribute, row: row, field, &slots, to: &record)
            case .blocks: BlockSlots.write(attribute, row: row, field, &slots, to: &record)
            }
        }
        for (place, field) in shape.patterns {
            let attribute = Int(block.rows.attributes[first + place])
            PatternSlots.write(attribute, row: row, field, &slots, to: &record)
        }
    }

    private func shapeSlots(_ shape: [UInt32]) -> ShapeSlots {
        var result = ShapeSlots()
        for (place, field) in shape.enumerated() {
            let field = Int(field)
            let plan = slots.plans[field]
            switch plan.kind {
            case .template: if plan.width > 0 { result.constants.append((place, field)) }
            case .pattern:
                result.constants.append((place, field))
                result.patterns.append((place, field))
            case .plain:
                result.fixed.append((place, field))
                result.fixedBits += 64
            case .dictionary, .frame, .blocks:
                if plan.width > 0 { result.fixed.append((place, field)) }
                result.fixedBits += plan.width
            }
        }
        return result
    }

    private mutating func writeShapes(_ shapes: [ShapeSlots]) {
        var list = ByteWriter()
        var fields = ByteWriter()
        for (shape, slots) in zip(self.slots.fields.shapes, shapes) {
            list.append(UInt32(fields.count / 4))
            list.append(UInt32(slots.fixedBits + reservedBits))
            for field in shape {
                fields.append(field + UInt32(SegmentField.Reserved.allCases.count))
            }
        }
        list.append(UInt32(fields.count / 4))
        list.append(UInt32(0))
        set(.shapes, list.bytes)
        set(.shapeFields, fields.bytes)
    }

    /// Bits of operation, resource and detail in the record.
    private var reservedBits: Int {
        reserved.reduce(0) { $0 + ($1.kind == .template ? 0 : $1.width) }
    }

    private mutating func writeTemplates(_ choice: TemplateChoice, _ shapes: [ShapeSlots]) {
        var firstRows = [Int](repeating: -1, count: choice.count)
        for (row, code) in choice.codes.enumerated() where firstRows[Int(code)] < 0 {
            firstRows[Int(code)] = row
        }
        var out = ByteWriter()
        var constants = BitWriter()
        var constantBits = 0
        for row in firstRows {
            let source = order.rows[row]
            let shape = Int(slots.fields.shapeOf[row])
            func code(_ field: SegmentField.Reserved, _ code: UInt16) -> UInt32 {
                reserved[field.rawValue].kind == .template ? UInt32(code) : 0
            }
            var recordBits = shapes[shape].fixedBits + reservedBits
            let first = block.rows.attributeRange(ofRow: source).lowerBound
            let constant = constantBits
            for (place, field) in shapes[shape].constants {
                let attribute = Int(block.rows.attributes[first + place])
                var code = slots.fields.codeOf[attribute]
                if slots.plans[field].kind == .pattern {
                    let value = slots.fields.fields[field].firstValue + Int(code)
                    code = slots.patterns.patternOf[value]
                    let pattern = Int(slots.plans[field].first + code)
                    recordBits += slots.patterns.patterns[pattern].bits
                }
                constants.append(UInt64(code), width: slots.plans[field].width)
                constantBits += slots.plans[field].width
            }
            out.append(UInt32(shape))
            out.append(
                code(.operation, block.rows.operations[source])
                    | code(.resource, block.rows.resources[source]) << 16
            )
            out.append(
                code(.detail, block.rows.details[source])
                    | UInt32(block.rows.outcomes[source]) << 16
            )
            out.append(UInt32(truncatingIfNeeded: constant))
            out.append(UInt32(truncatingIfNeeded: constant >> 32))
            out.append(UInt32(recordBits))
        }
        _ = constants.align()
        set(.templates, out.bytes)
        set(.constants, constants.bytes)
        set(
            .rowTemplates,
            ByteWriter.made { out in
                for code in choice.codes { out.append(UInt16(code)) }
            }
        )
    }
}
