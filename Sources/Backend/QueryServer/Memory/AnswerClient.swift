import GRPC
import HTTPServer
import Synchronization

/// Who takes an answer while it is made, so that one who does not read it can be cut off when others wait for its memory.
protocol AnswerClient: AnyObject, Sendable {
    /// For how long it has not read, as far as it has something to read.
    var stalled: Duration { get }

    /// Ends its answer.
    func cutOff()
}

extension ResponseWriter: AnswerClient {}

/// The client of a call, to which messages are sent one by one.
final class CallClient: AnswerClient {
    private let call: GRPCCall
    /// Since when a message waits to be taken.
    private let sending = Mutex<ContinuousClock.Instant?>(nil)

    init(_ call: GRPCCall) { self.call = call }

    var stalled: Duration { sending.withLock { $0.map { .now - $0 } ?? .zero } }

    /// Sends a message and waits until the client's window has taken it; false if the client is gone, or was cut off.
    func send(_ message: [UInt8]) async -> Bool {
        sending.withLock { $0 = .now }
        defer { sending.withLock { $0 = nil } }
        return await call.send(message)
    }

    func cutOff() {
        call.cancel(.unavailable, "the answer was not read while others waited for memory")
    }
}
