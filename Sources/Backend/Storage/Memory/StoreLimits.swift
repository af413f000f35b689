/// How much a store holds before its oldest traces go.
package struct StoreLimits: Sendable, Equatable {
    /// Memory for spans and indexes, in bytes.
    package var bytes: Int
    package var traces: Int

    /// Memory of one block, which is what goes at once when memory is short.
    package var blockBytes: Int

    /// Takes at least 1 MiB and one trace; blocks are a sixteenth of all, at most 256 MiB.
    package init(bytes: Int = 512 << 20, traces: Int = 100_000) {
        self.bytes = max(bytes, 1 << 20)
        self.traces = max(traces, 1)
        blockBytes = min(self.bytes / 16, 256 << 20)
    }
}

/// What a store has done since it began, and what it holds now.
package struct StoreCounts: Sendable, Equatable {
    /// Spans stored since the start.
    package var storedSpans = 0
    /// Spans refused since the start.
    package var refusedSpans = 0
    /// Spans and traces that gave way to newer ones.
    package var evictedSpans = 0
    package var evictedTraces = 0
    /// Traces and spans held now.
    package var heldTraces = 0
    package var heldSpans: Int { storedSpans - evictedSpans }
    /// Memory of blocks and indexes now.
    package var heldBytes = 0
    /// Operations that the lists of operations had no room for.
    package var operationsLeftOut = 0

    package init() {}
}
