import TraceModel

/// What the warnings of one set of columns say of clocks, each read once as a rule: the spans of a host are moved by the
/// same, and share the text.
struct SkewWarnings {
    private let strings: StringTable
    /// The last warning read of those that share a place, and what it says; 0 is the empty text, which says nothing.
    private var known: [(warning: StringIndex, skew: SkewReport.SpanSkew?)]

    init(_ columns: SpanColumns) {
        strings = columns.strings
        known = Array(repeating: (0, nil), count: 64)
    }

    /// What a warning says of the clock of its span; nil if it speaks of something else.
    mutating func skew(of warning: StringIndex) -> SkewReport.SpanSkew? {
        let place = Int(warning) % known.count
        if known[place].warning != warning {
            let skew = strings.withBytes(at: warning) { SkewReport.SpanSkew(warning: $0) }
            known[place] = (warning, skew)
        }
        return known[place].skew
    }
}
