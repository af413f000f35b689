import CMicrohttpd
import Synchronization

/// Answering: everything here runs on the connection's thread.
extension Exchange {
    func answer(_ response: ServerResponse) -> MHD_Result {
        phase = .answered
        dropBody()
        heldUntilSent = response.held
        connection.isAnswering.store(true, ordering: .relaxed)
        connection.deadline.store(
            Monotonic.now() + core.options.answerStall.wholeNanoseconds,
            ordering: .relaxed
        )
        guard let made = make(response.body) else { return .NO }
        defer { MHD_destroy_response(made) }
        for field in response.headers.fields where !Self.isOurs(field.name) {
            guard MHD_add_response_header(made, field.name, field.value) == .YES else {
                return answerMalformed(field.name)
            }
        }
        if core.isStopping, response.headers["Connection"] == nil {
            MHD_add_response_header(made, "Connection", "close")
        }
        return MHD_queue_response(handle.pointer, UInt32(clamping: response.status), made)
    }

    private func make(_ body: ServerResponse.Body) -> OpaquePointer? {
        switch body {
        case .bytes(let bytes) where bytes.count > Self.mostBuffered:
            return BytesInParts(bytes, connection, stall: core.options.answerStall).response
        case .bytes(let bytes):
            return bytes.withUnsafeBytes { raw in
                // Copied before the call returns, so the missing const does no harm.
                MHD_create_response_from_buffer(
                    raw.count,
                    UnsafeMutableRawPointer(mutating: raw.baseAddress),
                    .RESPMEM_MUST_COPY
                )
            }
        case .stream(let length, let producer):
            let writer = ResponseWriter(
                handle: handle,
                connection: connection,
                watch: core.watch,
                stall: core.options.answerStall,
                producer: producer
            )
            let isGone = shared.withLock { shared in
                shared.writer = writer
                return shared.isAborted || shared.hasClientLeft
            }
            if isGone { writer.close() }
            return MHD_create_response_from_callback(
                length ?? .max,
                64 << 10,
                { context, _, buffer, capacity in
                    guard let context, let buffer else { return -2 }
                    return Unmanaged<ResponseWriter>.fromOpaque(context).takeUnretainedValue()
                        .fill(buffer, capacity: capacity)
                },
                Unmanaged.passRetained(writer).toOpaque(),
                { context in
                    guard let context else { return }
                    Unmanaged<ResponseWriter>.fromOpaque(context).takeRetainedValue().close()
                }
            )
        }
    }

    /// A header that HTTP cannot carry must not be sent in part, nor be lost in silence.
    private func answerMalformed(_ name: String) -> MHD_Result {
        guard let made = make(.bytes(Array("the answer has a malformed header \(name)\n".utf8)))
        else { return .NO }
        defer { MHD_destroy_response(made) }
        return MHD_queue_response(handle.pointer, 500, made)
    }

    /// Longer answers are handed over in parts, so that it is seen whether their client reads.
    private static let mostBuffered = 64 << 10

    private static func isOurs(_ name: String) -> Bool {
        ["Content-Length", "Transfer-Encoding", "Date"].contains { ServerHeaders.same($0, name) }
    }
}
