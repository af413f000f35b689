/// What went wrong, in the words of gRPC (`google/rpc/status.proto`); OTLP/HTTP sends it with every error.
///
/// Details are not kept.
package struct RPCStatus: Sendable, Equatable {
    /// A code of gRPC, `google/rpc/code.proto`.
    package var code: Int32
    package var message: String

    package init(code: Int32, message: String) {
        self.code = code
        self.message = message
    }

    /// As protobuf.
    package var protobuf: [UInt8] {
        var writer = ProtobufWriter()
        writer.field(1 << 3, varint: UInt64(bitPattern: Int64(code)))
        if !message.isEmpty { writer.field(2 << 3 | 2, bytes: message.utf8) }
        return writer.bytes
    }

    /// Reads protobuf.
    package init(protobuf bytes: [UInt8]) throws(OTLPProtobufError) {
        self.init(code: 0, message: "")
        try ProtobufFields.forEach(in: bytes) { (field) throws(OTLPProtobufError) in
            if field.number == 1, let number = field.varint {
                code = Int32(truncatingIfNeeded: number)
            } else if field.number == 2, let text = field.bytes {
                message = String(decoding: text, as: UTF8.self)
            }
        }
    }
}
