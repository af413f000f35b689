import TraceModel

/// The fields of a block's rows: each key with each type that its values have, and the distinct values of each.
///
/// A value's code is its place among those of its field, in the order in which the segment's rows have them.
struct FieldCollection {
    struct Field {
        var key: StringIndex
        var variant: StoredValue.Variant
        /// How many distinct values, and how many attributes of rows.
        var distinct = 0
        var uses = 0
        /// Whether a row has it more than once.
        var isRepeated = false
        /// Where its values begin in `values`.
        var firstValue = 0
    }

    static let none = UInt32.max

    private(set) var fields: [Field] = []
    /// Field and code of each of the block's attributes; none of those that no row has itself.
    private(set) var fieldOf: [UInt32]
    private(set) var codeOf: [UInt32]
    /// The attributes of each field, by code.
    private(set) var values: [AttributeIndex] = []
    /// The lists of fields that rows have, and which one each row of the segment has.
    private(set) var shapes: [[UInt32]] = []
    private(set) var shapeOf: [UInt32] = []

    /// - Complexity: O(attributes of rows).
    init(_ block: Block, _ order: RowOrder) {
        let attributes = block.attributes
        fieldOf = Array(repeating: Self.none, count: attributes.count)
        codeOf = Array(repeating: 0, count: attributes.count)
        // By key and type, field + 1.
        var known = [UInt32](repeating: 0, count: block.strings.count * 8)
        var lists = WordLists()
        var words: [UInt32] = []
        shapeOf.reserveCapacity(order.rows.count)
        for row in order.rows {
            words.removeAll(keepingCapacity: true)
            for place in block.rows.attributeRange(ofRow: row) {
                let index = Int(block.rows.attributes[place])
                if fieldOf[index] == Self.none { enter(index, attributes, &known) }
                let field = fieldOf[index]
                fields[Int(field)].uses += 1
                words.append(field)
            }
            let (shape, isNew) = words.withUnsafeBufferPointer { lists.intern($0) }
            if isNew { add(words) }
            shapeOf.append(UInt32(shape))
        }
        listValues()
    }

    private mutating func enter(
        _ index: Int,
        _ attributes: AttributesView,
        _ known: inout [UInt32]
    ) {
        let key = attributes.keys[index]
        let variant = attributes.variants[index]
        let slot = Int(key) * 8 + Int(variant & 7)
        if known[slot] == 0 {
            let variant = StoredValue.Variant(rawValue: variant) ?? .empty
            fields.append(Field(key: key, variant: variant))
            known[slot] = UInt32(fields.count)
        }
        let field = Int(known[slot]) - 1
        fieldOf[index] = UInt32(field)
        codeOf[index] = UInt32(fields[field].distinct)
        fields[field].distinct += 1
    }

    private mutating func add(_ shape: [UInt32]) {
        shapes.append(shape)
        guard shape.count > 1 else { return }
        let sorted = shape.sorted()
        for (one, next) in zip(sorted, sorted.dropFirst()) where one == next {
            fields[Int(one)].isRepeated = true
        }
    }

    private mutating func listValues() {
        var sum = 0
        for field in fields.indices {
            fields[field].firstValue = sum
            sum += fields[field].distinct
        }
        values = Array(repeating: 0, count: sum)
        for index in fieldOf.indices where fieldOf[index] != Self.none {
            let first = fields[Int(fieldOf[index])].firstValue
            values[first + Int(codeOf[index])] = AttributeIndex(index)
        }
    }
}
