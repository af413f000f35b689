import Foundation
import Glibc
import Synchronization

/// A TCP server on a free port of 127.0.0.1 that talks to each connection on a thread of its own.
///
/// It stands until it is let go; connections end with their `serve`.
package final class LoopbackServer: Sendable {
    package let port: Int
    private let descriptor: Int32
    private let accepted = Atomic(0)

    package init(serve: @escaping @Sendable (LoopbackConnection) -> Void) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard let port = boundLoopbackPort(of: descriptor), listen(descriptor, 64) == 0 else {
            close(descriptor)
            throw POSIXError(.EADDRNOTAVAIL)
        }
        self.descriptor = descriptor
        self.port = port
        Foundation.Thread.detachNewThread { [weak self] in
            // Only who accepts may close: else the next server gets the number and its connections come here.
            defer { close(descriptor) }
            while true {
                let client = accept(descriptor, nil, nil)
                if client < 0, errno == EINTR || errno == ECONNABORTED { continue }
                guard client >= 0 else { return }
                self?.accepted.add(1, ordering: .relaxed)
                let connection = LoopbackConnection(descriptor: client)
                Foundation.Thread.detachNewThread {
                    serve(connection)
                    connection.finish()
                }
            }
        }
    }

    deinit { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// How many connections have come.
    package var connections: Int { accepted.load(ordering: .relaxed) }
}
