package import TraceModel

/// Something about a trace's shape or times that is not as it should be; nothing is dropped for it.
///
/// Spans are named by their number in the trace.
package enum TreeIssue: Sendable, Equatable {
    /// A parent id that no span has; its children hang under a synthetic node.
    case missingParent(SpanID, children: Int)
    /// Several spans have one id, not counting a client and server that share one as Zipkin's do.
    case duplicateID(SpanID, count: Int)
    /// The span names itself as parent; it became a root.
    case selfParent(span: Int)
    /// Each span's parent is the next one's id, and the last one's parent the first; the first became a root.
    case cycle(spans: [Int])
    /// The span ends before it starts; it is shown without length.
    case negativeDuration(span: Int)
    /// The end of the span is not known; it is shown until the last end below it.
    case unfinished(span: Int)
    /// Events of the span lie before its start.
    case earlyEvents(span: Int, count: Int)
    /// The span has no start time while others do; it is shown from the start of its parent.
    case missingStart(span: Int)
}
