import CGRPC

/// A call that we make.
// Sendable: operations of one call follow each other; cancelling is allowed from any thread.
final class GRPCClientCall: @unchecked Sendable {
    private let pointer: OpaquePointer
    private let messageLimit: Int

    /// Takes the call over.
    init(_ pointer: OpaquePointer, messageLimit: Int) {
        self.pointer = pointer
        self.messageLimit = messageLimit
    }

    deinit { spoor_grpc_call_free(pointer) }

    /// Ends it at once, from any thread.
    func cancel() {
        spoor_grpc_call_cancel(pointer, GRPCStatus.Code.cancelled.rawValue, "cancelled")
    }

    /// Sends the request, gives the messages of the answer to `take` until that returns false, and waits for the end.
    func run(
        _ request: [UInt8],
        _ metadata: GRPCMetadata,
        take: ([UInt8]) async throws(GRPCStatus) -> Bool
    ) async throws(GRPCStatus) {
        let ended = OperationLatch()
        // Before any other operation: operations of a call may not be started side by side.
        let end = OperationHandler { _ in ended.open() }
        guard spoor_grpc_call_await_status(pointer, end.retainedTag()) == 0 else {
            end.release()
            throw GRPCStatus(.internal, "the call cannot be started")
        }
        _ = await operation { tag in ask(request, metadata, tag) }
        var failure: GRPCStatus?
        var isWanted = true
        do throws(GRPCStatus) {
            while isWanted, let message = try await receivedMessage(pointer, limit: messageLimit) {
                isWanted = try await take(message)
            }
        } catch {
            failure = error
        }
        if failure != nil || !isWanted { cancel() }
        await ended.wait()
        if let failure { throw failure }
        guard isWanted else { return }
        try checkStatus()
    }

    private func ask(
        _ request: [UInt8],
        _ metadata: GRPCMetadata,
        _ tag: UnsafeMutableRawPointer
    ) -> Int32 {
        // One byte more than there are, so that an empty message has an address, too.
        (request + [0]).withUnsafeBufferPointer { bytes in
            let message = spoor_grpc_text(bytes: bytes.baseAddress, count: request.count)
            return metadata.withFields {
                spoor_grpc_call_ask(pointer, $0.baseAddress, $0.count, message, tag)
            }
        }
    }

    private func checkStatus() throws(GRPCStatus) {
        let number = spoor_grpc_call_status(pointer)
        guard number != GRPCStatus.Code.ok.rawValue else { return }
        let trailing = (0..<spoor_grpc_call_trailing_count(pointer)).map {
            GRPCMetadata.Field(spoor_grpc_call_trailing(pointer, $0))
        }
        throw GRPCStatus(
            // A code that is not in the specification says nothing.
            GRPCStatus.Code(rawValue: number) ?? .unknown,
            String(text: spoor_grpc_call_reason(pointer)),
            trailing: GRPCMetadata(trailing)
        )
    }
}
