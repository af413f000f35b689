import TraceModel

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
