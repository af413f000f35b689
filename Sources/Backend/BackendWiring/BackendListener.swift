package import HTTPServer
import Synchronization

/// A socket of a backend that listens.
package struct BackendListener: Sendable {
    /// The names of listeners that do not belong to a receiver.
    package enum Name {
        package static let query = "query"
        package static let metrics = "metrics"
        package static let health = "health"
    }

    /// What the log and the options of the command line call it.
    package let name: String
    package let listener: HTTPListener

    package var address: String {
        let host = listener.host
        return (host.contains(":") ? "[\(host)]" : host) + ":\(listener.port)"
    }

    /// The address for clients on this machine; that of every interface is not one to connect to.
    package var loopbackAddress: String {
        switch listener.host {
        case "0.0.0.0": "127.0.0.1:\(listener.port)"
        case "::", "[::]": "[::1]:\(listener.port)"
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
