import HTTPServer
import TestSupport
import Testing

struct BodyMemoryTests {
    @Test func `bodies that come side by side share a bound, and give back what they took`()
        async throws
    {
        let memory = ByteBudget(limit: 100_000)
        let listener = try HTTPListener.make {
            $0.bodyMemory = memory
        } handler: { request in
            .text(200, "got \(request.body.count)\n")
        }
        let port = listener.port
        let head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 80000\r\n\r\n"
        let half = String(repeating: "x", count: 40_000)
        let first = try await onOwnThread {
            let connection = try LoopbackConnection(to: port)
            connection.send(head + half)
            return connection
        }
        #expect(await eventually { memory.used == 40_000 })
        let second = try await listener.dialogue { connection in
            connection.send(head + half + half)
            return connection.receive(until: "again\n")
        }
        #expect(second.hasPrefix("HTTP/1.1 503 "))
        #expect(second.contains("Retry-After: 1\r\n"))
        #expect(memory.refused == 1)
        let answer = try await onOwnThread {
            first.send(half)
            return first.receive(until: "80000\n")
        }
        #expect(answer.hasSuffix("got 80000\n"))
        #expect(await eventually { memory.used == 0 })
    }

    @Test(arguments: [true, false])
    func `the refusal of a large body reaches who looks for it only when all is sent`(
        isChunked: Bool
    ) async throws {
        let listener = try HTTPListener.make {
            $0.bodyLimit = 100
            $0.drainLimit = 1000
        } handler: { _ in
            .text(200, "fine\n")
        }
        let answer = try await listener.dialogue { connection in
            let piece = String(repeating: "x", count: 100_000)
            let length = isChunked ? "Transfer-Encoding: chunked" : "Content-Length: 20000000"
            connection.send("POST / HTTP/1.1\r\nHost: x\r\n\(length)\r\n\r\n")
            for _ in 0..<200 {
                let part = isChunked ? "186a0\r\n\(piece)\r\n" : piece
                guard connection.send(part) else { return "the sender found a broken pipe" }
            }
            if isChunked { connection.send("0\r\n\r\n") }
            return connection.receiveAll()
        }
        #expect(answer.hasPrefix("HTTP/1.1 413 "))
        #expect(await eventually { listener.openConnections == 0 })
    }
}
