import HTTPClient
import HTTPServer
import TestSupport
import Testing

struct TransportTests {
    @Test func `a request arrives as it was made and its answer comes back`() async throws {
        let listener = try HTTPListener.make { request in
            let lines = [
                request.method, request.rawPath, request.path, request.rawQuery ?? "-",
                request.headers["x-test"] ?? "-", request.headers["X-Empty"] ?? "absent",
                String(decoding: request.body, as: UTF8.self),
            ]
            return .text(201, lines.joined(separator: "\n"), headers: ["X-Answer": "yes"])
        }
        var request = ClientRequest(
            "POST",
            listener.url("/a%2Fb/%2E%2e/c?x=1&x=2"),
            headers: ["X-Test": "välue", "X-Empty": ""],
            body: Array("hello".utf8)
        )
        let transport = HTTPTransport.direct()
        let response = try await transport.send(request)
        #expect(response.status == 201)
        #expect(response.headers["x-answer"] == "yes")
        #expect(response.httpVersion == "1.1")
        #expect(
            try await response.text()
                == "POST\n/a%2Fb/%2E%2e/c\n/a/b/../c\nx=1&x=2\nvälue\n\nhello"
        )
        #expect(response.wireBytes > 0)

        request.body = []
        #expect(try await transport.send(request).text().hasSuffix("välue\n\n"))
    }

    @Test func `every method is sent with or without a body`() async throws {
        let listener = try HTTPListener.make { request in
            .text(200, "\(request.method) \(request.head.isHead) \(request.body.count)")
        }
        let transport = HTTPTransport.direct()
        for method in ["GET", "POST", "PUT", "DELETE", "PATCH"] {
            for body in [nil, [UInt8](repeating: 1, count: 9)] {
                let request = ClientRequest(method, listener.url("/"), body: body)
                let response = try await transport.send(request)
                #expect(try await response.text() == "\(method) false \(body?.count ?? 0)")
            }
        }
        let head = try await transport.send(ClientRequest("HEAD", listener.url("/")))
        #expect(head.status == 200)
        #expect(head.headers["Content-Length"] == "10")
        #expect(try await head.text() == "")
    }

    @Test func `connections are used again`() async throws {
        let listener = try HTTPListener.make { _ in .text(200, "again") }
        let transport = HTTPTransport.direct()
        for _ in 0..<20 {
            #expect(
                try await transport.send(ClientRequest(url: listener.url("/"))).text() == "again"
            )
        }
        #expect(listener.openConnections == 1)
    }

    @Test func `many requests at once all get their own answer`() async throws {
        let listener = try HTTPListener.make { .text(200, $0.rawQuery ?? "") }
        let transport = HTTPTransport.direct()
        let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for index in 0..<64 {
                group.addTask {
                    let request = ClientRequest(url: listener.url("/?\(index)"))
                    return (index, try await transport.send(request).text())
                }
            }
            return try await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
        }
        #expect(answers == Dictionary(uniqueKeysWithValues: (0..<64).map { ($0, "\($0)") }))
    }

    @Test func `an interim answer is not the answer`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.receive(until: "\r\n\r\n")
            connection.send("HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n")
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Last: 1\r\n\r\nok")
        }
        let response = try await HTTPTransport.direct().send(ClientRequest(url: server.url("/")))
        #expect(response.status == 200)
        #expect(response.headers["Link"] == nil && response.headers["X-Last"] == "1")
        #expect(try await response.text() == "ok")
    }
}
