import TraceModel

/// Decodes trace JSON of one format from chunks cut anywhere, straight into columns.
///
/// Takes any number of documents after one another. What cannot be read is counted in the report, and the span kept;
/// only broken JSON is an error.
struct JSONTraceDecoder<Handler: TraceHandler & ~Copyable>: ~Copyable {
    var tokenizer = JSONTokenizer()
    var handler: Handler

    init(_ handler: consuming Handler = Handler()) {
        self.handler = handler
    }

    /// Longest string taken, in bytes; longer ones are cut.
    var longestString: Int {
        get { tokenizer.longestString }
        set { tokenizer.longestString = newValue }
    }

    /// Bytes held for what was read.
    var byteCount: Int { handler.byteCount + tokenizer.scratch.count }

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

    /// Begins a part of a larger document, at absolute `offset`, as a document of its own.
    ///
    /// `wrapper` is read before it, as if it stood there: what the format has around such a part.
    mutating func beginPart(at offset: Int, within wrapper: StaticString) {
        tokenizer.startOver(at: offset - wrapper.utf8CodeUnitCount)
        try? feed(UnsafeBufferPointer(start: wrapper.utf8Start, count: wrapper.utf8CodeUnitCount))
    }

    /// Reads on in a part that has `depth` containers around it, until it ends.
    ///
    /// - Returns: How many bytes were read, and whether the part ended there.
    mutating func feedPart(
        _ bytes: UnsafeBufferPointer<UInt8>,
        depth: Int
    ) throws(DecodeError) -> (count: Int, isComplete: Bool) {
        let count = try tokenizer.feed(bytes, to: &handler, untilDepth: depth)
        return (count, tokenizer.frames.count == depth && tokenizer.partial == .none && count > 0)
    }

    /// Ends a part by what the format has behind it.
    mutating func endPart(_ wrapper: StaticString) {
        try? feed(UnsafeBufferPointer(start: wrapper.utf8Start, count: wrapper.utf8CodeUnitCount))
    }

    /// Gives up the part being read; the complete spans in it stay.
    mutating func abandonPart() {
        handler.abandonDocument()
        tokenizer.startOver(at: 0)
    }

    /// What has come so far, of broken or unfinished input too.
    ///
    /// The decoder is as new afterwards.
    mutating func partial() -> DecodedTraces {
        var report = handler.report
        report.documents = tokenizer.documents
        report.repairedStrings = tokenizer.repairedStrings
        report.rawControlStrings = tokenizer.rawControlStrings
        report.cutStrings = tokenizer.cutStrings
        report.spans = handler.spanCount
        let longest = longestString
        let ended = consume self
        self = JSONTraceDecoder()
        longestString = longest
        return ended.handler.finish(report)
    }
}
