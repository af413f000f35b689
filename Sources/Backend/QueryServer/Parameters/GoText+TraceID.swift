import TraceModel

extension GoText {
    /// A trace id of a path: 1–32 hexadecimal digits, or base64 of the 16 bytes in either alphabet.
    static func traceID(_ text: String) throws(GoTextError) -> TraceID {
        if let id = TraceID(hex: text) { return id }
        guard text.utf8.count <= 24, !text.isEmpty, let bytes = Base64.bytes(of: text.utf8) else {
            throw hexError(of: text)
        }
        guard bytes.count == 16, let id = TraceID(bytes: bytes) else {
            throw GoTextError(text: "invalid length for TraceID")
        }
        return id
    }

    /// A trace id of a list: hexadecimal alone.
    static func hexTraceID(_ text: String) throws(GoTextError) -> TraceID {
        guard let id = TraceID(hex: text) else { throw hexError(of: text) }
        return id
    }

    private static func hexError(of text: String) -> GoTextError {
        let bytes = Array(text.utf8)
        guard bytes.count <= 32 else {
            return GoTextError(text: "TraceID cannot be longer than 32 hex characters: \(text)")
        }
        // Jaeger reads the upper half first, if there is one.
        let high = String(decoding: bytes.dropLast(16), as: UTF8.self)
        if bytes.count > 16, TraceID(hex: high) == nil { return syntaxError("ParseUint", high) }
        return syntaxError("ParseUint", String(decoding: bytes.suffix(16), as: UTF8.self))
    }
}
