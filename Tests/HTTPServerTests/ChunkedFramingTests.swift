import Foundation
import HTTPServer
import TestSupport
import Testing

/// Chunked bodies that can be read in two ways, as their sender sees the answer.
struct ChunkedFramingTests {
    private static let head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"

    static let faults: [(body: String, status: Int)] = [
        ("5\nhello\r\n0\r\n\r\n", 400),
        ("5\r\nhello\n0\r\n\r\n", 400),
        ("5\r\nhello\r\n0\n\n", 400),
        ("5;" + String(repeating: "x", count: 200_000) + "\r\nhello\r\n0\r\n\r\n", 400),
        ("5;" + String(repeating: "x", count: 5_000) + "\r\nhello\r\n0\r\n\r\n", 400),
        ("zz\r\nhello\r\n0\r\n\r\n", 400),
        ("-5\r\nhello\r\n0\r\n\r\n", 400),
        ("fffffffffffffffff\r\nhello\r\n0\r\n\r\n", 413),
        ("5\r\nhello\r\n0\r\n" + String(repeating: "A: b\r\n", count: 20_000) + "\r\n", 400),
    ]

    private func check(_ answer: String, _ status: Int, _ body: String) {
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(body.prefix(20)): \(answer)")
        #expect(answer.contains("Content-Type: text/plain"), "\(answer)")
        #expect(answer.components(separatedBy: "HTTP/1.").count == 2, "\(answer)")
        #expect(!answer.contains("reached") && !answer.contains("<"), "\(answer)")
    }

    @Test func `each is refused with one plain answer, sent at once or in pieces`() async throws {
        let listener = try HTTPListener.make { _ in .text(200, "reached\n") }
        for (body, status) in Self.faults {
            let whole = try await listener.dialogue { connection in
                connection.send(Self.head + body)
                return connection.receiveAll()
            }
            check(whole, status, body)
            let apart = try await listener.dialogue { connection in
                connection.send(Self.head)
                for piece in [body.prefix(1), body.dropFirst().prefix(1), body.dropFirst(2)] {
                    connection.send(String(piece))
                }
                return connection.receiveAll()
            }
            check(apart, status, body)
        }
        #expect(await eventually { listener.inFlight == 0 })
    }

    @Test func `a request before it on the same connection is answered first`() async throws {
        let listener = try HTTPListener.make { request in
            .text(200, "reached \(String(decoding: request.body, as: UTF8.self))\n")
        }
        for (body, status) in Self.faults {
            let answers = try await listener.dialogue { connection in
                connection.send(Self.head + "3\r\none\r\n0\r\n\r\n" + Self.head + body)
                return connection.receiveAll()
            }
            let parts = answers.components(separatedBy: "HTTP/1.1 ")
            #expect(parts.count == 3, "\(answers)")
            #expect(parts[1].hasPrefix("200 ") && parts[1].contains("reached one"))
            check("HTTP/1.1 " + (parts.last ?? ""), status, body)
        }
    }

    @Test func `a body that is right reaches the handler in any pieces`() async throws {
        let listener = try HTTPListener.make { request in
            .text(200, String(decoding: request.body, as: UTF8.self))
        }
        let body = "5;a=b\r\nhello\r\n1\r\n\n\r\n00a\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n"
        for size in [1, 2, 3, 7, body.count] {
            let answer = try await listener.dialogue { connection in
                for _ in 0..<2 {
                    connection.send(Self.head)
                    var rest = body[...]
                    while !rest.isEmpty {
                        connection.send(String(rest.prefix(size)))
                        rest = rest.dropFirst(size)
                    }
                }
                connection.finish(sendingOnly: true)
                return connection.receiveAll()
            }
            #expect(answer.components(separatedBy: "hello\n0123456789").count == 3, "\(answer)")
        }
    }

    @Test func `who is refused is not read without end`() async throws {
        let listener = try HTTPListener.make {
            $0.lingerLimit = 1 << 20
        } handler: { _ in
            .text(200, "reached\n")
        }
        let isCut = try await listener.dialogue { connection in
            connection.send(Self.head + "5\n")
            let more = String(repeating: "x", count: 1 << 16)
            for _ in 0..<4096 where !connection.send(more) { return true }
            return false
        }
        #expect(isCut)
        #expect(await eventually { listener.openConnections == 0 })
    }

    @Test func `what is encrypted is refused as plainly`() async throws {
        let certificates = try await onOwnThread { try TestCertificates() }
        let listener = try HTTPListener.make {
            $0.tls = ListenerOptions.TLS(
                certificatePEM: try String(contentsOfFile: certificates.server, encoding: .utf8),
                keyPEM: try String(contentsOfFile: certificates.serverKey, encoding: .utf8)
            )
        } handler: { _ in
            .text(200, "reached\n")
        }
        let port = listener.port
        for (body, status) in [
            ("5\\nhello\\r\\n0\\r\\n\\r\\n", 400), ("5\\r\\nhello\\r\\n0\\r\\n\\r\\n", 200),
        ] {
            let head =
                "POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n"
                + "Connection: close\\r\\n\\r\\n"
            try await onOwnThread {
                let client = try ChildProcess(
                    "/bin/sh",
                    [
                        "-c",
                        "printf '\(head)\(body)' | openssl s_client -quiet -connect 127.0.0.1:\(port)",
                    ]
                )
                #expect(client.line(containing: "HTTP/1.1 ")?.contains(" \(status) ") == true)
                let said = status == 200 ? "reached" : "does not end with CR LF"
                #expect(client.line(containing: said) != nil)
            }
        }
    }
}
