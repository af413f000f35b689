import Foundation
import Synchronization
import TestSupport

/// Stands between a client and a backend on loopback, and notes every request that goes through.
final class CountingProxy: Sendable {
    struct Request: Sendable {
        /// Seconds since the proxy began.
        var time: Double
        var target: String
    }

    private final class Log: Sendable {
        let requests = Mutex<[Request]>([])
    }

    private let server: LoopbackServer
    private let log = Log()

    init(to port: Int) throws {
        let log = log
        let begin = ContinuousClock.now
        server = try LoopbackServer { client in
            guard let backend = try? LoopbackConnection(to: port) else { return }
            Thread.detachNewThread {
                while let bytes = backend.receive(), client.send(bytes) {}
                client.finish()
            }
            while true {
                let head = client.receive(until: "\r\n\r\n")
                guard head.hasSuffix("\r\n\r\n") else { break }
                let time = begin.duration(to: .now) / .seconds(1)
                let words = head.split(separator: " ", maxSplits: 2)
                log.requests.withLock {
                    $0.append(Request(time: time, target: words.count > 1 ? "\(words[1])" : ""))
                }
                guard backend.send(head) else { break }
            }
            backend.finish()
        }
    }

    var url: String { "http://127.0.0.1:\(server.port)" }

    var requests: [Request] { log.requests.withLock { $0 } }

    /// Those for paths that begin like this, after the first `passed` requests.
    func requests(of path: String, after passed: Int) -> [Request] {
        requests.dropFirst(passed).filter { $0.target.hasPrefix(path) }
    }

    /// The most requests in any 60 s.
    static func mostAMinute(_ requests: [Request]) -> Int {
        let times = requests.map(\.time)
        var first = 0
        var most = 0
        for (last, time) in times.enumerated() {
            while times[first] <= time - 60 { first += 1 }
            most = max(most, last - first + 1)
        }
        return most
    }
}
