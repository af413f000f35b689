/// One trace to be read in parts, so that a large one need not stand in memory as a whole.
///
/// A part is a trace of its own, of spans that follow one another in the order received.
package struct TraceInParts: Sendable {
    /// Some spans of the trace.
    package struct Part: Sendable {
        /// The spans, perhaps fewer than there were at first: whoever changes the trace may leave spans out.
        package var trace: Trace
        /// The number of the span that comes behind the part.
        package var end: Int

        package init(trace: Trace, end: Int) {
            self.trace = trace
            self.end = end
        }
    }

    package let id: TraceID
    /// Number of spans.
    package let spanCount: Int
    /// Bytes that this holds while it is read, the parts aside.
    package let heldBytes: Int
    /// What is to be said of the trace as a whole, as each part's own warnings say too.
    package let warnings: [String]
    private let readPart: @Sendable (Int) -> Part?
    private let readSpans: @Sendable ([Int]) -> Trace?

    /// A trace that is read by two functions, both of which give nil if it is gone.
    ///
    /// `part` gives a part that begins with the span of a number and holds at least that one; `spans` the spans of some
    /// numbers, in their order.
    package init(
        id: TraceID,
        spanCount: Int,
        heldBytes: Int,
        warnings: [String] = [],
        part: @escaping @Sendable (Int) -> Part?,
        spans: @escaping @Sendable ([Int]) -> Trace?
    ) {
        self.id = id
        self.spanCount = spanCount
        self.heldBytes = heldBytes
        self.warnings = warnings
        readPart = part
        readSpans = spans
    }

    /// A trace that stands in memory, as its only part.
    package init(_ trace: Trace) {
        self.init(
            id: trace.id,
            spanCount: trace.count,
            heldBytes: trace.columns.byteCount,
            warnings: trace.warnings,
            part: { _ in Part(trace: trace, end: trace.count) },
            spans: { numbers in
                var builder = TraceBuilder()
                builder.append(copyOf: trace, spans: numbers)
                return builder.finish().first
            }
        )
    }

    /// The part that begins with the span numbered `start`; nil if the trace is gone.
    package func part(from start: Int) -> Part? { readPart(start) }

    /// The spans of these numbers, in this order, as a trace of their own; nil if the trace is gone, or without numbers.
    package func spans(_ numbers: [Int]) -> Trace? { readSpans(numbers) }

    /// The same trace, whose parts are changed as they are read; `heldBytes` is what the change holds.
    package func changing(
        heldBytes more: Int,
        _ change: @escaping @Sendable (_ part: Part, _ start: Int) -> Part
    ) -> TraceInParts {
        TraceInParts(
            id: id,
            spanCount: spanCount,
            heldBytes: heldBytes + more,
            warnings: warnings,
            part: { [readPart] start in readPart(start).map { change($0, start) } },
            spans: readSpans
        )
    }

    /// The trace in one piece; nil if it is gone.
    package func whole() -> Trace? {
        guard let first = part(from: 0) else { return nil }
        guard first.end < spanCount else { return first.trace }
        var builder = TraceBuilder()
        var part = first
        while true {
            builder.append(copyOf: part.trace)
            guard part.end < spanCount else { return builder.finish().first }
            guard let next = self.part(from: part.end) else { return nil }
            part = next
        }
    }
}
