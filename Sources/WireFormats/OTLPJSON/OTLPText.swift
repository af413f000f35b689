import TraceModel

/// Single values as OTLP's JSON and its relatives spell them.
enum OTLPText {
    /// An id in hexadecimal, as OTLP has it, or in Base64, as generic protobuf JSON has it.
    static func traceID(_ text: UnsafeBufferPointer<UInt8>) -> TraceID? {
        TraceID(hexDigits: text) ?? Base64.decode(text).flatMap { TraceID(bytes: $0) }
    }

    static func spanID(_ text: UnsafeBufferPointer<UInt8>) -> SpanID? {
        SpanID(hexDigits: text) ?? Base64.decode(text).flatMap { SpanID(bytes: $0) }
    }

    /// A kind by number, in digits or not, or by name.
    static func kind(_ text: UnsafeBufferPointer<UInt8>) -> SpanKind? {
        if let number = text.number { return kind(number) }
        if text.equals("SPAN_KIND_UNSPECIFIED") { return .unspecified }
        if text.equals("SPAN_KIND_INTERNAL") { return .internal }
        if text.equals("SPAN_KIND_SERVER") { return .server }
        if text.equals("SPAN_KIND_CLIENT") { return .client }
        if text.equals("SPAN_KIND_PRODUCER") { return .producer }
        if text.equals("SPAN_KIND_CONSUMER") { return .consumer }
        return nil
    }

    static func kind(_ number: JSONNumber) -> SpanKind? {
        number.int64Value.flatMap { UInt8(exactly: $0) }.flatMap { SpanKind(rawValue: $0) }
    }

    /// A status code by number, in digits or not, or by name.
    static func statusCode(_ text: UnsafeBufferPointer<UInt8>) -> StatusCode? {
        if let number = text.number { return statusCode(number) }
        if text.equals("STATUS_CODE_UNSET") { return .unset }
        if text.equals("STATUS_CODE_OK") { return .ok }
        if text.equals("STATUS_CODE_ERROR") { return .error }
        return nil
    }

    static func statusCode(_ number: JSONNumber) -> StatusCode? {
        number.int64Value.flatMap { UInt8(exactly: $0) }.flatMap { StatusCode(rawValue: $0) }
    }
}
