/// A place that a backend keeps its traces in: spans are written to it, and found in it.
package protocol TraceStore: TraceFinder, TraceWriter, DependencyReader {
    /// What the store has done since the start, and what it holds now.
    var counts: StoreCounts { get }

    /// Where batches are written before they are acknowledged; nil if those that were not stored yet are lost with the process.
    var log: (any BatchLog)? { get }

    /// Brings what is held to where it lasts, if there is such a place; nothing is written from then on.
    func close() async
}

extension TraceStore {
    package var log: (any BatchLog)? { nil }
    package func close() async {}
}

/// What a store has done since it began, and what it holds now.
package struct StoreCounts: Sendable, Equatable {
    /// Spans that were there at the start.
    package var foundSpans = 0
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
    package var heldSpans: Int { foundSpans + storedSpans - evictedSpans }
    /// Memory of spans and indexes now, in bytes.
    package var heldBytes = 0
    /// Bytes of segments on disk now; nil where all is in memory.
    package var diskBytes: Int?
    /// Operations of the spans held that the lists of operations have no room for.
    package var omittedOperations = 0
    /// Traces of which spans came after others had been deleted.
    package var continuedTraces = 0

    package init() {}
}
