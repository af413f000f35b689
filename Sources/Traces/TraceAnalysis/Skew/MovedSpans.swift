import TraceModel

/// Counts spans of one set of columns that say of themselves that their times were moved, by a server or by us.
struct MovedSpans {
    private(set) var count = 0
    private let strings: StringTable

    init(_ strings: StringTable) { self.strings = strings }

    mutating func add(_ span: Span) {
        guard span.hasWarnings else { return }
        let isMoved = span.warningIndexes.contains { warning in
            strings.withBytes(at: warning) { SkewReport.SpanSkew(warning: $0) }?.isCorrected
                ?? false
        }
        if isMoved { count += 1 }
    }
}
