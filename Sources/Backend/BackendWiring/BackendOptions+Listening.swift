import Collector
import GRPC
import HTTPServer

extension BackendOptions {
    /// Listens for a receiver over HTTP.
    func listen<Receiver: HTTPReceiver>(
        _ receiver: Receiver,
        _ pipeline: SpanPipeline,
        _ cors: CORSPolicy?,
        _ bodies: ByteBudget,
        most connections: Int
    ) throws(CannotListen) -> BackendListener {
        let intake = HTTPIntake(
            receiver,
            pipeline: pipeline,
            cors: cors,
            bodyLimit: memory.request
        )
        return try listen(
            receiver.name,
            port: receiver.port,
            most: connections,
            intake.handler
        ) {
            intake.configure(&$0)
            $0.headLimit = ConnectionLimits.senderHead
            $0.bodyMemory = bodies
        }
    }

    /// Listens for requests over HTTP.
    func listen(
        _ name: String,
        port: Int,
        most connections: Int,
        _ handler: ListenerHandler,
        configure: (inout ListenerOptions) -> Void = { _ in }
    ) throws(CannotListen) -> BackendListener {
        let address = address(of: name, port: port)
        var options = ListenerOptions()
        options.host = address.host ?? host
        options.port = address.port
        options.maxConnections = connections
        if HostPolicy.isLoopback(options.host) {
            options.hosts = HostPolicy(allowedNames: allowedHosts)
        }
        configure(&options)
        do {
            return BackendListener(
                name: name,
                server: .http(try HTTPListener(options: options, handler: handler))
            )
        } catch {
            throw CannotListen(name: name, reason: error)
        }
    }

    /// Listens for a receiver over gRPC.
    func listen<Receiver: GRPCReceiver>(
        _ receiver: Receiver,
        _ pipeline: SpanPipeline,
        _ bodies: ByteBudget
    ) throws(CannotListen) -> BackendListener {
        let intake = GRPCIntake(
            receiver,
            pipeline: pipeline,
            memory: bodies,
            messageLimit: memory.request
        )
        return try listen(
            receiver.name,
            port: receiver.port,
            messageLimit: intake.messageLimit,
            intake.handler
        )
    }

    /// Listens for calls over gRPC; `messageLimit` is the longest message, bytes.
    func listen(
        _ name: String,
        port: Int,
        messageLimit: Int,
        _ handler: @escaping GRPCHandler
    ) throws(CannotListen) -> BackendListener {
        let address = address(of: name, port: port)
        var options = GRPCServerOptions()
        options.host = address.host ?? host
        options.port = address.port
        options.messageLimit = messageLimit
        options.memory = memory.bodies
        do {
            return BackendListener(
                name: name,
                server: .grpc(try GRPCServer(options: options, handler: handler))
            )
        } catch {
            throw CannotListen(name: name, reason: error)
        }
    }
}
