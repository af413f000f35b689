import TraceModel

/// Reading a long list of spans on several cores.
///
/// Each batch is read as if it were alone, by a decoder of its own. Batches of which there is nothing to tell are joined in their
/// order, which gives what reading them one after the other would have given, to the last index. At the first one of which there is
/// something to tell, or that did not end where it should have, reading goes on in the usual way.
extension JSONTraceDecoder where Handler: BatchedHandler & ~Copyable {
    /// A decoder that is within a list of spans.
    private init(inListOfSpans beginning: Handler.Beginning, longestString: Int) {
        self.init()
        self.longestString = longestString
        beginPart(at: 0, within: Handler.aroundBatch.beginning)
        handler.begin(beginning)
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
        let cuts = Handler.spanCuts.batches(of: bytes, size: batching.batchSize)
        guard cuts.count > 2 else { return 0 }
        let beginning = handler.beginning
        let longest = longestString
        let batches = BatchedSpans<Handler>(bytes, cuts: cuts, helpers: batching.helpers) {
            JSONTraceDecoder(inListOfSpans: beginning, longestString: longest)
        }
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
            batch.tokenizer.frames.count == Handler.aroundBatch.depth,
            handler.take(batch.handler)
        else { return false }
        tokenizer.passOver(bytes, readBy: batch.tokenizer)
        return true
    }
}
