import TraceAnalysis

/// What a trace is coloured by, and its legend.
package struct ColorsState: Sendable {
    /// What was asked for; nil for services.
    var wanted: SpanGrouping?
    var request: RequestID?
    /// What is shown.
    package private(set) var colors: SpanColors?

    init(wanted: SpanGrouping? = nil) { self.wanted = wanted }

    /// Whether what is shown is what was asked for.
    var isCurrent: Bool { colors?.grouping == wanted }

    mutating func take(_ colors: SpanColors?) {
        request = nil
        self.colors = colors
    }
}
