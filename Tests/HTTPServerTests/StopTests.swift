import HTTPClient
import HTTPServer
import TestSupport
import Testing

struct StopTests {
    @Test func `within the grace a request is finished and no connection is taken`() async throws {
        let started = Counter()
        let release = Counter()
        let listener = try HTTPListener.make { request in
            guard request.path == "/slow" else { return .text(200, "still open") }
            started.add()
            _ = await eventually { release.value == 1 }
            return .text(200, "finished")
        }
        let transport = HTTPTransport.direct()
        let url = listener.url()
        let slow = listener.url("/slow")
        let answer = Task { try await transport.send(ClientRequest("GET", slow)).text() }
        #expect(await eventually { started.value == 1 })
        let stopping = Task { await listener.stop(grace: .seconds(20)) }
        let isClosed = await eventually {
            do throws(TransportError) {
                _ = try await HTTPTransport.direct().send(ClientRequest("GET", url))
                return false
            } catch {
                if case .cannotConnect = error { return true }
                return false
            }
        }
        #expect(isClosed)
        release.add()
        #expect(try await answer.value == "finished")
        await stopping.value
    }

    @Test func `after the grace handlers are cancelled and answered 503`() async throws {
        let started = Counter()
        let cancelled = Counter()
        let listener = try HTTPListener.make { _ in
            started.add()
            if await untilCancelled() { cancelled.add() }
            return .text(200, "never")
        }
        let url = listener.url()
        let transport = HTTPTransport.direct()
        let answers = (0..<5).map { _ in
            Task { try await transport.send(ClientRequest("GET", url)).status }
        }
        #expect(await eventually { started.value == 5 })
        await listener.stop(grace: .milliseconds(20))
        for answer in answers { #expect(try await answer.value == 503) }
        #expect(await eventually { cancelled.value == 5 })
        #expect(listener.openConnections == 0)
    }

    @Test func `stopping amid streams, snails and idle connections ends them all`() async throws {
        let listener = try HTTPListener.make { request in
            let isFast = request.path == "/fast"
            return ServerResponse(
                status: 200,
                body: .stream(length: nil) { writer in
                    try await writer.write(Array("first\n".utf8))
                    let block = [UInt8](repeating: 1, count: 1 << 16)
                    while true {
                        if isFast {
                            try await writer.write(block)
                        } else {
                            _ = await untilCancelled()
                        }
                        try Task.checkCancellation()
                    }
                }
            )
        }
        let port = listener.port
        let connections = try await onOwnThread {
            try ["/fast", "/silent", "", nil].map { path in
                let connection = try LoopbackConnection(to: port)
                guard let path else { return connection }
                if path.isEmpty {
                    connection.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf")
                } else {
                    connection.send("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
                    _ = connection.receive(until: "first\n")
                }
                return connection
            }
        }
        #expect(await eventually { listener.openConnections == 4 && listener.inFlight == 3 })
        async let first: Void = listener.stop()
        async let second: Void = listener.stop()
        _ = await (first, second)
        #expect(listener.openConnections == 0 && listener.inFlight == 0)
        try await onOwnThread { for connection in connections { _ = connection.receiveAll() } }
        await listener.stop()
    }

    @Test func `a listener that is let go frees its port`() async throws {
        var listener: HTTPListener? = try HTTPListener.make { _ in .text(200, "") }
        let port = try #require(listener?.port)
        listener = nil
        let isFree = await eventually {
            (try? HTTPListener.make {
                $0.port = port
            } handler: { _ in
                .text(200, "")
            }) != nil
        }
        #expect(isFree)
    }

    @Test func `stopping under load is safe`() async throws {
        for _ in 0..<10 {
            let listener = try HTTPListener.make { request in
                await Task.yield()
                return .text(200, request.path)
            }
            let url = listener.url()
            let answered = Counter()
            let load = (0..<8).map { _ in
                Task {
                    let transport = HTTPTransport.direct()
                    while (try? await transport.send(ClientRequest("GET", url)).text()) != nil {
                        answered.add()
                    }
                }
            }
            #expect(await eventually { answered.value > 20 })
            await listener.stop()
            for task in load { await task.value }
            #expect(listener.inFlight == 0)
        }
    }
}
