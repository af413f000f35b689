import HTTPServer
import TestSupport
import Testing

struct SlowClientTests {
    @Test(
        arguments: [
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX-Endless: ",
        ]
    )
    func `a request that trickles in is cut at the deadline`(start: String) async throws {
        let reached = Counter()
        let listener = try HTTPListener.make {
            $0.requestDeadline = .milliseconds(200)
        } handler: { _ in
            reached.add()
            return .text(200, "")
        }
        let answer = try await listener.dialogue { connection in
            connection.send(start)
            // Busier than any idle limit; ends only because the listener ends it.
            while connection.send("x"), pause(milliseconds: 5) {}
            return connection.receiveAll()
        }
        #expect(!answer.contains("200"))
        #expect(reached.value == 0)
        #expect(await eventually { listener.openConnections == 0 && listener.inFlight == 0 })
    }

    @Test func `a first line that trickles in is cut too`() async throws {
        let listener = try HTTPListener.make {
            $0.requestDeadline = .milliseconds(100)
            $0.idleTimeout = .milliseconds(200)
        } handler: { _ in
            .text(200, "")
        }
        let answer = try await listener.dialogue { connection in
            connection.send("GET /")
            while connection.send("x"), pause(milliseconds: 5) {}
            return connection.receiveAll()
        }
        #expect(answer == "")
    }

    @Test func `a handler may take longer than a request to arrive`() async throws {
        let listener = try HTTPListener.make {
            $0.requestDeadline = .milliseconds(50)
        } handler: { _ in
            try? await Task.sleep(for: .milliseconds(300))
            return .text(200, Task.isCancelled ? "impatient\n" : "a patient\n")
        }
        let answer = try await listener.dialogue { connection in
            connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            return connection.receive(until: "ient\n")
        }
        #expect(answer.hasSuffix("a patient\n"))
    }

    @Test func `an idle connection is closed and others are not`() async throws {
        let listener = try HTTPListener.make {
            $0.idleTimeout = .seconds(1)
        } handler: { _ in
            .text(200, "fine\n")
        }
        let answer = try await listener.dialogue { connection in
            connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            return connection.receiveAll()
        }
        #expect(answer.hasSuffix("fine\n"))
        #expect(await eventually { listener.openConnections == 0 })
    }
}
