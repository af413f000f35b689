import HTTPClient
import HTTPServer
import Synchronization
import TestSupport
import Testing

struct FailureTests {
    private func failure(
        _ url: String,
        _ adjust: (inout TransportOptions) -> Void = { _ in }
    ) async -> TransportError? {
        do throws(TransportError) {
            _ = try await HTTPTransport.direct(adjust).send(ClientRequest(url: url)).text()
            return nil
        } catch {
            return error
        }
    }

    @Test func `a server that falls silent is left after the stall limit`() async throws {
        for start in [
            "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
        ] {
            let server = try LoopbackServer { connection in
                _ = connection.receive(until: "\r\n\r\n")
                connection.send(start)
                while connection.receive() != nil {}
            }
            let error = await failure(server.url("/")) { $0.stallTimeout = .milliseconds(150) }
            #expect(error == .timedOut(.stall, after: .milliseconds(150)))
            #expect("\(error!)".hasPrefix("the server was silent for 150 ms"))
        }
    }

    @Test func `a slow answer that moves is not a stall`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.receive(until: "\r\n\r\n")
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n")
            for byte in "twelve bytes".utf8 {
                _ = pause(milliseconds: 60)
                connection.send([byte])
            }
        }
        let transport = HTTPTransport.direct { $0.stallTimeout = .milliseconds(500) }
        let response = try await transport.send(ClientRequest(url: server.url("/")))
        #expect(try await response.text() == "twelve bytes")
    }

    @Test func `the total limit holds however busy the server is`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.receive(until: "\r\n\r\n")
            connection.send("HTTP/1.1 200 OK\r\n\r\n")
            while connection.send("x"), pause(milliseconds: 20) {}
        }
        let error = await failure(server.url("/")) { $0.maxTime = .milliseconds(300) }
        #expect(error == .timedOut(.total, after: .milliseconds(300)))
    }

    @Test func `a connection that closes half-way tells how far it came`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.receive(until: "\r\n\r\n")
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf!")
        }
        let error = await failure(server.url("/"))
        #expect(error == .interrupted(received: 5, expected: 10))
        #expect("\(error!)".contains("after 5 of 10 bytes"))
    }

    @Test func `a chunked answer that is cut off is not taken for whole`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.receive(until: "\r\n\r\n")
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
        }
        guard case .interrupted(_, nil) = await failure(server.url("/")) else {
            Issue.record("taken for whole")
            return
        }
    }

    @Test func `a connection that closes at once gave no answer`() async throws {
        let server = try LoopbackServer { _ = $0.receive(until: "\r\n\r\n") }
        #expect(await failure(server.url("/")) == .interrupted(received: 0, expected: nil))
    }

    @Test func `nobody there is refused with the address`() async throws {
        let nobody = try UnusedPort()
        let port = nobody.port
        let error = await failure("http://127.0.0.1:\(port)/")
        #expect(
            error == .cannotConnect(host: "127.0.0.1", port: port, reason: "connection refused")
        )
        #expect("\(error!)".hasPrefix("cannot connect to 127.0.0.1:\(port): connection refused"))
    }

    @Test func `a name that does not exist cannot be resolved`() async throws {
        #expect(await failure("http://nowhere.invalid/") == .cannotResolve(host: "nowhere.invalid"))
    }

    @Test func `what does not speak HTTP is told so`() async throws {
        let server = try LoopbackServer { connection in
            connection.send("SSH-2.0-OpenSSH_9.2\r\n")
            _ = connection.receive(until: "\r\n\r\n")
        }
        guard case .notHTTP = await failure(server.url("/")) else {
            Issue.record("taken for HTTP")
            return
        }
    }

    @Test(
        arguments: [
            "", "not a url", "localhost:16686", "ftp://a/", "http://", "http://a b/",
            "http://a:99999/",
        ]
    )
    func `a URL that cannot be asked is refused before anything is sent`(url: String) async {
        guard case .invalidURL = await failure(url) else {
            Issue.record("accepted \(url)")
            return
        }
    }

    @Test func `a malformed URL does not show its password`() async throws {
        let error = await failure("http://me:secret@[bad/")
        #expect(error != nil)
        #expect(!"\(error!)".contains("secret"))
    }

    @Test(arguments: [("A\r\nB", "c"), ("A", "b\r\nC: d"), ("A b", "c"), ("", "c"), ("A:", "b")])
    func `a header that would become another is refused`(name: String, value: String) async {
        let request = ClientRequest(
            "GET",
            "http://127.0.0.1:1/",
            headers: ClientHeaders([.init(name: name, value: value)])
        )
        await #expect(throws: TransportError.invalidHeader(name: name)) {
            try await HTTPTransport.direct().send(request)
        }
    }

    @Test func `credentials do not show when a request is printed`() {
        let request = ClientRequest("GET", "http://a/", headers: RedirectTests.headers)
        let text = "\(request) \(String(reflecting: request))"
        for secret in ["Bearer", "c=1", "tenant"] { #expect(!text.contains(secret)) }
        #expect(text.contains("Accept: */*"))
    }
}
