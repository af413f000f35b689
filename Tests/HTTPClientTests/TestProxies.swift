import Foundation
import Synchronization
import TestSupport

/// What a proxy was asked for.
final class ProxyLog: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func note(_ line: String) { lines.withLock { $0.append(line) } }
}

/// Moves bytes both ways until one side closes.
private func relay(_ left: LoopbackConnection, _ right: LoopbackConnection) {
    let done = DispatchSemaphore(value: 0)
    for (from, to) in [(left, right), (right, left)] {
        Foundation.Thread.detachNewThread {
            while let bytes = from.receive(), to.send(bytes) {}
            to.finish()
            from.finish()
            done.signal()
        }
    }
    done.wait()
    done.wait()
}

/// A SOCKS5 proxy (RFC 1928) without authentication, which takes every name for 127.0.0.1.
func makeSOCKSProxy(log: ProxyLog, reply: UInt8 = 0) throws -> LoopbackServer {
    try LoopbackServer { client in
        let greeting = client.receive(exactly: 2)
        guard greeting.first == 5 else { return }
        _ = client.receive(exactly: Int(greeting[1]))
        client.send([5, 0])
        let head = client.receive(exactly: 4)
        guard head.count == 4, head[1] == 1 else { return }
        var host = "?"
        switch head[3] {
        case 1: host = client.receive(exactly: 4).map(String.init).joined(separator: ".")
        case 3:
            let count = client.receive(exactly: 1)
            host = String(decoding: client.receive(exactly: Int(count[0])), as: UTF8.self)
        default: break
        }
        let bytes = client.receive(exactly: 2)
        let port = Int(bytes[0]) << 8 | Int(bytes[1])
        log.note("\(host):\(port)")
        client.send([5, reply, 0, 1, 0, 0, 0, 0, 0, 0])
        guard reply == 0, let server = try? LoopbackConnection(to: port) else { return }
        relay(client, server)
    }
}

/// An HTTP proxy that tunnels `CONNECT` and forwards absolute targets, to 127.0.0.1 whatever the name.
///
/// With `credentials` it answers 407 to who does not show them.
func makeHTTPProxy(log: ProxyLog, credentials: String? = nil) throws -> LoopbackServer {
    try LoopbackServer { client in
        let head = client.receive(until: "\r\n\r\n")
        let words = head.split(separator: " ", maxSplits: 2)
        guard words.count == 3 else { return }
        log.note(head)
        if let credentials, !head.contains("Proxy-Authorization: Basic \(credentials)\r\n") {
            client.send(
                "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n"
                    + "Connection: close\r\n\r\n"
            )
            return
        }
        let isTunnel = words[0] == "CONNECT"
        let target = isTunnel ? String(words[1]) : String(words[1].split(separator: "/")[1])
        guard let port = target.split(separator: ":").last.flatMap({ Int($0) }),
            let server = try? LoopbackConnection(to: port)
        else { return }
        if isTunnel {
            client.send("HTTP/1.1 200 Connection established\r\nX-Proxy: yes\r\n\r\n")
        } else {
            server.send(head)
        }
        relay(client, server)
    }
}
