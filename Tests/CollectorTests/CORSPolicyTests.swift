import HTTPServer
import Testing

@testable import Collector

@Suite struct CORSPolicyTests {
    private func isAllowed(_ origin: String, by pattern: String) -> Bool {
        let policy = CORSPolicy(allowedOrigins: [pattern])
        let head = RequestHead(
            method: "POST",
            target: RequestTarget("/v1/traces"),
            headers: ["Origin": origin]
        )
        let answer = policy.allowReading(.text(200, ""), of: head)
        return answer.headers["Access-Control-Allow-Origin"] != nil
    }

    @Test(arguments: [
        ("https://shop.example", "https://*.example"), ("https://a.b.example", "https://*.example"),
        ("https://shop.example:8443", "https://*.example:8443"),
        ("http://localhost:3000", "http://localhost:*"), ("https://any.test", "https://*"),
        ("http://[::1]:3000", "http://[::1]:*"), ("app://shop", "app://shop"), ("null", "null"),
        ("https://any.test", "*"),
    ])
    func `an origin that the pattern means is allowed`(origin: String, pattern: String) {
        #expect(isAllowed(origin, by: pattern))
    }

    @Test(arguments: [
        ("https://evil.com#.example", "https://*.example"),
        ("https://evil.com/.example", "https://*.example"),
        ("https://evil.com?.example", "https://*.example"),
        ("https://evil.com:1@x.example", "https://*.example"),
        ("https://evil.com\\.example", "https://*.example"),
        ("https://evil.com .example", "https://*.example"),
        ("https://evil.com:80.example", "https://*.example"),
        ("http://shop.example", "https://*.example"),
        ("https://shop.example.evil.com", "https://*.example"),
        ("https://shop.example:8443", "https://*.example"),
        ("http://localhost:evil", "http://localhost:*"),
        ("http://localhost:3000.evil.com", "http://localhost:*"),
        ("http://localhost.evil.com:80", "http://localhost:*"),
        ("null", "https://*"), ("", "https://*"),
    ])
    func `one that only looks like it is not`(origin: String, pattern: String) {
        #expect(!isAllowed(origin, by: pattern))
    }
}
