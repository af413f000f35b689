import HTTPServer
import Testing

@testable import QueryServer

@Suite struct RouteTests {
    @Test func `names in paths are decoded once and may hold anything`() {
        let slash = Route(method: "GET", rawPath: "/api/services/a%2Fb%20c+d%2525/operations")
        #expect(slash == .serviceOperations(service: "a/b c+d%25"))
        #expect(Route(method: "GET", rawPath: "/api/services/a/b/operations") == nil)
    }

    @Test(arguments: [
        ("POST", "/api/services"), ("GET", "/api/services/"), ("GET", "/API/services"),
        ("GET", "/api/archive/1"), ("GET", "/api/transform"), ("GET", "/api/"),
        ("GET", "/api/traces/1/"), ("GET", "/api/v3/dependencies"), ("DELETE", "/api/traces/1"),
        ("GET", "/api/metrics/minstep"), ("POST", "/api/archive/"), ("GET", "/static/x"),
    ])
    func `another method or spelling is no route`(method: String, path: String) {
        #expect(Route(method: method, rawPath: path) == nil)
    }

    @Test(arguments: [
        ("//api/services", "/api/services"), ("/api/./services?x=1", "/api/services?x=1"),
        ("/a/../api/services/", "/api/services/"), ("/api", "/api/"), ("//", "/"),
        ("//evil.example/..", "/"), ("/../..", "/"),
    ])
    func `unclean paths are sent to the clean one on this server`(path: String, clean: String) {
        let answer = CleanPath.redirect(of: RequestTarget(path))
        #expect(answer?.status == 307)
        #expect(answer?.headers["Location"] == clean)
    }

    @Test func `a redirection writes no markup of its asker`() throws {
        let answer = try #require(CleanPath.redirect(of: RequestTarget("//<script>?\"'&")))
        guard case .bytes(let body) = answer.body else { return }
        let text = String(decoding: body, as: UTF8.self)
        #expect(
            text == "<a href=\"/&lt;script&gt;?&#34;&#39;&amp;\">Temporary Redirect</a>.\n\n"
        )
    }

    @Test func `clean paths stay`() {
        for path in ["/", "/api/services", "/api/services/", "/api/traces/..a"] {
            #expect(CleanPath.redirect(of: RequestTarget(path)) == nil)
        }
    }
}
