import TestSupport
import Testing

@testable import Explorer

/// The first frame of the program's own code in stack traces of seven languages.
@Suite struct StackTraceTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let language: String
        let text: String
        let own: String?
        let place: Int
        let count: Int
        var testDescription: String { language }
    }

    static let cases = [
        Case(
            language: "Java",
            text: """
                java.lang.IllegalStateException: no stock
                \tat java.base/java.util.Objects.requireNonNull(Objects.java:246)
                \tat org.springframework.web.client.RestTemplate.doExecute(RestTemplate.java:888)
                \tat com.acme.cart.Stock.take(Stock.java:42)
                \tat com.acme.cart.Cart$$Lambda/0x1.run(Unknown Source)
                \tat java.base/java.lang.Thread.run(Thread.java:1583)
                Caused by: java.io.IOException: closed
                \tat sun.nio.ch.Net.poll(Native Method)
                \t... 12 more
                """,
            own: "at com.acme.cart.Stock.take(Stock.java:42)",
            place: 3,
            count: 6
        ),
        Case(
            language: "Kotlin, whose own code is only in the cause",
            text: """
                java.util.concurrent.CompletionException: x
                \tat java.base/java.util.concurrent.CompletableFuture.run(CompletableFuture.java:9)
                Caused by: shop.Failed: y
                \tat shop.CardKt.charge(Card.kt:7)
                \tat kotlinx.coroutines.DispatchedTask.run(DispatchedTask.kt:108)
                """,
            own: "at shop.CardKt.charge(Card.kt:7)",
            place: 2,
            count: 3
        ),
        Case(
            language: "Python",
            text: """
                Traceback (most recent call last):
                  File "/usr/lib/python3.11/threading.py", line 975, in run
                    self._target(*self._args)
                  File "/app/cart/views.py", line 31, in get
                    return stock.take(item)
                  File "/app/cart/stock.py", line 12, in take
                    response = requests.get(url)
                               ^^^^^^^^^^^^^^^^^
                  File "/venv/lib/python3.11/site-packages/requests/api.py", line 73, in get
                    return request("get", url)
                requests.exceptions.ConnectionError: refused
                """,
            own: "File \"/app/cart/stock.py\", line 12, in take: response = requests.get(url)",
            place: 2,
            count: 4
        ),
        Case(
            language: "Go",
            text: """
                goroutine 7 [running]:
                runtime/debug.Stack()
                \t/usr/local/go/src/runtime/debug/stack.go:26 +0x5e
                go.opentelemetry.io/otel/sdk/trace.recordStackTrace()
                \t/go/pkg/mod/go.opentelemetry.io/otel/sdk@v1.28.0/trace/span.go:549 +0x2d
                panic({0x7a1f20?, 0x8b5c10?})
                \t/usr/local/go/src/runtime/panic.go:770 +0x132
                acme.dev/cart/stock.(*Store).Take(0xc000012345, {0x7f, 0x3})
                \t/src/stock/store.go:42 +0x1d
                main.main.func1()
                \t/src/main.go:17 +0x25
                created by net/http.(*Server).Serve in goroutine 1
                \t/usr/local/go/src/net/http/server.go:3285 +0x4b4
                """,
            own: "acme.dev/cart/stock.(*Store).Take(0xc000012345, {0x7f, 0x3})",
            place: 4,
            count: 5
        ),
        Case(
            language: "JavaScript",
            text: """
                Error: connect ECONNREFUSED 127.0.0.1:6379
                    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)
                    at Redis.connect (/app/node_modules/ioredis/built/Redis.js:60:12)
                    at async Cart.load (file:///app/src/cart.js:31:7)
                    at async /app/src/server.js:12:3
                    at new Promise (<anonymous>)
                """,
            own: "at async Cart.load (file:///app/src/cart.js:31:7)",
            place: 3,
            count: 5
        ),
        Case(
            language: ".NET",
            text: """
                System.InvalidOperationException: no stock
                   at System.Linq.ThrowHelper.ThrowNoElementsException()
                   at Acme.Cart.Stock.Take(Int32 item) in /src/Cart/Stock.cs:line 42
                   at Microsoft.AspNetCore.Mvc.Infrastructure.ActionMethodExecutor.Execute(Object o)
                """,
            own: "at Acme.Cart.Stock.Take(Int32 item) in /src/Cart/Stock.cs:line 42",
            place: 2,
            count: 3
        ),
        Case(
            language: "Ruby",
            text: """
                /usr/local/bundle/gems/redis-5.0.8/lib/redis.rb:60:in `connect': refused (Redis::CannotConnectError)
                \tfrom /app/lib/stock.rb:42:in `take'
                \tfrom /app/cart.rb:7:in 'Cart#load'
                \tfrom <internal:kernel>:187:in `loop'
                """,
            own: "from /app/lib/stock.rb:42:in `take'",
            place: 2,
            count: 4
        ),
        Case(
            language: "PHP",
            text: """
                RuntimeException: no stock in /var/www/src/Stock.php:42
                Stack trace:
                #0 /var/www/vendor/guzzlehttp/guzzle/src/Client.php(187): GuzzleHttp\\Client->request()
                #1 /var/www/src/Stock.php(40): GuzzleHttp\\Client->get('http://...')
                #2 [internal function]: Cart->load(7)
                #3 {main}
                """,
            own: "#1 /var/www/src/Stock.php(40): GuzzleHttp\\Client->get('http://...')",
            place: 2,
            count: 4
        ),
        Case(
            language: "Java without own code",
            text: "x\n\tat java.lang.Thread.run(Thread.java:1)\n\tat java.lang.A.b(A.java:2)",
            own: nil,
            place: 0,
            count: 2
        ),
    ]

    @Test(arguments: cases) func `the first own frame`(_ sample: Case) throws {
        let trace = try #require(StackTrace(sample.text, key: "exception.stacktrace"))
        #expect(trace.ownFrame == sample.own)
        #expect(trace.ownPlace == sample.place)
        #expect(trace.frameCount == sample.count)
        let marked = trace.laidOut?.split(separator: "\n").filter { $0.hasPrefix("> ") } ?? []
        #expect(marked.count == (sample.own == nil ? 0 : 1))
        let bare = trace.laidOut?.split(separator: "\n", omittingEmptySubsequences: false).map {
            String($0.dropFirst(2))
        }
        #expect(bare.map { $0.joined(separator: "\n") } ?? sample.text == sample.text)
    }

    @Test func `other texts are no stack traces`() {
        for text in [
            "", "at home", "at home (in bed)", "one\ntwo", "1:2:3\n4:5:6",
            "see File \"x\"\nand #3 too", "SELECT 1\nFROM x", "at noon we met\nat dusk we left",
        ] {
            #expect(StackTrace(text, key: "message") == nil, "\(text)")
        }
        #expect(StackTrace("a\n\tat x.Y.z(Y.java:1)", key: "message") == nil, "one is too few")
        #expect(StackTrace("a\n\tat x.Y.z(Y.java:1)", key: "error.stack") != nil)
    }

    /// Whatever lines there are, nothing is lost but the two columns of the mark.
    @Test func `random lines are kept`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        let odd = ["", "at ", "at (", "#", "File \"", ":in '", "x.go:"]
        let lines = Self.cases.flatMap { $0.text.split(separator: "\n").map(String.init) } + odd
        for _ in 0..<500 {
            let count = Int.random(in: 0...12, using: &generator)
            let text = (0..<count).compactMap { _ in lines.randomElement(using: &generator) }
                .joined(separator: "\n")
            guard let trace = StackTrace(text, key: "stack"), let laidOut = trace.laidOut else {
                continue
            }
            let bare = laidOut.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(bare.map { $0.dropFirst(2) }.joined(separator: "\n") == text, "seed \(seed)")
            #expect(trace.ownPlace > 0 && trace.ownPlace <= trace.frameCount, "seed \(seed)")
        }
    }
}
