/// The traces that a search found, each made when it is asked for: many large ones need not stand in memory at once.
///
/// Asking twice makes the trace twice.
package struct FoundTraces: RandomAccessCollection, Sendable {
    package let startIndex = 0
    package let endIndex: Int
    private let make: @Sendable (Int) -> Trace?

    /// `count` traces; `make` gives the one at an index, and for one that is gone nil, which shows as an empty trace.
    package init(count: Int, _ make: @escaping @Sendable (Int) -> Trace?) {
        endIndex = count
        self.make = make
    }

    /// Traces that are there already.
    package init(_ traces: [Trace]) {
        self.init(count: traces.count) { traces[$0] }
    }

    package subscript(index: Int) -> Trace {
        precondition(index >= 0 && index < endIndex, "trace out of bounds")
        return make(index)
            ?? Trace(id: .zero, columns: TraceBuilder().finishBatch().columns, places: 0..<0)
    }

    /// The same traces, each changed as it is made.
    package func changing(_ change: @escaping @Sendable (Trace) -> Trace) -> FoundTraces {
        FoundTraces(count: count) { [make] index in make(index).map(change) }
    }
}
