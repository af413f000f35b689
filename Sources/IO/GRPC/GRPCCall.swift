import CGRPC
import Glibc

/// A call that a server has taken: its messages come and go through this, one at a time.
// Sendable: operations of one call follow each other; cancelling is allowed from any thread.
package final class GRPCCall: @unchecked Sendable {
    /// Which method is called, such as `/package.Service/Method`.
    package private(set) var method = ""
    let pointer: OpaquePointer
    private let messageLimit: Int
    private let turns: Turns
    private let messageDeadline: Duration
    private var isFirst = true

    init(options: GRPCServerOptions, turns: Turns) {
        pointer = spoor_grpc_call_make()
        messageLimit = options.messageLimit
        messageDeadline = options.messageDeadline
        self.turns = turns
    }

    deinit { spoor_grpc_call_free(pointer) }

    /// The core has filled it.
    func begin() { method = String(text: spoor_grpc_call_method(pointer)) }

    /// What the client sent along.
    package var metadata: GRPCMetadata {
        GRPCMetadata(
            (0..<spoor_grpc_call_field_count(pointer)).map {
                GRPCMetadata.Field(spoor_grpc_call_field(pointer, $0))
            }
        )
    }

    /// How long the client waits; nil without an end.
    package var timeLeft: Duration? {
        let left = spoor_grpc_call_time_left(pointer)
        return left == .max ? nil : .nanoseconds(left)
    }

    /// The client's address, such as `ipv4:127.0.0.1:5000`.
    package var peer: String {
        guard let text = spoor_grpc_call_peer(pointer) else { return "" }
        defer { free(text) }
        return String(cString: text)
    }

    /// The next message, decompressed; nil at the end of messages, or if the client is gone.
    ///
    /// - Throws: `RESOURCE_EXHAUSTED` if it is too long, `INTERNAL` if it cannot be decompressed, `DEADLINE_EXCEEDED` if it
    ///   takes too long.
    package func receive() async throws(GRPCStatus) -> [UInt8]? {
        await turns.take()
        defer { turns.giveBack() }
        let late = Lateness(of: self, after: messageDeadline)
        defer { late.cancel() }
        let message = try await receivedMessage(pointer, limit: messageLimit)
        if message == nil, late.hasCome {
            throw GRPCStatus(.deadlineExceeded, Lateness.reason)
        }
        return message
    }

    /// Sends a message and waits until the client's window has taken it; false if the client is gone.
    package func send(_ message: [UInt8]) async -> Bool {
        await reply(message, status: nil)
    }

    /// Ends the call, with a last message if there is one; false if the client is gone.
    func finish(_ status: GRPCStatus, last message: [UInt8]? = nil) async -> Bool {
        await reply(message, status: status)
    }

    private func reply(_ message: [UInt8]?, status: GRPCStatus?) async -> Bool {
        await operation { tag in
            var reply = spoor_grpc_reply()
            reply.is_first = isFirst ? 1 : 0
            isFirst = false
            reply.has_status = status == nil ? 0 : 1
            reply.status = status?.code.rawValue ?? 0
            // One byte more than there are, so that an empty message has an address, too.
            let bytes = (message ?? []) + [0]
            let reason = Array((status?.reason ?? "").utf8) + [0]
            return bytes.withUnsafeBufferPointer { bytes in
                if let message {
                    reply.message = bytes.baseAddress
                    reply.message_count = message.count
                }
                return reason.withUnsafeBufferPointer { reason in
                    reply.reason = spoor_grpc_text(
                        bytes: reason.baseAddress,
                        count: reason.count - 1
                    )
                    return (status?.trailing ?? GRPCMetadata()).withFields { fields in
                        reply.trailing = fields.baseAddress
                        reply.trailing_count = fields.count
                        return spoor_grpc_call_send(pointer, &reply, tag)
                    }
                }
            }
        }
    }

    /// Ends it at once, from any thread.
    package func cancel(_ code: GRPCStatus.Code, _ reason: String) {
        spoor_grpc_call_cancel(pointer, code.rawValue, reason)
    }
}

extension String {
    init(text: spoor_grpc_text) {
        self.init(
            decoding: UnsafeBufferPointer(start: text.bytes, count: text.count),
            as: UTF8.self
        )
    }
}

extension GRPCMetadata {
    /// The fields as the core takes them, for as long as `body` runs.
    func withFields<Result>(
        _ body: (UnsafeBufferPointer<spoor_grpc_field>) -> Result
    ) -> Result {
        var bytes: [UInt8] = []
        var ends: [(name: Int, value: Int)] = []
        for field in fields {
            bytes += field.name.utf8
            let name = bytes.count
            bytes += field.value
            ends.append((name, bytes.count))
        }
        return bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            let list = ends.map { end in
                defer { start = end.value }
                func text(_ range: Range<Int>) -> spoor_grpc_text {
                    spoor_grpc_text(
                        bytes: bytes.baseAddress.map { $0 + range.lowerBound },
                        count: range.count
                    )
                }
                return spoor_grpc_field(
                    key: text(start..<end.name),
                    value: text(end.name..<end.value)
                )
            }
            return list.withUnsafeBufferPointer(body)
        }
    }
}
