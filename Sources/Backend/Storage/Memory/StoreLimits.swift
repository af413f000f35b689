/// How much a store holds before it evicts its oldest traces.
package struct StoreLimits: Sendable, Equatable {
    /// Memory for spans and indexes, in bytes.
    package var bytes: Int
    package var traces: Int

    /// Memory of one block, which is evicted as a whole when memory is short.
    package var blockBytes: Int

    /// Takes at least 1 MiB and one trace; blocks are a sixteenth of all, at most 256 MiB.
    package init(bytes: Int = 512 << 20, traces: Int = 100_000) {
        self.bytes = max(bytes, 1 << 20)
        self.traces = max(traces, 1)
        blockBytes = min(self.bytes / 16, 256 << 20)
    }
}
