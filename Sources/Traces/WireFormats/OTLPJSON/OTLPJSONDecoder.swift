import TraceModel

/// Decodes OTLP's trace JSON from chunks cut anywhere, straight into columns.
///
/// Takes `{"resourceSpans":[…]}` bare, in the v3 API's `{"result":…}`, in Tempo's `batches` or
/// `trace.resourceSpans`, in lists, and any number of such documents after one another, as lines too; an
/// `{"error":…}` among them is collected. Keys may be camelCase or snake_case, ids hexadecimal or Base64, enums
/// numbers or names, 64-bit integers strings or numbers. Unknown fields are ignored; what cannot be read is
/// counted in the report, and the span kept. Only broken JSON is an error.
package struct OTLPJSONDecoder: ~Copyable {
    private var tokenizer = JSONTokenizer()
    private var handler = OTLPHandler()

    package init() {}

    /// Reads the next bytes; after an error every further call throws it again.
    package mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) throws(DecodeError) {
        try tokenizer.feed(bytes, to: &handler)
    }

    /// Spans complete so far.
    package var spanCount: Int { handler.builder.spanCount }

    /// Ends the input, which must hold whole documents.
    ///
    /// The decoder is as new afterwards.
    package mutating func finish() throws(DecodeError) -> DecodedTraces {
        try endInput()
        return partial()
    }

    /// Ends the input, which must hold whole documents; what was read is still to be had by ``partial()``.
    mutating func endInput() throws(DecodeError) {
        try tokenizer.finish(&handler)
    }

    /// What has come so far, of broken or unfinished input too.
    ///
    /// The decoder is as new afterwards.
    package mutating func partial() -> DecodedTraces {
        let ended = consume self
        self = OTLPJSONDecoder()
        return ended.handler.finish(ended.tokenizer)
    }
}
