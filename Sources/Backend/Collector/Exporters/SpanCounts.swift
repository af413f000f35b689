/// What has become of spans since the start.
package struct SpanCounts: Sendable, Equatable {
    /// Spans of all requests that could be read.
    package var received = 0
    /// Spans that were refused, as their sender was told: the queue was full or closed, or they were too many at once.
    package var refusedByQueue = 0
    /// Spans that the store refused for what they are.
    package var refusedByStore = 0
    /// Spans that a processor left out of a batch that was taken.
    package var droppedByProcessors = 0
    /// Spans that were queued and could not be written.
    package var droppedByExporter = 0
    package var stored = 0
    /// Spans that wait or are being written now.
    package var queued = 0
    /// Memory of those, in bytes.
    package var queuedBytes = 0
    /// Writes that failed, tried again or not.
    package var failedWrites = 0

    package init() {}

    package var refused: Int { refusedByQueue + refusedByStore }

    /// Spans that were accepted and are neither stored nor refused.
    package var dropped: Int { droppedByProcessors + droppedByExporter }

    /// Whether every span is accounted for.
    package var isBalanced: Bool { received == stored + refused + dropped + queued }
}
