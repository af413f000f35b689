package import GRPC
package import HTTPServer
import WireFormats

/// Takes in the spans of a receiver over gRPC: methods, limits, refusals and counts.
///
/// A request is taken whole or refused whole. `OK` means that its spans are in the queue of the pipeline, and in its log if it has one; a queue without room
/// answers `UNAVAILABLE` with a delay after which to try again.
package struct GRPCIntake<Receiver: GRPCReceiver>: Sendable {
    package let receiver: Receiver
    private let intake: SpanIntake
    private let memory: ByteBudget
    /// The longest message, sent and decompressed, in bytes.
    package let messageLimit: Int

    /// `memory` is that of messages that have been received, which other receivers may share; `messageLimit` is the longest
    /// message if the receiver would take a longer one.
    package init(
        _ receiver: Receiver,
        pipeline: SpanPipeline,
        memory: ByteBudget,
        messageLimit: Int = .max
    ) {
        self.receiver = receiver
        self.memory = memory
        self.messageLimit = min(receiver.messageLimit, messageLimit)
        intake = SpanIntake(pipeline, labels: receiver.labels)
    }

    /// What answers the calls of a server.
    package var handler: GRPCHandler { { await answer($0) } }

    private func answer(_ call: GRPCCall) async -> (status: GRPCStatus, last: [UInt8]?) {
        guard call.method == "/" + receiver.method else {
            let service = receiver.method.prefix { $0 != "/" }
            return (.unknownMethod(call.method, services: [String(service)]), nil)
        }
        let message: [UInt8]
        do throws(GRPCStatus) {
            guard let received = try await call.receive() else {
                return (GRPCStatus(.internal, "the call has no message"), nil)
            }
            message = received
        } catch {
            return (error, nil)
        }
        return await take(message)
    }

    /// Takes the spans of a message.
    func take(_ message: [UInt8]) async -> (status: GRPCStatus, last: [UInt8]?) {
        guard memory.take(message.count) else {
            return (status(of: .unavailable("there is no memory for more requests now")), nil)
        }
        defer { memory.giveBack(message.count) }
        switch await intake.take(message, receiver.encoding) {
        case .success(let taken):
            let answer = receiver.success(
                rejectedSpans: taken.rejectedSpans,
                message: taken.message
            )
            return (.ok, answer)
        case .failure(let failure): return (status(of: failure), nil)
        }
    }

    private func status(of failure: IntakeFailure) -> GRPCStatus {
        switch failure {
        case .malformed(let message): return GRPCStatus(.invalidArgument, message)
        case .tooLarge(let message): return GRPCStatus(.resourceExhausted, message)
        case .unavailable(let message):
            let code = GRPCStatus.Code.unavailable
            let details = RPCStatus(code: code.rawValue, message: message, retryAfterSeconds: 1)
            return GRPCStatus(
                code,
                message,
                trailing: GRPCMetadata([
                    .init(name: "grpc-status-details-bin", value: details.protobuf)
                ])
            )
        }
    }
}
