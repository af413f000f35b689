import Foundation
import HTTPClient
import HTTPServer
import TestSupport
import Testing

struct ProxyTests {
    private func listener() throws -> HTTPListener {
        try HTTPListener.make { .text(200, $0.head.target.raw) }
    }

    @Test func `a SOCKS proxy gets the name when it shall resolve it`() async throws {
        let listener = try listener()
        let log = ProxyLog()
        let proxy = try makeSOCKSProxy(log: log)
        let transport = HTTPTransport.direct {
            $0.proxy = .url("socks5h://127.0.0.1:\(proxy.port)")
        }
        let url = "http://jaeger.internal.example:\(listener.port)/x"
        #expect(try await transport.send(ClientRequest(url: url)).text() == "/x")
        #expect(log.all == ["jaeger.internal.example:\(listener.port)"])
    }

    @Test func `a SOCKS proxy gets the address when the name is resolved here`() async throws {
        let listener = try listener()
        let log = ProxyLog()
        let proxy = try makeSOCKSProxy(log: log)
        let transport = HTTPTransport.direct { $0.proxy = .url("socks5://127.0.0.1:\(proxy.port)") }
        #expect(try await transport.send(ClientRequest(url: listener.url("/x"))).text() == "/x")
        #expect(log.all == ["127.0.0.1:\(listener.port)"])
    }

    @Test func `an HTTP proxy gets the absolute target`() async throws {
        let listener = try listener()
        let log = ProxyLog()
        let proxy = try makeHTTPProxy(log: log)
        let transport = HTTPTransport.direct { $0.proxy = .url("http://127.0.0.1:\(proxy.port)") }
        let url = "http://jaeger.internal.example:\(listener.port)/x"
        #expect(try await transport.send(ClientRequest(url: url)).text() == url)
        #expect(log.all.count == 1)
    }

    @Test func `TLS goes through an HTTP proxy's tunnel, headers stay inside`() async throws {
        let certificates = try await onOwnThread { try TestCertificates() }
        let listener = try HTTPListener.make {
            $0.tls = ListenerOptions.TLS(
                certificatePEM: try String(contentsOfFile: certificates.server, encoding: .utf8),
                keyPEM: try String(contentsOfFile: certificates.serverKey, encoding: .utf8)
            )
        } handler: {
            .text(200, $0.headers["Authorization"] ?? "")
        }
        let log = ProxyLog()
        let proxy = try makeHTTPProxy(log: log)
        let transport = HTTPTransport.direct {
            $0.proxy = .url("http://127.0.0.1:\(proxy.port)")
            $0.caFile = certificates.authority
        }
        let url = "https://localhost:\(listener.port)/"
        let response = try await transport.send(
            ClientRequest("GET", url, headers: ["Authorization": "Bearer t"])
        )
        #expect(response.headers["X-Proxy"] == nil)
        #expect(try await response.text() == "Bearer t")
        #expect(log.all.count == 1)
        #expect(log.all[0].hasPrefix("CONNECT localhost:\(listener.port) "))
        #expect(!log.all[0].contains("Bearer"))
    }

    @Test func `a proxy's own credentials go to the proxy, and a refusal is the proxy's`()
        async throws
    {
        let listener = try listener()
        let proxy = try makeHTTPProxy(log: ProxyLog(), credentials: "bWU6c2VjcmV0")
        let known = HTTPTransport.direct {
            $0.proxy = .url("http://me:secret@127.0.0.1:\(proxy.port)")
        }
        #expect(try await known.send(ClientRequest(url: listener.url("/x"))).status == 200)

        let unknown = HTTPTransport.direct { $0.proxy = .url("http://127.0.0.1:\(proxy.port)") }
        let error = await #expect(throws: TransportError.self) {
            try await unknown.send(ClientRequest(url: "https://127.0.0.1:\(listener.port)/"))
        }
        #expect(error == .proxy(reason: "it answers 407 to CONNECT"))
    }

    @Test func `a SOCKS proxy that refuses is the proxy's error`() async throws {
        let proxy = try makeSOCKSProxy(log: ProxyLog(), reply: 5)
        let transport = HTTPTransport.direct {
            $0.proxy = .url("socks5h://127.0.0.1:\(proxy.port)")
        }
        let error = await #expect(throws: TransportError.self) {
            try await transport.send(ClientRequest(url: "http://jaeger.example/"))
        }
        guard case .proxy(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test func `a proxy that is not there is the proxy's error and shows no password`() async throws
    {
        let nobody = try UnusedPort()
        for scheme in ["http", "socks5h"] {
            let transport = HTTPTransport.direct {
                $0.proxy = .url("\(scheme)://me:secret@127.0.0.1:\(nobody.port)")
            }
            let error = await #expect(throws: TransportError.self) {
                try await transport.send(ClientRequest(url: "http://jaeger.example/"))
            }
            guard case .proxy = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(!"\(error!)".contains("secret"))
        }
    }

    @Test func `the environment names the proxy and who is spared it`() async {
        await #expect(processExitsWith: .success) {
            let listener = try HTTPListener.make { .text(200, $0.head.target.raw) }
            let log = ProxyLog()
            let proxy = try makeHTTPProxy(log: log)
            setenv("http_proxy", "http://127.0.0.1:\(proxy.port)", 1)
            setenv("no_proxy", "127.0.0.1", 1)
            let transport = HTTPTransport()
            let spared = try await transport.send(ClientRequest(url: listener.url("/x"))).text()
            try #require(spared == "/x" && log.all.isEmpty)
            let url = "http://jaeger.example:\(listener.port)/x"
            let led = try await transport.send(ClientRequest(url: url)).text()
            try #require(led == url && log.all.count == 1)
        }
    }
}
