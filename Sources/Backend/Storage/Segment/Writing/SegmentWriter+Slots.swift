import Compression
import TraceModel

extension SegmentWriter {
    /// Templates of more columns than this are not tried: the rest is of few rows.
    private static let mostColumns = 192

    /// Decides how each field is kept, and which rows are of one template.
    mutating func chooseSlots() throws(CompressionError) -> TemplateChoice {
        let fields = slots.fields
        var choice = TemplateChoice(shapes: fields.shapeOf, count: fields.shapes.count)
        let rows = block.rows
        choice.take(order.rows.map { UInt32(rows.outcomes[$0]) })
        chooseReserved(.operation, distinct: block.operations.count, &choice) {
            UInt32(rows.operations[$0])
        }
        chooseReserved(.resource, distinct: block.resources.count, &choice) {
            UInt32(rows.resources[$0])
        }
        chooseReserved(.detail, distinct: block.details.count, &choice) {
            UInt32(rows.details[$0])
        }
        slots.plans = fields.fields.map { FieldPlan(kind: FieldPlan.kind($0) ?? .template) }
        let places = FieldPlaces(fields)
        for field in fields.fields.indices where slots.plans[field].kind == .pattern {
            choosePattern(field, places, &choice)
        }
        let candidates = slots.plans.indices.filter { slots.plans[$0].kind == .template }
            .sorted { fields.fields[$0].distinct < fields.fields[$1].distinct }
        for (index, field) in candidates.enumerated() {
            let plan = fields.fields[field]
            let saved = plan.uses * BitWriter.width(of: UInt64(plan.distinct - 1))
            let isTaken =
                index < Self.mostColumns
                && choice.take(
                    saving: saved,
                    attributes(of: field, places).map {
                        $0 == 0 ? 0 : fields.codeOf[Int($0) - 1] + 1
                    }
                )
            if !isTaken { slots.plans[field].kind = FieldPlan.kindOutside(plan) }
        }
        for field in fields.fields.indices { try finish(field) }
        return choice
    }

    /// Of each row, the attribute + 1 that it has of a field; 0 of rows without the field.
    private func attributes(of field: Int, _ places: FieldPlaces) -> [UInt32] {
        let place = places.places(of: field)
        let shapeOf = slots.fields.shapeOf
        var column = [UInt32](repeating: 0, count: shapeOf.count)
        block.rows.attributes.withValues { attributes in
            for row in column.indices {
                let place = place[Int(shapeOf[row])]
                guard place >= 0 else { continue }
                column[row] = attributes[order.firstAttributes[row] &+ Int(place)] &+ 1
            }
        }
        return column
    }

    private mutating func chooseReserved(
        _ field: SegmentField.Reserved,
        distinct: Int,
        _ choice: inout TemplateChoice,
        _ code: (Int) -> UInt32
    ) {
        let width = BitWriter.width(of: UInt64(max(distinct, 1) - 1))
        let saved = max(block.count * width, 1 << 16)
        let isTaken = choice.take(saving: saved, order.rows.map { code($0) + 1 })
        reserved[field.rawValue] = FieldPlan(
            kind: isTaken ? .template : .dictionary,
            width: width,
            count: UInt32(distinct)
        )
    }

    private mutating func choosePattern(
        _ field: Int,
        _ places: FieldPlaces,
        _ choice: inout TemplateChoice
    ) {
        let plan = slots.fields.fields[field]
        guard let range = slots.patterns.add(plan, slots.texts) else {
            slots.plans[field].kind = .blocks
            return
        }
        let patternOf = slots.patterns.patternOf
        let codeOf = slots.fields.codeOf
        // Numbers take about as many bits fewer than a text that is compressed with others.
        let column = attributes(of: field, places).map { attribute in
            attribute == 0
                ? 0 : patternOf[plan.firstValue + Int(codeOf[Int(attribute) - 1])] + 1
        }
        let isTaken = choice.take(saving: plan.distinct * 64, column)
        guard isTaken else {
            slots.patterns.removeLast(range)
            slots.plans[field].kind = .blocks
            return
        }
        slots.plans[field].first = UInt32(range.lowerBound)
        slots.plans[field].count = UInt32(range.count)
        slots.plans[field].width = BitWriter.width(of: UInt64(range.count - 1))
    }

    /// Lists the values of a field, and says how wide its slots are.
    private mutating func finish(_ field: Int) throws(CompressionError) {
        let plan = slots.fields.fields[field]
        switch slots.plans[field].kind {
        case .pattern, .plain: return
        case .frame:
            let numbers = (0..<plan.distinct).map {
                FrameSlots.ordered(slots.texts.value($0, of: plan).payload)
            }
            let frame = FrameChoice(numbers, mayHaveOutliers: !plan.isRepeated)
            let codeWidth = BitWriter.width(of: UInt64(plan.distinct - 1))
            if plan.uses * codeWidth + plan.distinct * 64 < plan.uses * frame.width {
                slots.plans[field].kind = .dictionary
                return try finish(field)
            }
            slots.plans[field].minimum = frame.minimum
            slots.plans[field].width = frame.width
            slots.plans[field].hasOutliers = frame.hasOutliers
        case .blocks:
            for code in 0..<plan.distinct {
                let value = slots.texts.value(code, of: plan)
                let bytes = ByteWriter.made { append(value, to: &$0) }
                try blocks.append { $0.append(contentsOf: bytes) }
            }
            let (first, count) = try blocks.endList()
            slots.plans[field].first = first
            slots.plans[field].count = count
            slots.plans[field].width = BitWriter.width(of: UInt64(plan.distinct - 1))
        case .template, .dictionary:
            slots.plans[field].width = BitWriter.width(of: UInt64(plan.distinct - 1))
            slots.plans[field].count = UInt32(plan.distinct)
            slots.plans[field].first = list(plan)
        }
    }

    /// Puts the values of a field into the lists of texts or numbers; returns where they begin.
    private mutating func list(_ field: FieldCollection.Field) -> UInt32 {
        switch field.variant {
        case .empty, .bool, .int, .double:
            let first = numbers.count
            for code in 0..<field.distinct {
                numbers.append(slots.texts.value(code, of: field).payload)
            }
            return UInt32(first)
        case .string, .bytes:
            let first = texts.count
            for code in 0..<field.distinct {
                _ = texts.append(slots.texts.value(code, of: field).stringIndex)
            }
            return first
        case .array, .map:
            let first = texts.count
            for code in 0..<field.distinct {
                var out = ByteWriter()
                append(slots.texts.value(code, of: field), to: &out)
                _ = texts.append(out.bytes)
            }
            return first
        }
    }

    /// The bytes of a value that has a text, without its type.
    func append(_ value: BlockValue, to out: inout ByteWriter) {
        if value.isList {
            NestedBytes.appendEntries(of: value, of: block, to: &out)
        } else {
            block.strings.withBytes(at: value.stringIndex) { out.append(contentsOf: $0) }
        }
    }
}
