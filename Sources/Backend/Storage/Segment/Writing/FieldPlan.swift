import TraceModel

/// How the values of one field are to be kept, as the table of fields in the segment says it.
struct FieldPlan {
    var kind: SlotKind
    /// Bits of the slot in the record, or of the code in the template.
    var width = 0
    /// Where its values, patterns or blocks begin, and how many there are.
    var first: UInt32 = 0
    var count: UInt32 = 0
    /// What is taken off numbers.
    var minimum: UInt64 = 0
    var hasOutliers = false
    var firstOutlier: UInt32 = 0
    var outlierCount: UInt32 = 0
}

extension FieldPlan {
    /// What suits a field before templates are tried: nil means that its codes may go into templates.
    static func kind(_ field: FieldCollection.Field) -> SlotKind? {
        let (distinct, uses) = (field.distinct, field.uses)
        if distinct <= 1 { return .dictionary }
        switch field.variant {
        case .empty, .bool: return field.isRepeated ? .dictionary : nil
        case .int:
            if distinct <= 1024, !field.isRepeated { return nil }
            return .frame
        case .double:
            if distinct <= 256, !field.isRepeated { return nil }
            return distinct * 8 < uses ? .dictionary : .plain
        case .string:
            if distinct <= 64 || distinct <= 4096 && distinct * 8 <= uses {
                return field.isRepeated ? .dictionary : nil
            }
            return field.isRepeated ? .blocks : .pattern
        case .bytes, .array, .map:
            return distinct <= 64 ? .dictionary : .blocks
        }
    }

    /// What a field is kept as that was not worth a place in templates.
    static func kindOutside(_ field: FieldCollection.Field) -> SlotKind {
        switch field.variant {
        case .int: .frame
        case .empty, .bool, .double, .string, .bytes, .array, .map: .dictionary
        }
    }
}
