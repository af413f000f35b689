/// A handler of documents with long lists of spans, which may be read in batches.
protocol BatchedHandler: TraceHandler, ~Copyable {
    /// The key that spans begin with.
    static var spanCuts: SpanCuts { get }
    /// Around the spans of a batch, as they are around those of a document.
    static var aroundBatch: (beginning: StaticString, depth: Int) { get }
    /// What a batch must know of what is before it.
    associatedtype Beginning: Sendable

    /// The innermost open container is a list of spans.
    var isInListOfSpans: Bool { get }
    var beginning: Beginning { get }

    /// Takes over what a batch must know, behind ``aroundBatch``.
    mutating func begin(_ beginning: Beginning)

    /// Appends the spans of a batch that was read by a handler of its own, as if they had been read by this one; false, and nothing
    /// done, if that cannot be.
    mutating func take(_ batch: borrowing Self) -> Bool
}
