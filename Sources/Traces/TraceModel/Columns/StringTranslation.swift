/// Which index of another table each string of a table has, as far as it is known.
///
/// An array where the table is small, as that of most traces is, and a dictionary where it is not: who copies one trace of many does not
/// pay for all.
struct StringTranslation: Sendable {
    private static let mostDense = 1 << 14
    private static let unknown = StringIndex.max

    private var dense: [StringIndex] = []
    private var sparse: [StringIndex: StringIndex] = [:]

    /// For a table of `count` strings, of which the empty one is the same in all.
    init(count: Int) {
        if count <= Self.mostDense { dense = Array(repeating: Self.unknown, count: count) }
        self[0] = 0
    }

    subscript(index: StringIndex) -> StringIndex? {
        @inline(__always) get {
            guard Int(index) < dense.count else { return sparse[index] }
            let known = dense[Int(index)]
            return known == Self.unknown ? nil : known
        }
        @inline(__always) set {
            if Int(index) < dense.count {
                dense[Int(index)] = newValue ?? Self.unknown
            } else {
                sparse[index] = newValue
            }
        }
    }
}
