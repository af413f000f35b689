import HTTPClient
import HTTPServer
import TestSupport
import Testing

struct RedirectTests {
    static let headers: ClientHeaders = {
        var headers: ClientHeaders = [
            "Authorization": "Bearer t", "Cookie": "c=1", "Accept": "*/*",
        ]
        headers.append("X-Scope-OrgID", "tenant", isSensitive: true)
        return headers
    }()

    private func next(
        _ url: String,
        _ location: String,
        method: String = "GET",
        status: Int = 302,
        headers: ClientHeaders = headers
    ) throws(TransportError) -> ClientRequest? {
        try RedirectPolicy().next(
            after: ClientRequest(method, url, headers: headers),
            status: status,
            location: location,
            count: 0
        )
    }

    @Test(
        arguments: [
            ("http://a/x", "/y?z=1", "http://a/y?z=1"),
            ("http://a/x/y", "z", "http://a/x/z"),
            ("http://a/x", "http://A:80/y", "http://A:80/y"),
            ("http://a:8080/x", "//a:8080/y", "http://a:8080/y"),
            ("http://[::1]:1/x", "/ü y", "http://[::1]:1/%c3%bc%20y"),
        ]
    )
    func `within an origin everything travels along`(
        from: String,
        location: String,
        to: String
    ) throws {
        let request = try #require(try next(from, location))
        #expect(try WebURL(request.url).isSameOrigin(as: try WebURL(from)))
        #expect(request.url == to)
        #expect(request.headers == Self.headers)
    }

    @Test(
        arguments: [
            ("http://a/x", "http://b/x"), ("http://a/x", "http://a:81/x"),
            ("http://a/x", "https://a/x"), ("http://a/x", "//b/x"),
            ("http://a/x", "http://a.b/x"), ("http://me:pw@a/x", "http://b/x"),
        ]
    )
    func `to another origin no credential travels along`(from: String, location: String) throws {
        let request = try #require(try next(from, location))
        #expect(request.headers == ["Accept": "*/*"])
        #expect(!request.url.contains("pw"))
    }

    @Test func `user and password of the address stay within the origin`() throws {
        #expect(try next("http://me:pw@a/x", "http://a/y")?.url == "http://me:pw@a/y")
        #expect(try next("http://me:pw@a/x", "/y")?.url == "http://me:pw@a/y")
    }

    @Test func `from https to http nothing with credentials goes`() throws {
        #expect(throws: TransportError.self) { try next("https://a/x", "http://a/x") }
        #expect(throws: TransportError.self) {
            try next("https://me:pw@a/x", "http://a/x", headers: [:])
        }
        #expect(try next("https://a/x", "http://a/x", headers: [:])?.url == "http://a/x")
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `GET and HEAD are repeated, other methods are answered`(status: Int) throws {
        #expect(try next("http://a/", "/b", status: status)?.method == "GET")
        #expect(try next("http://a/", "/b", method: "HEAD", status: status)?.method == "HEAD")
        for method in ["POST", "PUT", "DELETE", "PATCH"] {
            #expect(try next("http://a/", "/b", method: method, status: status) == nil)
        }
    }

    @Test(arguments: ["ftp://a/", "file:///etc/passwd", "gopher://a/", "javascript:alert(1)"])
    func `other schemes are not followed`(location: String) {
        #expect(throws: TransportError.self) { try next("http://a/", location) }
    }

    @Test func `other answers are answers`() throws {
        for status in [200, 300, 304, 305, 404] {
            #expect(try next("http://a/", "/b", status: status) == nil)
        }
        let bare = try RedirectPolicy().next(
            after: ClientRequest(url: "http://a/"),
            status: 302,
            location: nil,
            count: 0
        )
        #expect(bare == nil)
    }

    @Test func `a redirect to another server leaves its credentials behind`() async throws {
        let target = try HTTPListener.make { request in
            .text(200, request.headers.fields.map(\.name).joined(separator: ",").lowercased())
        }
        let there = target.url("/there")
        let origin = try HTTPListener.make { request in
            switch request.path {
            case "/start": .text(302, "", headers: ["Location": "/middle"])
            case "/middle" where request.headers["Authorization"] == "Bearer t":
                .text(307, "", headers: ["Location": there])
            default: .text(401, "")
            }
        }
        let response = try await HTTPTransport.direct().send(
            ClientRequest("GET", origin.url("/start"), headers: Self.headers)
        )
        #expect(response.status == 200)
        #expect(response.url == there)
        let names = try await response.text()
        #expect(names.contains("accept"))
        for name in ["authorization", "cookie", "x-scope-orgid"] { #expect(!names.contains(name)) }
    }

    @Test func `a circle ends after five redirects`() async throws {
        let listener = try HTTPListener.make { _ in .text(302, "", headers: ["Location": "/"]) }
        await #expect(
            throws: TransportError.tooManyRedirects(limit: 5, url: listener.url("/"))
        ) {
            try await HTTPTransport.direct().send(ClientRequest(url: listener.url("/")))
        }
    }
}
