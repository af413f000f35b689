import HTTPClient
import HTTPServer
import Synchronization
import TestSupport

extension HTTPListener {
    /// A listener on a free port of 127.0.0.1.
    static func make(
        _ adjust: (inout ListenerOptions) throws -> Void = { _ in },
        handler: @escaping @Sendable (ServerRequest) async -> ServerResponse
    ) throws -> HTTPListener {
        var options = ListenerOptions()
        try adjust(&options)
        return try HTTPListener(options: options, handler: .async(handler))
    }

    func url(_ rest: String = "/") -> String { "http://127.0.0.1:\(port)\(rest)" }

    /// Speaks to the listener on a thread of its own.
    func dialogue<Value: Sendable>(
        receiveBuffer: Int? = nil,
        _ body: @escaping @Sendable (LoopbackConnection) throws -> Value
    ) async throws -> Value {
        let port = port
        return try await onOwnThread {
            try body(try LoopbackConnection(to: port, receiveBuffer: receiveBuffer))
        }
    }
}

extension HTTPTransport {
    static func direct() -> HTTPTransport {
        var options = TransportOptions()
        options.proxy = .none
        return HTTPTransport(options: options)
    }
}

extension ClientResponse {
    func text() async throws(TransportError) -> String {
        String(decoding: try await collect(limit: 1 << 20), as: UTF8.self)
    }
}

/// A number that several threads count up.
final class Counter: Sendable {
    private let count = Atomic(0)
    var value: Int { count.load(ordering: .sequentiallyConsistent) }
    func add(_ number: Int = 1) { count.add(number, ordering: .sequentiallyConsistent) }
}

/// Waits for the task's cancellation; whether it came.
func untilCancelled() async -> Bool {
    await eventually { Task.isCancelled }
}
