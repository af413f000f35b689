/// How much a store holds before it evicts its oldest traces.
package struct StoreLimits: Sendable, Equatable {
    /// Memory for spans and indexes, in bytes.
    package var bytes: Int
    package var traces: Int

    /// Memory of one block, which is evicted as a whole when memory is short.
    package var blockBytes: Int
    /// The largest span that is kept, by what it takes in memory.
    package var spanBytes: Int { min(blockBytes, bytes / 32) }
    /// How many operations the lists hold, of all services and of one.
    package var operations = 100_000
    package var operationsPerService = 10_000
    /// Bytes of the names in these lists.
    package var operationBytes: Int { bytes / 32 }
    /// The most points of all series of one answer about metrics.
    package var metricPoints = 200_000
    /// How many deleted traces are remembered, to say of their late spans that others are missing.
    package var rememberedTraces: Int { min(100_000, bytes >> 11) }

    /// Takes at least 1 MiB and one trace; blocks are a sixteenth of all, at most 256 MiB.
    package init(bytes: Int = 512 << 20, traces: Int = 100_000) {
        self.bytes = max(bytes, 1 << 20)
        self.traces = max(traces, 1)
        blockBytes = min(self.bytes / 16, 256 << 20)
    }
}
