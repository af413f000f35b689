import HTTPServer
import TestSupport
import Testing

struct BodyLimitTests {
    private func listener(drain: Int = 1000) throws -> HTTPListener {
        try HTTPListener.make {
            $0.bodyLimit = 100
            $0.drainLimit = drain
        } handler: { request in
            .text(200, "got \(request.body.count)\n")
        }
    }

    private func post(_ count: Int) -> String {
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: \(count)\r\n\r\n"
            + String(repeating: "x", count: count)
    }

    private func chunked(_ count: Int) -> String {
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            + String(repeating: "a\r\n0123456789\r\n", count: count / 10) + "0\r\n\r\n"
    }

    @Test func `a body of exactly the limit passes, with a length and chunked`() async throws {
        for text in [post(100), chunked(100)] {
            let answer = try await listener().dialogue { connection in
                connection.send(text)
                return connection.receive(until: "got 100\n")
            }
            #expect(answer.hasPrefix("HTTP/1.1 200 "))
            #expect(answer.hasSuffix("got 100\n"))
        }
    }

    @Test func `a longer one is answered 413 and the connection lives on`() async throws {
        for text in [post(101), chunked(110)] {
            let answer = try await listener().dialogue { connection in
                connection.send(text)
                let answer = connection.receive(until: "bytes\n")
                connection.send(post(7))
                return answer + connection.receive(until: "got 7\n")
            }
            #expect(answer.hasPrefix("HTTP/1.1 413 "))
            #expect(answer.contains("longer than the limit of 100 bytes"))
            #expect(answer.hasSuffix("got 7\n"))
        }
    }

    @Test func `a promise beyond what is worth reading is answered at once and closed`()
        async throws
    {
        let answer = try await listener().dialogue { connection in
            connection.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n")
            return connection.receiveAll()
        }
        #expect(answer.hasPrefix("HTTP/1.1 413 "))
        #expect(answer.lowercased().contains("connection: close"))
    }

    @Test func `who asks before sending hears 413 instead of continue`() async throws {
        let answer = try await listener().dialogue { connection in
            connection.send(
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\nExpect: 100-continue\r\n\r\n"
            )
            return connection.receiveAll()
        }
        #expect(answer.hasPrefix("HTTP/1.1 413 "))
    }

    @Test func `who asks before sending hears continue`() async throws {
        let answer = try await listener().dialogue { connection in
            connection.send(
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"
            )
            let interim = connection.receive(until: "\r\n\r\n")
            connection.send("hello")
            return interim + connection.receive(until: "got 5\n")
        }
        #expect(answer.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 "))
    }

    @Test func `an endless chunked body is answered in its midst and cut off`() async throws {
        let listener = try listener()
        let answer = try await listener.dialogue { connection in
            connection.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
            while connection.send("a\r\n0123456789\r\n") {}
            return connection.receiveAll()
        }
        #expect(!answer.contains("200"))
        #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 413 "), "a reset may cost the answer")
        #expect(await eventually { listener.openConnections == 0 })
    }

    @Test
    func `who stops sending a chunked body that is too long reads why, in the form asked for`()
        async throws
    {
        let listener = try HTTPListener.make {
            $0.bodyLimit = 100
            $0.drainLimit = 1000
            $0.answerTooLarge = { head in
                ServerResponse(
                    status: 413,
                    headers: ["Content-Type": head.headers["Content-Type"] ?? ""],
                    body: .bytes(Array("too long".utf8))
                )
            }
        } handler: { _ in
            .text(200, "fine\n")
        }
        let answer = try await listener.dialogue { connection in
            connection.send(
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n"
                    + String(repeating: "a\r\n0123456789\r\n", count: 110)
            )
            return connection.receiveAll()
        }
        #expect(answer.hasPrefix("HTTP/1.1 413 "))
        #expect(answer.contains("Content-Type: a/b\r\n"))
        #expect(answer.contains("Connection: close\r\n"))
        #expect(answer.hasSuffix("\r\n\r\ntoo long"))
        #expect(await eventually { listener.openConnections == 0 })
    }

    @Test func `a head can be refused before its body`() async throws {
        let reached = Counter()
        let listener = try HTTPListener.make {
            $0.authorizeHead = { head in
                head.headers["Content-Type"] == "text/plain"
                    ? nil
                    : .text(
                        415,
                        "\(head.method) \(head.target.path) \(head.declaredLength ?? -1)\n"
                    )
            }
        } handler: { _ in
            reached.add()
            return .text(200, "fine\n")
        }
        let answer = try await listener.dialogue { connection in
            connection.send("POST /v1 HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello")
            var answer = connection.receive(until: "5\n")
            connection.send(
                "POST /v2 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            )
            answer += connection.receive(until: "-1\n")
            connection.send("GET /v3 HTTP/1.1\r\nHost: x\r\n\r\n")
            answer += connection.receive(until: " 0\n")
            connection.send("GET / HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n\r\n")
            return answer + connection.receive(until: "fine\n")
        }
        #expect(answer.components("HTTP/1.1 415 ") == 3)
        #expect(answer.contains("POST /v1 5\n") && answer.contains("POST /v2 -1\n"))
        #expect(answer.contains("GET /v3 0\n") && answer.hasSuffix("fine\n"))
        #expect(reached.value == 1)
    }
}

extension String {
    /// How often `part` occurs.
    func components(_ part: String) -> Int { ranges(of: part).count }
}
