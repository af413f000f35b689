import HTTPServer
import Synchronization
import TestSupport
import Testing

/// Clients that do not read.
struct UnreadAnswerTests {
    private static let get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"

    /// Counts what is held.
    private final class Held: Sendable {
        private let count: Counter
        init(_ count: Counter) { self.count = count }
        deinit { count.add() }
    }

    @Test(arguments: [true, false])
    func `who does not read is cut off, and what the answer holds is let go`(
        isStreamed: Bool
    ) async throws {
        let released = Counter()
        let block = [UInt8](repeating: 0x79, count: 1 << 20)
        let listener = try HTTPListener.make {
            $0.answerStall = .milliseconds(200)
        } handler: { _ in
            let held = Held(released)
            guard isStreamed else {
                var answer = ServerResponse(
                    status: 200,
                    body: .bytes([UInt8](repeating: 0x79, count: 32 << 20))
                )
                answer.held = held
                return answer
            }
            return ServerResponse(
                status: 200,
                body: .stream(length: nil) { writer in
                    while true {
                        try await writer.write(block)
                        withExtendedLifetime(held) {}
                    }
                }
            )
        }
        let port = listener.port
        let connection = try await onOwnThread {
            let connection = try LoopbackConnection(to: port, receiveBuffer: 4096)
            connection.send(Self.get)
            return connection
        }
        #expect(await eventually { listener.counts.stalled == 1 && listener.openConnections == 0 })
        #expect(await eventually { released.value == 1 })
        withExtendedLifetime(connection) {}
    }

    @Test func `who reads slowly gets all of it`() async throws {
        let listener = try HTTPListener.make {
            $0.answerStall = .milliseconds(400)
        } handler: { _ in
            ServerResponse(status: 200, body: .bytes([UInt8](repeating: 0x79, count: 400_000)))
        }
        let answer = try await listener.dialogue(receiveBuffer: 4096) { connection in
            connection.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            var count = 0
            while let bytes = connection.receive(limit: 16 << 10), pause(milliseconds: 2) {
                count += bytes.count
            }
            return count
        }
        #expect(answer > 400_000)
        #expect(listener.counts.stalled == 0)
    }

    @Test func `a handler that takes its time between pieces is not a client who does not read`()
        async throws
    {
        let listener = try HTTPListener.make {
            $0.answerStall = .milliseconds(50)
        } handler: { _ in
            ServerResponse(
                status: 200,
                body: .stream(length: nil) { writer in
                    try await writer.write(Array("first ".utf8))
                    try await Task.sleep(for: .milliseconds(400))
                    try await writer.write(Array("last\n".utf8))
                }
            )
        }
        let answer = try await listener.dialogue { connection in
            connection.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            return connection.receiveAll()
        }
        #expect(answer.contains("last"))
    }
}
