import TraceModel

/// Single values as OTLP's JSON and its relatives spell them.
enum OTLPText {
    /// A value of an enumeration: one of the schema, or a number that it does not have.
    enum Enumerated<Value: Equatable>: Equatable {
        case known(Value)
        case unknown
    }

    typealias Kind = Enumerated<SpanKind>
    typealias Code = Enumerated<StatusCode>

    /// An id in hexadecimal, as OTLP has it, or in Base64, as generic protobuf JSON has it; nil for what OTLP has no form for.
    static func traceID(_ text: UnsafeBufferPointer<UInt8>) -> TraceID? {
        if let id = TraceID(hexDigits: text) { return id }
        if text.isEmpty { return .zero }
        return base64(text).flatMap { TraceID(bytes: $0) }
    }

    static func spanID(_ text: UnsafeBufferPointer<UInt8>) -> SpanID? {
        if let id = SpanID(hexDigits: text) { return id }
        if text.isEmpty { return .zero }
        return base64(text).flatMap { SpanID(bytes: $0) }
    }

    /// The bytes of Base64 as protobuf writes it, which is padded: without that, many a word would be an id.
    private static func base64(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard text.last == UInt8(ascii: "="), let bytes = Base64.decode(text) else { return nil }
        // Other texts may stand for the same bytes, but they are other ids.
        let isUsual = Base64.text(of: bytes).utf8.elementsEqual(
            text.lazy.map { $0 == UInt8(ascii: "-") ? 0x2B : $0 == UInt8(ascii: "_") ? 0x2F : $0 }
        )
        return isUsual ? bytes : nil
    }

    /// A kind by number, in digits or not, or by name.
    static func kind(_ text: UnsafeBufferPointer<UInt8>) -> Kind? {
        if let number = text.number { return kind(number) }
        return kind(named: text).map { .known($0) }
    }

    private static func kind(named text: UnsafeBufferPointer<UInt8>) -> SpanKind? {
        if text.equals("SPAN_KIND_UNSPECIFIED") { return .unspecified }
        if text.equals("SPAN_KIND_INTERNAL") { return .internal }
        if text.equals("SPAN_KIND_SERVER") { return .server }
        if text.equals("SPAN_KIND_CLIENT") { return .client }
        if text.equals("SPAN_KIND_PRODUCER") { return .producer }
        if text.equals("SPAN_KIND_CONSUMER") { return .consumer }
        return nil
    }

    /// Any whole number of 32 bits is one, for enumerations of proto3 are open.
    static func kind(_ number: JSONNumber) -> Kind? {
        guard let value = number.int64Value, Int32(exactly: value) != nil else { return nil }
        return UInt8(exactly: value).flatMap { SpanKind(rawValue: $0) }.map { .known($0) }
            ?? .unknown
    }

    /// A status code by number, in digits or not, or by name.
    static func statusCode(_ text: UnsafeBufferPointer<UInt8>) -> Code? {
        if let number = text.number { return statusCode(number) }
        return statusCode(named: text).map { .known($0) }
    }

    private static func statusCode(named text: UnsafeBufferPointer<UInt8>) -> StatusCode? {
        if text.equals("STATUS_CODE_UNSET") { return .unset }
        if text.equals("STATUS_CODE_OK") { return .ok }
        if text.equals("STATUS_CODE_ERROR") { return .error }
        return nil
    }

    static func statusCode(_ number: JSONNumber) -> Code? {
        guard let value = number.int64Value, Int32(exactly: value) != nil else { return nil }
        return UInt8(exactly: value).flatMap { StatusCode(rawValue: $0) }.map { .known($0) }
            ?? .unknown
    }
}
