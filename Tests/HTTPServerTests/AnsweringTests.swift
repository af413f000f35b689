import HTTPClient
import HTTPServer
import TestSupport
import Testing

struct AnsweringTests {
    static let block = [UInt8](repeating: 0x79, count: 1 << 16)

    @Test func `HEAD gets the head of GET and no body`() async throws {
        let streamed = Counter()
        let listener = try HTTPListener.make { request in
            #expect(request.method == "GET" && request.head.isHead)
            guard request.path == "/stream" else { return .text(200, "four") }
            return ServerResponse(
                status: 200,
                body: .stream(length: 7) { writer in
                    streamed.add()
                    try await writer.write(Array("seven x".utf8))
                }
            )
        }
        for (path, length) in [("/bytes", "4"), ("/stream", "7")] {
            let answer = try await listener.dialogue { connection in
                connection.send("HEAD \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                return connection.receiveAll()
            }
            #expect(answer.hasPrefix("HTTP/1.1 200 "))
            #expect(answer.contains("Content-Length: \(length)\r\n"))
            #expect(answer.hasSuffix("\r\n\r\n"))
        }
        #expect(streamed.value == 0)
    }

    @Test func `a sync handler answers without a task`() async throws {
        let listener = try HTTPListener(
            options: ListenerOptions(),
            handler: .sync { request in
                ServerResponse(status: 202, body: .bytes(request.body.reversed()))
            }
        )
        let transport = HTTPTransport.direct()
        let body = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0) }
        let response = try await transport.send(ClientRequest("POST", listener.url(), body: body))
        #expect(response.status == 202)
        #expect(try await response.collect(limit: body.count) == body.reversed())
    }

    @Test func `requests in one packet are answered in their order`() async throws {
        let listener = try HTTPListener.make { .text(200, "<\($0.path)|\($0.body.count)>") }
        let answer = try await listener.dialogue { connection in
            connection.send(
                "POST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
                    + "GET /2 HTTP/1.1\r\nHost: x\r\n\r\n"
                    + "GET /3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            )
            return connection.receiveAll()
        }
        let bodies = answer.split(separator: "<").dropFirst().map { $0.prefix { $0 != ">" } }
        #expect(bodies == ["/1|5", "/2|0", "/3|0"])
    }

    @Test func `a writer waits for a reader that does not read`() async throws {
        let written = Counter()
        let listener = try HTTPListener.make { _ in
            ServerResponse(
                status: 200,
                body: .stream(length: nil) { writer in
                    for _ in 0..<800 {
                        try await writer.write(Self.block)
                        written.add()
                    }
                }
            )
        }
        let port = listener.port
        let connection = try await onOwnThread {
            let connection = try LoopbackConnection(to: port, receiveBuffer: 1 << 16)
            connection.send("GET / HTTP/1.0\r\n\r\n")
            return connection
        }
        var last = -1
        let hasSettled = await eventually {
            defer { last = written.value }
            try? await Task.sleep(for: .milliseconds(100))
            return written.value > 0 && written.value == last
        }
        #expect(hasSettled)
        #expect(written.value < 400)
        let count = try await onOwnThread {
            var count = 0
            while let bytes = connection.receive(limit: 1 << 17) { count += bytes.count }
            return count
        }
        // The head comes on top.
        #expect(count > 800 << 16 && count < (800 << 16) + 1000)
        #expect(written.value == 800)
    }

    @Test func `a producer that fails breaks the answer off`() async throws {
        struct Failure: Error {}
        let listener = try HTTPListener.make { request in
            ServerResponse(
                status: 200,
                body: .stream(length: request.path == "/known" ? 100 : nil) { writer in
                    try await writer.write(Array("part".utf8))
                    throw Failure()
                }
            )
        }
        for path in ["/known", "/unknown"] {
            let response = try await HTTPTransport.direct()
                .send(ClientRequest("GET", listener.url(path)))
            let error = await #expect(throws: TransportError.self) { try await response.text() }
            guard case .interrupted = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func `small pieces arrive while the answer goes on`() async throws {
        let goOn = Counter()
        let listener = try HTTPListener.make { _ in
            ServerResponse(
                status: 200,
                body: .stream(length: nil) { writer in
                    for index in 0..<3 {
                        try await writer.write(Array("\(index)".utf8))
                        _ = await eventually { goOn.value > index }
                    }
                }
            )
        }
        let response = try await HTTPTransport.direct().send(ClientRequest("GET", listener.url()))
        var chunks = response.body.makeAsyncIterator()
        for index in 0..<3 {
            #expect(try await chunks.next() == Array("\(index)".utf8))
            goOn.add()
        }
        #expect(try await chunks.next() == nil)
    }

    @Test func `64 connections at once are served`() async throws {
        let listener = try HTTPListener.make { .text(200, "\($0.body.count) \($0.path)") }
        let url = listener.url()
        let wrong = Counter()
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<64 {
                group.addTask {
                    let transport = HTTPTransport.direct()
                    for round in 0..<10 {
                        let request = ClientRequest(
                            "POST",
                            "\(url)\(index)",
                            body: [UInt8](repeating: 1, count: index * 1000 + round)
                        )
                        let text = try? await transport.send(request).text()
                        if text != "\(index * 1000 + round) /\(index)" { wrong.add() }
                    }
                }
            }
        }
        #expect(wrong.value == 0)
        #expect(await eventually { listener.openConnections == 0 })
    }

    @Test func `a header that HTTP cannot carry is a 500, not a second header`() async throws {
        let listener = try HTTPListener.make { _ in
            .text(200, "", headers: ["X-A": "b\r\nX-C: d"])
        }
        let response = try await HTTPTransport.direct().send(ClientRequest("GET", listener.url()))
        #expect(response.status == 500)
        #expect(response.headers["X-C"] == nil)
    }

    @Test func `headers keep their duplicates and are found in any case`() async throws {
        let listener = try HTTPListener.make { request in
            #expect(request.headers.values("x-twice") == ["1", "2"])
            var response = ServerResponse.text(200, "")
            response.headers.append("Set-Cookie", "a")
            response.headers.append("Set-Cookie", "b")
            return response
        }
        let response = try await HTTPTransport.direct().send(
            ClientRequest("GET", listener.url(), headers: ["X-Twice": "1", "x-TWICE": "2"])
        )
        #expect(response.headers.values("set-cookie") == ["a", "b"])
    }
}
