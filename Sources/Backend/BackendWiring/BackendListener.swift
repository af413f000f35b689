package import GRPC
package import HTTPServer
package import Listening
import Synchronization

/// A socket of a backend that listens.
package struct BackendListener: Sendable {
    /// The names of listeners that do not belong to a receiver.
    package enum Name {
        package static let query = "query"
        package static let queryGRPC = "query-grpc"
        package static let metrics = "metrics"
        package static let health = "health"
    }

    /// What the log and the options of the command line call it.
    package let name: String
    package let server: Server

    /// What listens, by its protocol.
    package enum Server: Sendable {
        case http(HTTPListener)
        case grpc(GRPCServer)
    }

    package var host: String {
        switch server {
        case .http(let listener): listener.host
        case .grpc(let server): server.host
        }
    }

    package var port: Int {
        switch server {
        case .http(let listener): listener.port
        case .grpc(let server): server.port
        }
    }

    /// What listens, if it speaks HTTP without gRPC.
    package var http: HTTPListener? {
        if case .http(let listener) = server { listener } else { nil }
    }

    /// Takes no more requests and lets those under way finish for `grace`.
    func stop(grace: Duration) async {
        switch server {
        case .http(let listener): await listener.stop(grace: grace)
        case .grpc(let server): await server.stop(grace: grace)
        }
    }

    package var address: String {
        (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
    }

    /// The address for clients on this machine; that of every interface is not one to connect to.
    package var loopbackAddress: String {
        switch host {
        case "0.0.0.0": "127.0.0.1:\(port)"
        case "::", "[::]": "[::1]:\(port)"
        default: address
        }
    }
}

/// Why the backend does not start, with the option that helps.
package struct CannotListen: Error, CustomStringConvertible {
    package let name: String
    package let reason: ListenError

    package var description: String { "\(reason) with --\(name) [HOST:]PORT." }
}

/// The listeners of a backend, for what is made before them.
final class ListenerList: Sendable {
    private let list = Mutex<[BackendListener]>([])

    var all: [BackendListener] { list.withLock { $0 } }

    func set(_ listeners: [BackendListener]) { list.withLock { $0 = listeners } }
}
