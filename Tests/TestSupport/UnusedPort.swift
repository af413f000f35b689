import Foundation
import Glibc

/// A port of 127.0.0.1 at which every connection is refused, for as long as this lives.
///
/// The port is bound and not listened at: a port that was merely let go is soon that of another test's server.
package final class UnusedPort: Sendable {
    package let port: Int
    private let descriptor: Int32

    package init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard let port = boundLoopbackPort(of: descriptor) else {
            close(descriptor)
            throw POSIXError(.EADDRNOTAVAIL)
        }
        self.descriptor = descriptor
        self.port = port
    }

    deinit { close(descriptor) }
}

/// Binds a socket to a free port of 127.0.0.1; nil if that fails.
func boundLoopbackPort(of descriptor: Int32) -> Int? {
    var address = loopbackAddress(port: 0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
        }
    }
    return isBound ? Int(UInt16(bigEndian: address.sin_port)) : nil
}
