import HTTPServer
import TestSupport
import Testing

struct HangUpTests {
    @Test func `a client that leaves cancels the handler`() async throws {
        let started = Counter()
        let cancelled = Counter()
        let listener = try HTTPListener.make { _ in
            started.add()
            if await untilCancelled() { cancelled.add() }
            return .text(200, "too late")
        }
        for round in 1...3 {
            try await listener.dialogue { connection in
                connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                while started.value < round, pause(milliseconds: 1) {}
            }
            #expect(await eventually { cancelled.value == round })
        }
        #expect(await eventually { listener.inFlight == 0 && listener.openConnections == 0 })
    }

    @Test func `a client that leaves on a kept connection cancels the handler too`() async throws {
        let cancelled = Counter()
        let listener = try HTTPListener.make { request in
            if request.path == "/quick" { return .text(200, "quick\n") }
            if await untilCancelled() { cancelled.add() }
            return .text(200, "too late")
        }
        try await listener.dialogue { connection in
            for _ in 0..<3 {
                connection.send("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n")
                _ = connection.receive(until: "quick\n")
            }
            connection.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
            while listener.inFlight == 0, pause(milliseconds: 1) {}
        }
        #expect(await eventually { cancelled.value == 1 })
    }

    @Test func `a client that leaves while nothing is written ends the writer`() async throws {
        let ended = Counter()
        let listener = try HTTPListener.make { _ in
            ServerResponse(
                status: 200,
                body: .stream(length: nil) { writer in
                    try await writer.write(Array("first\n".utf8))
                    if await untilCancelled() { ended.add() }
                    await #expect(throws: WriterClosed.self) { try await writer.write([1]) }
                }
            )
        }
        try await listener.dialogue { connection in
            connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = connection.receive(until: "first\n")
        }
        #expect(await eventually { ended.value == 1 && listener.inFlight == 0 })
    }

    @Test func `a client that leaves while it is written to ends the writer`() async throws {
        let ended = Counter()
        let listener = try HTTPListener.make { _ in
            ServerResponse(
                status: 200,
                body: .stream(length: nil) { writer in
                    let block = [UInt8](repeating: 1, count: 1 << 16)
                    do { while true { try await writer.write(block) } } catch { ended.add() }
                }
            )
        }
        try await listener.dialogue { connection in
            connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = connection.receive(exactly: 1 << 18)
        }
        #expect(await eventually { ended.value == 1 && listener.inFlight == 0 })
    }

    @Test func `a client that leaves in the middle of its body reaches nobody`() async throws {
        let reached = Counter()
        let listener = try HTTPListener.make { _ in
            reached.add()
            return .text(200, "")
        }
        try await listener.dialogue { connection in
            connection.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\nhello")
            while listener.inFlight == 0, pause(milliseconds: 1) {}
        }
        #expect(await eventually { listener.inFlight == 0 && listener.openConnections == 0 })
        #expect(reached.value == 0)
    }
}
