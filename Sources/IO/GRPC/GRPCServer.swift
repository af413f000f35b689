import CGRPC
import Glibc
package import Listening
import Synchronization

/// Answers a call: receives what it wants to, sends what it has to, and says how the call ends; `last` is a message that goes
/// along with the status.
package typealias GRPCHandler =
    @Sendable (GRPCCall) async -> (status: GRPCStatus, last: [UInt8]?)

/// A gRPC server on one address, over the core of gRPC in C.
///
/// It listens as soon as it is made. Let go without ``stop(grace:)`` it ends at once.
// Sendable: the pointer is only handed to the core, which locks.
package final class GRPCServer: @unchecked Sendable {
    package let options: GRPCServerOptions
    /// The port that it listens on, also when any was asked for.
    package let port: Int
    private let core: GRPCServerCore

    /// Starts to listen.
    package init(
        options: GRPCServerOptions,
        handler: @escaping GRPCHandler
    ) throws(ListenError) {
        self.options = options
        core = GRPCServerCore(options: options, handler: handler)
        do throws(ListenError) {
            port = try core.listen()
        } catch {
            let core = core
            Task { await core.stop(grace: .zero) }
            throw error
        }
        core.start()
    }

    deinit {
        let core = core
        Task { await core.stop(grace: .zero) }
    }

    /// The host as it was given.
    package var host: String { options.host }

    /// Calls that are under way.
    package var callsUnderWay: Int { core.running.load(ordering: .relaxed) }

    /// Takes no more calls, lets those under way finish for `grace`, and cancels them then.
    ///
    /// May be called again: it returns when all is over.
    package func stop(grace: Duration = .zero) async { await core.stop(grace: grace) }
}

/// What lives until the last call is over, whoever lets go of the server.
// Sendable: the pointer is only handed to the core, which locks.
private final class GRPCServerCore: @unchecked Sendable {
    /// How many calls the core may hand over before we ask for more.
    private static let awaitedCalls = 64

    let running = Atomic(0)
    private let options: GRPCServerOptions
    private let handler: GRPCHandler
    private let queue = CompletionQueue()
    private let server: OpaquePointer
    private let turns: Turns
    private let theStop = SingleStop()

    init(options: GRPCServerOptions, handler: @escaping GRPCHandler) {
        self.options = options
        self.handler = handler
        turns = Turns(options.messagesAtOnce)
        let arguments: KeyValuePairs<StaticString, Int> = [
            "grpc.max_receive_message_length": options.messageLimit,
            // We decompress: the core would do it whole before it looks at the limit.
            "grpc.per_message_decompression": 0,
            "grpc.max_concurrent_streams": options.callsPerConnection,
            // Windows stay small: what nobody receives yet takes memory.
            "grpc.http2.bdp_probe": 0,
            // Two processes on one port would share its calls.
            "grpc.so_reuseport": 0,
            "grpc.keepalive_time_ms": 60_000,
            "grpc.keepalive_timeout_ms": 20_000,
            "grpc.http2.min_ping_interval_without_data_ms": 10_000,
        ]
        let list = arguments.map { name, value in
            name.withUTF8Buffer { bytes in
                // Static strings end with a NUL and live for ever.
                spoor_grpc_argument(
                    name: UnsafeRawPointer(bytes.baseAddress)?
                        .assumingMemoryBound(to: CChar.self),
                    value: Int64(value),
                    text: nil
                )
            }
        }
        server = spoor_grpc_server_make(list, list.count, options.memory, queue.pointer)
    }

    func listen() throws(ListenError) -> Int {
        // The core does not say why it cannot listen: a socket of ours finds out.
        let socket = try ListeningSocket(host: options.host, port: options.port)
        close(socket.descriptor)
        let host = socket.numericHost
        let port = spoor_grpc_server_listen(
            server,
            (host.contains(":") ? "[\(host)]" : host) + ":\(options.port)",
            options.tls?.certificatePEM,
            options.tls?.keyPEM,
            options.tls?.clientAuthorityPEM
        )
        guard port > 0 else {
            throw options.tls == nil
                ? .addressInUse(host: options.host, port: options.port)
                : .badCertificate(reason: "it is no PEM, or not that of the key")
        }
        return Int(port)
    }

    func start() {
        spoor_grpc_server_start(server)
        for _ in 0..<Self.awaitedCalls { awaitCall() }
    }

    private func awaitCall() {
        let call = GRPCCall(options: options, turns: turns)
        let end = OperationHandler { isDone in
            guard isDone else { return }
            self.running.add(1, ordering: .relaxed)
            self.awaitCall()
            self.run(call)
        }
        // Once the queue is shut down, asking it would end the process.
        theStop.whileRunning {
            if spoor_grpc_server_await(server, queue.pointer, call.pointer, end.retainedTag()) != 0
            {
                end.release()
            }
        }
    }

    private func run(_ call: GRPCCall) {
        call.begin()
        let task = CallTask()
        // Before any other operation: operations of a call may not be started side by side.
        let end = OperationHandler { _ in
            if spoor_grpc_call_was_cancelled(call.pointer) != 0 { task.cancel() }
        }
        if spoor_grpc_call_await_end(call.pointer, end.retainedTag()) != 0 { end.release() }
        task.set(
            Task {
                let answer = await handler(call)
                _ = await call.finish(answer.status, last: answer.last)
                running.subtract(1, ordering: .sequentiallyConsistent)
            }
        )
    }

    func stop(grace: Duration) async {
        guard await theStop.begin() else { return }
        let server = ServerPointer(pointer: server)
        let cancelling = Task {
            guard (try? await Task.sleep(for: grace)) != nil else { return }
            spoor_grpc_server_cancel_calls(server.pointer)
        }
        _ = await operation { tag in
            spoor_grpc_server_shut_down(server.pointer, queue.pointer, tag)
            return 0
        }
        cancelling.cancel()
        await cancelling.value
        // A handler may still start an operation with the queue.
        while running.load(ordering: .sequentiallyConsistent) > 0 {
            try? await Task.sleep(for: .milliseconds(2))
        }
        spoor_grpc_server_free(server.pointer)
        await queue.shutDown()
        theStop.end()
    }
}

// Sendable: the core locks.
private struct ServerPointer: @unchecked Sendable {
    let pointer: OpaquePointer
}

/// The task of a call, which may be cancelled before it is known.
private final class CallTask: Sendable {
    private let state = Mutex<(task: Task<Void, Never>?, isCancelled: Bool)>((nil, false))

    func set(_ task: Task<Void, Never>) {
        let isCancelled = state.withLock { state in
            state.task = task
            return state.isCancelled
        }
        if isCancelled { task.cancel() }
    }

    func cancel() {
        let task = state.withLock { state in
            state.isCancelled = true
            return state.task
        }
        task?.cancel()
    }
}
