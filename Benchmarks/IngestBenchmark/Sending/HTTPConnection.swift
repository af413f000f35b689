import Glibc

/// A connection to 127.0.0.1 that is kept alive, for one thread: HTTP with as little work as can be.
final class HTTPConnection {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// An answer: its status and the bytes of its body.
    struct Answer {
        var status: Int
        var body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    /// What was received and not yet taken: `buffer[taken..<filled]`.
    private var taken = 0
    private var filled = 0

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else {
            close(descriptor)
            throw Failure(description: "nothing listens on port \(port)")
        }
    }

    deinit { close(descriptor) }

    func get(_ target: String) throws -> Answer {
        try send("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n", [])
        return try receive()
    }

    func post(_ body: [UInt8], coding: String) throws -> Answer {
        let encoding = coding == "identity" ? "" : "Content-Encoding: \(coding)\r\n"
        try send(
            "POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-protobuf\r\n"
                + "\(encoding)Content-Length: \(body.count)\r\n\r\n",
            body
        )
        return try receive()
    }

    private func send(_ head: String, _ body: [UInt8]) throws {
        var head = Array(head.utf8)
        try head.withUnsafeMutableBytes { head in
            try body.withUnsafeBytes { body in
                var parts = [
                    iovec(iov_base: head.baseAddress, iov_len: head.count),
                    iovec(
                        iov_base: UnsafeMutableRawPointer(mutating: body.baseAddress),
                        iov_len: body.count
                    ),
                ]
                while parts[0].iov_len + parts[1].iov_len > 0 {
                    var sent = writev(descriptor, &parts, 2)
                    guard sent > 0 else { throw Failure(description: "the server has closed") }
                    for index in 0..<2 {
                        let step = min(sent, parts[index].iov_len)
                        parts[index].iov_base = parts[index].iov_base.map { $0 + step }
                        parts[index].iov_len -= step
                        sent -= step
                    }
                }
            }
        }
    }

    private func receive() throws -> Answer {
        let first = try line().split(separator: " ")
        guard first.count > 1, let status = Int(first[1]) else {
            throw Failure(description: "the answer is no HTTP")
        }
        var length: Int?
        while true {
            let line = try line().lowercased()
            if line.isEmpty { break }
            if line.hasPrefix("content-length:") {
                length = Int(line.dropFirst(15).filter { $0 != " " })
            }
        }
        if let length { return Answer(status: status, body: try bytes(length)) }
        var body: [UInt8] = []
        while let size = Int(try line(), radix: 16), size > 0 {
            body += try bytes(size)
            _ = try line()
        }
        _ = try line()
        return Answer(status: status, body: body)
    }

    private func line() throws -> String {
        var line: [UInt8] = []
        while true {
            if let end = buffer[taken..<filled].firstIndex(of: 0x0A) {
                line += buffer[taken..<end]
                taken = end + 1
                if line.last == 0x0D { line.removeLast() }
                return String(decoding: line, as: UTF8.self)
            }
            line += buffer[taken..<filled]
            try fill()
        }
    }

    private func bytes(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            if taken == filled { try fill() }
            let piece = buffer[taken..<min(filled, taken + count - bytes.count)]
            bytes += piece
            taken += piece.count
        }
        return bytes
    }

    private func fill() throws {
        taken = 0
        filled = recv(descriptor, &buffer, buffer.count, 0)
        guard filled > 0 else {
            filled = 0
            throw Failure(description: "the server has closed")
        }
    }
}
