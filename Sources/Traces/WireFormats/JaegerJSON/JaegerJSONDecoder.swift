import TraceModel

/// Decodes Jaeger's trace JSON from chunks cut anywhere, straight into columns.
///
/// Takes the query API's `{"data":[…],"errors":…}`, a list of traces, one trace, a list of spans or single
/// spans, and any number of such documents after one another. References are resolved to a parent and links,
/// and the tags that Jaeger generates from OpenTelemetry spans become columns again, so that a trace is the
/// same whichever API it came through. Unknown fields are ignored; what cannot be read is counted in the
/// report, and the span kept. Only broken JSON is an error.
package struct JaegerJSONDecoder: ~Copyable {
    private var tokenizer = JSONTokenizer()
    private var handler = JaegerHandler()

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
        self = JaegerJSONDecoder()
        return ended.handler.finish(ended.tokenizer)
    }
}
