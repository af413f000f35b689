import Glibc
import SystemErrors

/// A bound socket that listens, made by hand so that a failure has its true reason.
///
/// Who makes it closes its descriptor.
package struct ListeningSocket {
    package let descriptor: Int32
    package let port: Int
    /// The address that the host's name stands for, as numbers.
    package let numericHost: String

    package init(host: String, port: Int) throws(ListenError) {
        guard (0...65_535).contains(port) else {
            throw .cannotBind(host: host, port: port, reason: "a port is a number from 0 to 65535")
        }
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        // `localhost` is meant as 127.0.0.1, and one socket of `::` serves both families.
        hints.ai_family =
            host == "localhost" ? AF_INET : host.isEmpty || host == "*" ? AF_INET6 : AF_UNSPEC
        let node = host.isEmpty || host == "*" ? nil : host
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(node, String(port), &hints, &list) == 0, let first = list else {
            throw .cannotResolve(host: host)
        }
        defer { freeaddrinfo(list) }
        let address = first.pointee
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(address.ai_family, type, 0)
        guard descriptor >= 0 else { throw Self.failure(host, port) }
        // Lets a restart bind beside connections that linger; never two listeners on one port.
        Self.set(descriptor, SOL_SOCKET, SO_REUSEADDR, to: 1)
        if address.ai_family == AF_INET6 {
            Self.set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, to: node == nil ? 0 : 1)
        }
        guard bind(descriptor, address.ai_addr, address.ai_addrlen) == 0,
            listen(descriptor, 1024) == 0
        else {
            let error = Self.failure(host, port)
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        numericHost = Self.numericHost(address)
        self.port = Self.boundPort(descriptor) ?? port
    }

    private static func numericHost(_ address: addrinfo) -> String {
        var text = [CChar](repeating: 0, count: 128)
        getnameinfo(
            address.ai_addr,
            address.ai_addrlen,
            &text,
            socklen_t(text.count),
            nil,
            0,
            NI_NUMERICHOST
        )
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func set(_ descriptor: Int32, _ level: Int32, _ name: Int32, to value: Int32) {
        var value = value
        setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func failure(_ host: String, _ port: Int) -> ListenError {
        let code = errno
        if code == EADDRINUSE { return .addressInUse(host: host, port: port) }
        return .cannotBind(host: host, port: port, reason: SystemError.words(code))
    }

    private static func boundPort(_ descriptor: Int32) -> Int? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let isKnown = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isKnown else { return nil }
        let family = storage.ss_family
        return withUnsafePointer(to: &storage) { pointer in
            if family == sa_family_t(AF_INET6) {
                pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                    Int(UInt16(bigEndian: $0.pointee.sin6_port))
                }
            } else {
                pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                    Int(UInt16(bigEndian: $0.pointee.sin_port))
                }
            }
        }
    }
}
