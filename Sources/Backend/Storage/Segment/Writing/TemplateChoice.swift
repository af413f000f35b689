/// Chooses what goes into templates: what rows have in common as a whole.
///
/// It begins with the lists of fields, and takes in one column of codes after another as long as that saves more bits in the records
/// than the templates cost that it adds.
struct TemplateChoice {
    /// Bits that a template takes, roughly.
    private static let templateBits = 190

    /// The template of each row, and how many there are.
    private(set) var codes: [UInt32]
    private(set) var count: Int

    /// Begins with the list of fields of each row, of `count` different ones.
    init(shapes: [UInt32], count: Int) {
        codes = shapes
        self.count = count
    }

    /// Divides the templates by a column that must be in them.
    mutating func take(_ column: [UInt32]) {
        var pairs = PairCodes(most: codes.count)
        for row in codes.indices { codes[row] = pairs.code(codes[row], column[row]) }
        count = pairs.count
    }

    /// Divides the templates by a column of codes, if that costs less than the `saved` bits.
    ///
    /// The column has the code + 1 of each row, and 0 for a row without one.
    mutating func take(saving saved: Int, _ column: [UInt32]) -> Bool {
        let most = count + saved / Self.templateBits
        guard most > count else { return false }
        var pairs = PairCodes(most: min(most + 1, codes.count))
        var divided = codes
        for row in codes.indices {
            divided[row] = pairs.code(codes[row], column[row])
            if pairs.count > most { return false }
        }
        codes = divided
        count = pairs.count
        return true
    }
}
