/// What went wrong, in the words of gRPC (`google/rpc/status.proto`); OTLP/HTTP sends it with every error.
///
/// Details are not kept.
package struct RPCStatus: Sendable, Equatable {
    /// A code of gRPC, `google/rpc/code.proto`.
    package var code: Int32
    package var message: String
    /// After how many seconds to try again, a `google.rpc.RetryInfo` among the details; nil where nothing is said of it.
    package var retryAfterSeconds: Int?

    package init(code: Int32, message: String, retryAfterSeconds: Int? = nil) {
        self.code = code
        self.message = message
        self.retryAfterSeconds = retryAfterSeconds
    }

    private static let retryInfoType = "type.googleapis.com/google.rpc.RetryInfo"

    /// As protobuf.
    package var protobuf: [UInt8] {
        var writer = ProtobufWriter()
        writer.field(1 << 3, varint: UInt64(bitPattern: Int64(code)))
        if !message.isEmpty { writer.field(2 << 3 | 2, bytes: message.utf8) }
        if let retryAfterSeconds {
            var delay = ProtobufWriter()
            delay.field(1 << 3, varint: UInt64(retryAfterSeconds))
            var info = ProtobufWriter()
            info.field(1 << 3 | 2, bytes: delay.bytes)
            var detail = ProtobufWriter()
            detail.field(1 << 3 | 2, bytes: Self.retryInfoType.utf8)
            detail.field(2 << 3 | 2, bytes: info.bytes)
            writer.field(3 << 3 | 2, bytes: detail.bytes)
        }
        return writer.bytes
    }

    /// Reads protobuf.
    package init(protobuf bytes: [UInt8]) throws(ProtobufError) {
        self.init(code: 0, message: "")
        try ProtobufFields.forEach(in: bytes) { (field) throws(ProtobufError) in
            switch field.number {
            case 1: code = Int32(truncatingIfNeeded: try field.varint())
            case 2: message = try field.text()
            case 3:
                retryAfterSeconds = try Self.retryDelay(try field.bytes()) ?? retryAfterSeconds
            default: break
            }
        }
    }

    /// The seconds of a `google.protobuf.Any` that holds a `RetryInfo`; nil for any other.
    private static func retryDelay(_ detail: [UInt8]) throws(ProtobufError) -> Int? {
        var type = ""
        var info: [UInt8] = []
        try ProtobufFields.forEach(in: detail) { (field) throws(ProtobufError) in
            if field.number == 1 { type = try field.text() }
            if field.number == 2 { info = try field.bytes() }
        }
        guard type == retryInfoType else { return nil }
        var seconds: Int?
        try ProtobufFields.forEach(in: info) { (field) throws(ProtobufError) in
            if field.number == 1 { seconds = Int(try field.time().seconds) }
        }
        return seconds
    }
}
