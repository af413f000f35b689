import TraceModel

/// Reading lines that are each a document on several cores, as lists of spans are read; see ``BatchedSpans``.
extension JSONTraceDecoder where Handler == OTLPHandler {
    /// Reads whole lines from `bytes`, for which ``LineCuts/begins(_:at:)`` holds.
    ///
    /// `room` is memory that may be taken; beyond it nothing is read here.
    ///
    /// - Returns: How many bytes were read, up to the end of a line, and how many documents these held.
    mutating func feedLines(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ batching: SpanBatching,
        within room: Int
    ) -> (count: Int, documents: Int) {
        let cut = LineCuts(bytes, size: batching.batchSize)
        guard cut.lines.count > 1 else { return (0, 0) }
        let longest = longestString
        let batches = BatchedSpans<OTLPHandler>(
            bytes,
            cuts: cut.cuts,
            helpers: batching.helpers
        ) {
            var decoder = JSONTraceDecoder()
            decoder.longestString = longest
            return decoder
        }
        defer { batches.end() }
        var read = (count: 0, documents: 0)
        var room = room
        for batch in 0..<batches.count {
            let decoder = batches.take(batch)
            room -= decoder.byteCount
            guard room > 0, join(decoder, lines: cut.lines[batch]) else { break }
            read.count += batches.length(of: batch)
            read.documents += cut.lines[batch]
        }
        return read
    }

    /// Takes over documents that were read; false if that cannot be done.
    private mutating func join(_ batch: borrowing JSONTraceDecoder, lines: Int) -> Bool {
        guard batch.tokenizer.failure == nil, batch.tokenizer.frames.isEmpty,
            batch.tokenizer.partial == .none, batch.tokenizer.documents == lines,
            handler.takeDocuments(lines, of: batch.handler)
        else { return false }
        tokenizer.takeCounts(of: batch.tokenizer)
        return true
    }
}
