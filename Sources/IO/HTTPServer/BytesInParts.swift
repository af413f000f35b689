import CMicrohttpd
import Glibc
import Synchronization

/// The body of a long answer that is there already: handed over in parts, each of which the client must take in time.
final class BytesInParts: Sendable {
    private let bytes: [UInt8]
    private let connection: Connection
    private let stall: UInt64

    init(_ bytes: [UInt8], _ connection: Connection, stall: Duration) {
        self.bytes = bytes
        self.connection = connection
        self.stall = stall.wholeNanoseconds
    }

    /// An answer of libmicrohttpd with this body.
    var response: OpaquePointer? {
        MHD_create_response_from_callback(
            UInt64(bytes.count),
            64 << 10,
            { context, position, buffer, capacity in
                guard let context, let buffer else { return -2 }
                return Unmanaged<BytesInParts>.fromOpaque(context).takeUnretainedValue()
                    .fill(buffer, from: Int(clamping: position), capacity: capacity)
            },
            Unmanaged.passRetained(self).toOpaque(),
            { context in
                guard let context else { return }
                Unmanaged<BytesInParts>.fromOpaque(context).release()
            }
        )
    }

    private func fill(
        _ buffer: UnsafeMutablePointer<CChar>,
        from position: Int,
        capacity: Int
    ) -> Int {
        connection.deadline.store(Monotonic.now() + stall, ordering: .relaxed)
        let count = min(bytes.count - position, capacity)
        guard count > 0 else { return -1 }
        bytes.withUnsafeBytes { raw in
            if let base = raw.baseAddress { memcpy(buffer, base + position, count) }
        }
        return count
    }
}
