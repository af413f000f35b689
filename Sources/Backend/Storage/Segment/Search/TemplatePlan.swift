import TraceModel

/// What the rows of one template must hold to satisfy all conditions, as far as the template does not tell.
struct TemplatePlan {
    /// Something that a record must hold.
    enum Check {
        /// A number at a bit behind the times.
        case number(offset: Int, width: Int, value: UInt64)
        /// A place in a table for which the condition holds.
        case place(offset: Int, width: Int, isHit: [Bool])
    }

    /// Of each condition that is not decided, what satisfies it: all checks of one of the lists, or the row's extras.
    private var undecided: [(criterion: Int, ways: [[Check]])] = []

    /// Whether rows of the template need not be looked at.
    var isCertain: Bool { undecided.isEmpty }

    /// Nil when no row of the template satisfies the conditions.
    init?(_ template: SegmentTemplate, _ criteria: [SegmentCriterion], _ layout: SegmentLayout) {
        for (index, criterion) in criteria.enumerated() {
            guard let ways = Self.ways(template, criterion, layout) else { continue }
            if ways.isEmpty && criterion.extras.isEmpty { return nil }
            undecided.append((index, ways))
        }
    }

    /// The ways in which rows of the template may satisfy a condition; nil if all do.
    private static func ways(
        _ template: SegmentTemplate,
        _ criterion: SegmentCriterion,
        _ layout: SegmentLayout
    ) -> [[Check]]? {
        if criterion.isError == template.outcome.isError { return nil }
        if criterion.status == template.outcome.status { return nil }
        var ways: [[Check]] = []
        for (place, known, hits) in [
            (layout.operation, template.operation, criterion.operations),
            (layout.resource, template.resource, criterion.resources),
            (layout.detail, template.detail, criterion.details),
        ] where !hits.isEmpty {
            if let place {
                ways.append([.place(offset: place.offset, width: place.width, isHit: hits)])
            } else if known < hits.count, hits[known] {
                return nil
            }
        }
        guard !criterion.slots.isEmpty else { return ways }
        var isCertain = false
        layout.forEachField(of: template) { field, constant, offset in
            guard let tests = criterion.slots[field] else { return }
            for test in tests where test.constant == nil || test.constant == constant {
                if test.numbers.isEmpty { isCertain = true }
                ways.append(
                    test.numbers.map {
                        .number(offset: offset &+ $0.offset, width: $0.width, value: $0.value)
                    }
                )
            }
        }
        return isCertain ? nil : ways
    }

    /// Whether a row whose slots begin at a bit satisfies the conditions.
    func accepts(
        _ row: Int,
        slots: Int,
        _ criteria: [SegmentCriterion],
        _ records: FlatBits
    ) -> Bool {
        for (index, ways) in undecided {
            let extras = criteria[index].extras
            if !extras.isEmpty, extras[row >> 6] >> UInt64(row & 63) & 1 == 1 { continue }
            guard ways.contains(where: { Self.hold($0, slots, records) }) else { return false }
        }
        return true
    }

    private static func hold(_ checks: [Check], _ slots: Int, _ records: FlatBits) -> Bool {
        for check in checks {
            switch check {
            case .number(let offset, let width, let value):
                if records.bits(at: slots &+ offset, width: width) != value { return false }
            case .place(let offset, let width, let isHit):
                let place = records.bits(at: slots &+ offset, width: width)
                guard place < UInt64(isHit.count), isHit[Int(place)] else { return false }
            }
        }
        return true
    }
}

/// Where in constants and records the fields of a segment stand.
struct SegmentLayout {
    private let segment: Segment
    private let fields: [SegmentField]
    /// Where operation, resource and detail stand in records; nil where in templates.
    let operation, resource, detail: (offset: Int, width: Int)?

    init(_ segment: Segment) {
        self.segment = segment
        fields = (0..<segment.fieldCount).map { segment.field($0) }
        var offset = 0
        func place(_ field: SegmentField) -> (offset: Int, width: Int)? {
            guard field.kind != .template else { return nil }
            defer { offset += field.width }
            return (offset, field.width)
        }
        operation = place(segment.operationField)
        resource = place(segment.resourceField)
        detail = place(segment.detailField)
        firstFixed = offset
    }

    private let firstFixed: Int

    /// Calls `body` with each field of a template, what the template says of it, and the bit behind the times where its slot begins.
    func forEachField(
        of template: SegmentTemplate,
        _ body: (_ field: Int, _ constant: UInt64?, _ offset: Int) -> Void
    ) {
        var fixed = firstFixed
        var pattern = segment.fixedBits(ofShape: template.shape)
        var constant = template.constant
        for at in segment.fields(ofShape: template.shape) {
            let index = Int(segment.shapeFields[at])
            guard index < fields.count else { continue }
            let field = fields[index]
            switch field.kind {
            case .template:
                body(index, segment.constants.bits(at: constant, width: field.width), fixed)
            case .pattern:
                let code = segment.constants.bits(at: constant, width: field.width)
                body(index, code, pattern)
                pattern &+= segment.pattern(Int(truncatingIfNeeded: code), of: field).bits
            case .dictionary, .plain, .frame, .blocks: body(index, nil, fixed)
            }
            constant &+= field.constantBits
            fixed &+= field.fixedBits
        }
    }
}
