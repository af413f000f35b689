import TraceModel

/// One row of a segment's table of fields.
struct SegmentField {
    /// Words of 32 bits of a row.
    static let words = 8

    /// Those that every segment has before the keys of its spans.
    enum Reserved: Int, CaseIterable {
        /// Events, links and what else few rows have, in blocks.
        case extras
        /// The row's place in the table of operations, of resources, of details.
        case operation, resource, detail
    }

    var key: Int
    var variant: StoredValue.Variant
    var kind: SlotKind
    var width: Int
    var first: Int
    var count: Int
    var minimum: UInt64
    var firstOutlier: Int
    var outlierCount: Int

    init(_ words: FlatArray<UInt32>, _ index: Int) {
        let at = index &* Self.words
        key = Int(words[at])
        let how = words[at &+ 1]
        variant = StoredValue.Variant(rawValue: UInt8(how & 0xFF)) ?? .empty
        kind = SlotKind(rawValue: UInt8(how >> 8 & 0xFF)) ?? .dictionary
        width = min(Int(how >> 16), 64)
        first = Int(words[at &+ 2])
        count = Int(words[at &+ 3])
        minimum = UInt64(words[at &+ 4]) | UInt64(words[at &+ 5]) << 32
        firstOutlier = Int(words[at &+ 6])
        outlierCount = Int(words[at &+ 7])
    }

    /// Bits that the field takes in the part of the record whose slots are of one width.
    var fixedBits: Int {
        switch kind {
        case .template, .pattern: 0
        case .dictionary, .frame, .blocks: width
        case .plain: 64
        }
    }

    /// Bits that the field takes in the constants of the template.
    var constantBits: Int {
        switch kind {
        case .template, .pattern: width
        case .dictionary, .plain, .frame, .blocks: 0
        }
    }
}
