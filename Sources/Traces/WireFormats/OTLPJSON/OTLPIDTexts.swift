import TraceModel

/// Ids that are texts.
///
/// OTLP's ids are bytes, and hold a hash of the text; the text itself is kept in an attribute.
struct OTLPIDTexts {
    /// Attributes of spans and links, with texts as values.
    static let traceID = "spoor.trace_id"
    static let spanID = "spoor.span_id"
    static let parentSpanID = "spoor.parent_span_id"

    var trace: StringIndex?
    var span: StringIndex?
    var parent: StringIndex?

    /// Takes the text of an attribute that keeps an id; false if it is another attribute.
    mutating func take(_ key: StringIndex, _ value: StoredValue, _ keys: OTLPKeys) -> Bool {
        guard key >= keys.traceIDText, key <= keys.parentSpanIDText, value.variant == .string else {
            return false
        }
        if key == keys.traceIDText {
            trace = value.stringIndex
        } else if key == keys.spanIDText {
            span = value.stringIndex
        } else {
            parent = value.stringIndex
        }
        return true
    }

    /// The id that is the text at `index`, if `id` is its hash; else `id`, for then someone else gave the span another one.
    static func traceID(_ id: TraceID, _ index: StringIndex?, _ builder: borrowing TraceBuilder)
        -> TraceID
    {
        guard let index else { return id }
        let text = TraceID(text: builder.strings.text(at: index))
        return text.high == id.high && text.low == id.low ? text : id
    }

    static func spanID(_ id: SpanID, _ index: StringIndex?, _ builder: borrowing TraceBuilder)
        -> SpanID
    {
        guard let index else { return id }
        let text = SpanID(text: builder.strings.text(at: index))
        return text.value == id.value ? text : id
    }
}
