import TraceModel

/// What a batch of spans must know of what is before it.
struct BatchBeginning: Sendable {
    /// Of the trace object around the list, for spans that name none.
    var traceID: TraceID
    var hasTraceID: Bool
    /// Longest string taken, in bytes.
    var longestString: Int
}

/// Reading a long list of spans on several cores.
///
/// Each batch is read as if it were alone, by a decoder of its own. Batches of which there is nothing to tell are joined in their
/// order, which gives what reading them one after the other would have given, to the last index. At the first one of which there is
/// something to tell, or that did not end where it should have, reading goes on in the usual way.
extension JSONTraceDecoder where Handler == JaegerHandler {
    /// The key that spans of Jaeger's JSON begin with.
    static var spanCuts: SpanCuts { SpanCuts(first: "\"traceID\"") }

    /// Around the spans of a batch, as they are around those of a document.
    private static var aroundBatch: (beginning: StaticString, depth: Int) { ("{\"spans\":[", 2) }

    /// A decoder that is within a list of spans.
    init(inListOfSpans beginning: BatchBeginning) {
        self.init()
        longestString = beginning.longestString
        beginPart(at: 0, within: Self.aroundBatch.beginning)
        handler.trace.id = beginning.traceID
        handler.trace.hasID = beginning.hasTraceID
    }

    /// A span has just ended in a list of them.
    var isBetweenSpans: Bool {
        tokenizer.partial == .none && tokenizer.expectation == .commaOrEnd
            && handler.isInListOfSpans
    }

    /// Reads spans from `bytes`, which go on where a span has just ended; see ``isBetweenSpans``.
    ///
    /// `room` is memory that may be taken; beyond it nothing is read here.
    ///
    /// - Returns: How many bytes were read, up to the end of a span.
    mutating func feedBatches(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ batching: SpanBatching,
        within room: Int
    ) -> Int {
        guard bytes.first == UInt8(ascii: ",") else { return 0 }
        let cuts = Self.spanCuts.batches(of: bytes, size: batching.batchSize)
        guard cuts.count > 2 else { return 0 }
        let batches = BatchedSpans(
            bytes,
            cuts: cuts,
            helpers: batching.helpers,
            BatchBeginning(
                traceID: handler.trace.id,
                hasTraceID: handler.trace.hasID,
                longestString: longestString
            )
        )
        defer { batches.end() }
        var count = 0
        var room = room
        for batch in 0..<batches.count {
            let decoder = batches.take(batch)
            room -= decoder.byteCount
            guard room > 0, join(decoder, bytes: batches.length(of: batch)) else { break }
            count += batches.length(of: batch)
        }
        return count
    }

    /// Takes over a batch that was read; false if that cannot be done.
    private mutating func join(_ batch: borrowing JSONTraceDecoder, bytes: Int) -> Bool {
        guard batch.tokenizer.failure == nil, batch.isBetweenSpans,
            batch.tokenizer.frames.count == Self.aroundBatch.depth,
            handler.take(batch.handler)
        else { return false }
        tokenizer.passOver(bytes, readBy: batch.tokenizer)
        return true
    }
}
