import HTTPClient
import HTTPServer
import TestSupport
import Testing

struct CancellationTests {
    /// A server that sends `start` and then waits; `closed` counts the connections that ended.
    private func server(_ start: String, closed: Counter, asked: Counter) throws -> LoopbackServer {
        try LoopbackServer { connection in
            _ = connection.receive(until: "\r\n\r\n")
            asked.add(1)
            connection.send(start)
            while connection.receive() != nil {}
            closed.add(1)
        }
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"])
    func `cancelling the task closes the server's socket`(start: String) async throws {
        let closed = Counter()
        let asked = Counter()
        let server = try server(start, closed: closed, asked: asked)
        let url = server.url("/")
        let transport = HTTPTransport.direct()
        let task = Task { () throws(TransportError) -> String in
            try await transport.send(ClientRequest(url: url)).text()
        }
        #expect(await eventually { asked.value == 1 })
        task.cancel()
        #expect(await task.result.failure as? TransportError == .cancelled)
        #expect(await eventually { closed.value == 1 })
    }

    @Test func `a task cancelled beforehand sends nothing`() async throws {
        let asked = Counter()
        let server = try server("", closed: Counter(), asked: asked)
        let url = server.url("/")
        let task = Task { () throws(TransportError) -> Int in
            withUnsafeCurrentTask { $0?.cancel() }
            return try await HTTPTransport.direct().send(ClientRequest(url: url)).status
        }
        #expect(await task.result.failure as? TransportError == .cancelled)
        #expect(asked.value == 0)
    }

    @Test func `letting go of the body closes the server's socket`() async throws {
        let closed = Counter()
        let server = try server(
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
            closed: closed,
            asked: Counter()
        )
        let transport = HTTPTransport.direct()
        do {
            let response = try await transport.send(ClientRequest(url: server.url("/")))
            #expect(closed.value == 0)
            var chunks = response.body.makeAsyncIterator()
            #expect(try await chunks.next() == Array("half".utf8))
        }
        #expect(await eventually { closed.value == 1 })
        withExtendedLifetime(transport) {}
    }

    @Test func `a body outlives its transport, then the connection closes`() async throws {
        let listener = try HTTPListener.make { _ in .text(200, "all of it") }
        var transport: HTTPTransport? = HTTPTransport.direct()
        let response = try await transport?.send(ClientRequest(url: listener.url("/")))
        transport = nil
        #expect(try await response?.text() == "all of it")
        _ = consume response
        #expect(await eventually { listener.openConnections == 0 })
    }
}

extension Result {
    var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
