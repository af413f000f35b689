import CGRPC
import Compression

/// Waits for the next message of a call, decompressed; nil at the end of messages, or if the other side is gone.
///
/// - Throws: `RESOURCE_EXHAUSTED` if it is longer than `limit`, `INTERNAL` if it cannot be decompressed.
func receivedMessage(
    _ call: OpaquePointer,
    limit: Int
) async throws(GRPCStatus) -> [UInt8]? {
    let hasCome = await operation { spoor_grpc_call_receive(call, $0) }
    let size = hasCome ? spoor_grpc_call_message_size(call) : -1
    guard size >= 0 else { return nil }
    let coding = spoor_grpc_call_message_coding(call)
    let message = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
        // An empty message has nothing to copy, but is to be let go of.
        var nowhere: UInt8 = 0
        withUnsafeMutablePointer(to: &nowhere) {
            spoor_grpc_call_take_message(call, buffer.baseAddress ?? $0)
        }
        count = Int(size)
    }
    return try decompressed(message, coding, limit: limit)
}

private func decompressed(
    _ message: [UInt8],
    _ coding: spoor_grpc_coding,
    limit: Int
) throws(GRPCStatus) -> [UInt8] {
    guard coding != spoor_grpc_plain else { return message }
    do {
        return try decompress(
            message,
            coding: coding == spoor_grpc_gzip ? .gzip : .deflate,
            limit: limit
        )
    } catch CompressionError.tooLarge {
        throw GRPCStatus(
            .resourceExhausted,
            "the message is longer than the limit of \(limit) bytes when it is decompressed"
        )
    } catch {
        throw GRPCStatus(.internal, "the message cannot be decompressed: \(error)")
    }
}

extension GRPCMetadata.Field {
    /// A copy of what the core has.
    init(_ field: spoor_grpc_field) {
        self.init(
            name: String(text: field.key),
            value: Array(
                UnsafeBufferPointer(start: field.value.bytes, count: field.value.count)
            )
        )
    }
}
