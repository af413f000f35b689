/// What the rows of one template have in common.
struct SegmentTemplate {
    /// Words of 32 bits of a row of the table.
    static let words = 6

    var shape: Int
    /// Places in the tables of operations, resources and details; 0 where these stand in the record.
    var operation: Int
    var resource: Int
    var detail: Int
    var outcome: Outcome
    /// The first bit of its constants.
    var constant: Int
    /// Bits of the record behind the times.
    var recordBits: Int

    init(_ words: FlatArray<UInt32>, _ index: Int) {
        let at = index &* Self.words
        shape = Int(words[at])
        operation = Int(words[at &+ 1] & 0xFFFF)
        resource = Int(words[at &+ 1] >> 16)
        detail = Int(words[at &+ 2] & 0xFFFF)
        outcome = Outcome(bits: UInt8(words[at &+ 2] >> 16 & 0xFF))
        constant = Int(words[at &+ 3]) | Int(words[at &+ 4] & 0xFF) << 32
        recordBits = Int(words[at &+ 5])
    }
}
