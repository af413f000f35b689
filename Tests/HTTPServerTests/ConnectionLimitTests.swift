import HTTPServer
import TestSupport
import Testing

struct ConnectionLimitTests {
    private static let get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"

    private func idle(
        _ count: Int,
        on listener: HTTPListener,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> [LoopbackConnection] {
        let port = listener.port
        return try await onOwnThread {
            try (0..<count).map { _ in
                let connection = try LoopbackConnection(to: port)
                connection.send(Self.get)
                let answer = connection.receive(until: "fine\n")
                #expect(
                    answer.hasSuffix("fine\n"),
                    "\(listener.counts)",
                    sourceLocation: sourceLocation
                )
                return connection
            }
        }
    }

    @Test func `a new connection takes the place of the one that is idle longest`() async throws {
        let listener = try HTTPListener.make {
            $0.maxConnections = 8
        } handler: { _ in
            .text(200, "fine\n")
        }
        let first = try await idle(8, on: listener)
        let more = try await idle(3, on: listener)
        #expect(listener.counts.closedIdle == 3)
        #expect(listener.counts.refused == 0)
        try await onOwnThread {
            // The oldest are closed, the others live on.
            for connection in first.prefix(3) { #expect(connection.receive() == nil) }
            for connection in first.dropFirst(3) + more {
                connection.send(Self.get)
                #expect(connection.receive(until: "fine\n").hasSuffix("fine\n"))
            }
        }
        #expect(await eventually { listener.openConnections == 8 })
    }

    @Test func `sockets that say nothing keep nobody out`() async throws {
        let listener = try HTTPListener.make {
            $0.maxConnections = 8
        } handler: { _ in
            .text(200, "fine\n")
        }
        let port = listener.port
        let silent = try await onOwnThread {
            try (0..<40).map { _ in try LoopbackConnection(to: port) }
        }
        #expect(try await idle(1, on: listener).count == 1)
        #expect(await eventually { listener.openConnections <= 8 })
        #expect(silent.count == 40)
    }

    @Test func `where all are busy a new one is closed at once and counted`() async throws {
        let entered = Counter()
        let gate = Counter()
        let listener = try HTTPListener.make {
            $0.maxConnections = 2
        } handler: { _ in
            entered.add()
            _ = await eventually { gate.value > 0 }
            return .text(200, "fine\n")
        }
        let port = listener.port
        let busy = try await onOwnThread {
            try (0..<2).map { _ in
                let connection = try LoopbackConnection(to: port)
                connection.send(Self.get)
                return connection
            }
        }
        #expect(await eventually { entered.value == 2 })
        let refused = try await onOwnThread {
            let connection = try LoopbackConnection(to: port)
            connection.send(Self.get)
            return connection.receiveAll()
        }
        #expect(refused.isEmpty)
        #expect(listener.counts.refused == 1)
        gate.add()
        try await onOwnThread {
            for connection in busy {
                #expect(connection.receive(until: "fine\n").hasSuffix("fine\n"))
            }
        }
        #expect(try await idle(1, on: listener).count == 1)
    }
}
