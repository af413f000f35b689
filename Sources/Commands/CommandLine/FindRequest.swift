package import Explorer
package import TraceModel

/// Spans of one trace that are looked for.
package struct FindRequest: Sendable, Equatable {
    package var trace: TraceIDText
    package var sought: SoughtSpans
    /// Times as recorded, without the adjustment for clock skew.
    package var raw: Bool
}
