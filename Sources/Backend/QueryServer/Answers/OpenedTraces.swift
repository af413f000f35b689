import TraceModel

/// Small traces of an answer that were read and adjusted together.
struct OpenedTraces: Sendable {
    struct Opened: Sendable {
        let trace: TraceInParts
        let part: TraceInParts.Part
    }

    /// No more are added from so many spans or bytes on.
    private static let mostSpans = 128
    private static let mostBytes = 128 << 10
    /// What they take while they are made: as they were read, and adjusted.
    static let heldBytes = 2 * mostBytes

    let opened: [Opened]
    /// The number of the first trace that is not among them: the next one, or one that is too large to be.
    let end: Int

    /// Opens traces from a number on, and leaves out those that are gone.
    ///
    /// - Complexity: O(spans), ``mostSpans`` or those of one trace.
    init(_ traces: FoundTraces, from start: Int, adjust: (TraceInParts) -> TraceInParts?) {
        var opened: [Opened] = []
        var (spans, bytes) = (0, 0)
        var number = start
        while number < traces.count, spans < Self.mostSpans, bytes < Self.mostBytes {
            if let stored = traces.inParts(number) {
                guard stored.spanCount <= Self.mostSpans else { break }
                if let trace = adjust(stored), let part = trace.part(from: 0) {
                    opened.append(Opened(trace: trace, part: part))
                    spans += stored.spanCount
                    bytes += part.trace.columns.byteCount
                }
            }
            number += 1
        }
        self.opened = opened
        end = number
    }
}
