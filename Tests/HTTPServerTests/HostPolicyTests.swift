import HTTPServer
import TestSupport
import Testing

struct HostPolicyTests {
    @Test(arguments: [
        "localhost", "LOCALHOST:4318", "localhost.", "127.0.0.1", "127.0.0.1:1", "127.8.9.10:80",
        "[::1]", "[::1]:16686", "[::ffff:127.0.0.1]:1", "spoor.test", "Spoor.Test:99",
    ])
    func `names of this machine and those allowed pass`(authority: String) {
        #expect(HostPolicy(allowedNames: ["spoor.test"]).allows(authority))
    }

    @Test(arguments: [
        "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.evil.example",
        "128.0.0.1", "127.0.0", "127.0.0.256", "127.0.0.01x", "", "[::2]", "[::1]evil", "[::1",
        "localhost:evil", "127.0.0.1@evil.example", "10.0.0.1", "xlocalhost", "spoor.test.evil",
    ])
    func `others do not`(authority: String) {
        #expect(!HostPolicy(allowedNames: ["spoor.test"]).allows(authority))
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: localhost\r\n", "200"),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n", "403"),
        ("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n", "403"),
        ("GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n", "200"),
        ("GET / HTTP/1.0\r\n", "200"),
    ])
    func `a listener answers for the names of its policy alone`(head: String, status: String)
        async throws
    {
        let listener = try HTTPListener.make {
            $0.hosts = HostPolicy()
        } handler: { _ in
            .text(200, "fine\n")
        }
        let answer = try await listener.dialogue { connection in
            connection.send(head + "Connection: close\r\n\r\n")
            return connection.receiveAll()
        }
        #expect(answer.dropFirst("HTTP/1.1 ".count).hasPrefix(status))
        #expect(answer.contains("--allow-host") == (status == "403"))
    }
}
