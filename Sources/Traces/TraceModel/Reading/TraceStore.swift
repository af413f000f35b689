/// A place that a backend keeps its traces in: spans are written to it, and found in it.
package protocol TraceStore: TraceFinder, TraceWriter, DependencyReader {
    /// What the store has done since the start, and what it holds now.
    var counts: StoreCounts { get }
}

/// What a store has done since it began, and what it holds now.
package struct StoreCounts: Sendable, Equatable {
    /// Spans stored since the start.
    package var storedSpans = 0
    /// Spans that came once more and were not stored again.
    package var repeatedSpans = 0
    /// Spans refused since the start.
    package var refusedSpans = 0
    /// Spans deleted to make room for newer ones.
    package var evictedSpans = 0
    /// Traces deleted to make room for newer ones.
    package var evictedTraces = 0
    /// Traces held now.
    package var heldTraces = 0
    /// Spans held now.
    package var heldSpans: Int { storedSpans - evictedSpans }
    /// Memory of spans and indexes now, in bytes.
    package var heldBytes = 0
    /// Operations of the spans held that the lists of operations have no room for.
    package var omittedOperations = 0
    /// Traces of which spans came after others had been deleted.
    package var continuedTraces = 0

    package init() {}
}
