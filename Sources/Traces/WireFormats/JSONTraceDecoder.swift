import TraceModel

/// Decodes trace JSON of one format from chunks cut anywhere, straight into columns.
///
/// Takes any number of documents after one another. What cannot be read is counted in the report, and the span kept;
/// only broken JSON is an error.
struct JSONTraceDecoder<Handler: TraceHandler & ~Copyable>: ~Copyable {
    private var tokenizer = JSONTokenizer()
    private var handler: Handler

    init(_ handler: consuming Handler = Handler()) {
        self.handler = handler
    }

    /// Spans complete so far.
    var spanCount: Int { handler.spanCount }

    /// Reads the next bytes; after an error every further call throws it again.
    mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) throws(DecodeError) {
        try tokenizer.feed(bytes, to: &handler)
    }

    /// Ends the input, which must hold whole documents; what was read is still to be had by ``partial()``.
    mutating func endInput() throws(DecodeError) {
        try tokenizer.finish(&handler)
    }

    /// What has come so far, of broken or unfinished input too.
    ///
    /// The decoder is as new afterwards.
    mutating func partial() -> DecodedTraces {
        var report = handler.report
        report.documents = tokenizer.documents
        report.repairedStrings = tokenizer.repairedStrings
        report.rawControlStrings = tokenizer.rawControlStrings
        report.spans = handler.spanCount
        let ended = consume self
        self = JSONTraceDecoder()
        return ended.handler.finish(report)
    }
}
