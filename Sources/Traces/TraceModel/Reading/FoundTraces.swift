/// The traces that a search found, each made when it is asked for: many large ones need not stand in memory at once.
///
/// Asking twice makes the trace twice.
package struct FoundTraces: RandomAccessCollection, Sendable {
    package let startIndex = 0
    package let endIndex: Int
    private let make: @Sendable (Int) -> TraceInParts?

    /// `count` traces; `make` gives the one at an index, and for one that is gone nil, which shows as an empty trace.
    package init(count: Int, _ make: @escaping @Sendable (Int) -> Trace?) {
        self.init(count: count, inParts: { make($0).map { TraceInParts($0) } })
    }

    /// `count` traces that are read in parts; `make` gives the one at an index, and nil for one that is gone.
    package init(count: Int, inParts make: @escaping @Sendable (Int) -> TraceInParts?) {
        endIndex = count
        self.make = make
    }

    /// Traces that are there already.
    package init(_ traces: [Trace]) {
        self.init(count: traces.count) { traces[$0] }
    }

    package subscript(index: Int) -> Trace {
        inParts(index)?.whole()
            ?? Trace(id: .zero, columns: TraceBuilder().finishBatch().columns, places: 0..<0)
    }

    /// The trace at an index, to be read in parts; nil if it is gone.
    package func inParts(_ index: Int) -> TraceInParts? {
        precondition(index >= 0 && index < endIndex, "trace out of bounds")
        return make(index)
    }
}
