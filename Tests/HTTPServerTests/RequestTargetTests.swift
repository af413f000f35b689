import HTTPServer
import TestSupport
import Testing

struct RequestTargetTests {
    typealias Item = RequestTarget.QueryItem

    @Test(
        arguments: [
            ("/", "/", "/", nil),
            ("/a%2Fb/c%20d?x", "/a%2Fb/c%20d", "/a/b/c d", "x"),
            ("/+", "/+", "/+", nil),
            ("/ü?", "/ü", "/ü", ""),
            ("http://host:1/a?b=c", "/a", "/a", "b=c"),
            ("HTTPS://host", "/", "/", nil),
            ("*", "*", "*", nil),
            ("/%zz%4", "/%zz%4", "/%zz%4", nil),
            ("/%ff", "/%ff", "/\u{FFFD}", nil),
            ("/a?b?c", "/a", "/a", "b?c"),
            ("/%252e", "/%252e", "/%2e", nil),
        ] as [(String, String, String, String?)]
    )
    func `a target falls into its parts`(
        raw: String,
        rawPath: String,
        path: String,
        query: String?
    ) {
        let target = RequestTarget(raw)
        #expect(target.raw == raw)
        #expect(target.rawPath == rawPath)
        #expect(target.path == path)
        #expect(target.rawQuery == query)
    }

    @Test func `a query keeps its order, its duplicates and its empty values`() {
        let target = RequestTarget("/?tag=a:b&tag=c%3Ad&&x&=y&z=1=2&e%20f=g+h%2B&%=%4")
        #expect(
            target.queryItems == [
                Item(name: "tag", value: "a:b"), Item(name: "tag", value: "c:d"),
                Item(name: "x", value: ""), Item(name: "", value: "y"),
                Item(name: "z", value: "1=2"), Item(name: "e f", value: "g h+"),
                Item(name: "%", value: "%4"),
            ]
        )
    }

    @Test(arguments: [
        ("/%2f", "//"), ("/%", "/%"), ("/%2", "/%2"), ("/%g0", "/%g0"), ("/%%20", "/% "),
    ])
    func `what is not an escape stands for itself`(raw: String, path: String) {
        #expect(RequestTarget(raw).path == path)
    }

    @Test func `any bytes make a target`() {
        for seed in UInt64(1)...500 {
            var random = SeededGenerator(seed: seed)
            let marks = Array("%?&=+/aF0".utf8)
            let bytes = (0..<40).map { _ in
                Bool.random(using: &random)
                    ? marks.randomElement(using: &random) ?? 0
                    : UInt8.random(in: 1...255, using: &random)
            }
            let target = RequestTarget(String(decoding: bytes, as: UTF8.self))
            let joined = target.rawPath + (target.rawQuery.map { "?" + $0 } ?? "")
            #expect(target.raw.hasSuffix(joined), "seed \(seed)")
            #expect(target.queryItems.count <= target.raw.utf8.count, "seed \(seed)")
        }
    }
}
