import WireFormats

/// A made-up trace as Jaeger would send it: one trace of many services, 12 tags a span, 0.8 logs a span.
///
/// The same number of spans always gives the same bytes. Some values are of a few kinds, some differ on every span, as
/// in real data.
struct GeneratedTrace {
    let spanCount: Int
    private var random: UInt64 = 0x5EED

    init(spanCount: Int) {
        self.spanCount = spanCount
    }

    /// Writes the document through `sink`, about 64 kB at a time.
    mutating func write(_ sink: ([UInt8]) -> Void) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("data")
        writer.beginArray()
        writer.beginObject()
        writer.key("traceID")
        writer.string(Self.traceID)
        writer.key("spans")
        writer.beginArray()
        for number in 0..<spanCount {
            writeSpan(number, &writer)
            if writer.bytes.count > 1 << 16 { sink(writer.take()) }
        }
        writer.endArray()
        writer.key("processes")
        writer.beginObject()
        for service in Self.services.indices { writeProcess(service, &writer) }
        writer.endObject()
        writer.key("warnings")
        writer.null()
        writer.endObject()
        writer.endArray()
        for key in ["total", "limit", "offset"] as [StaticString] {
            writer.key(key)
            writer.number(0)
        }
        writer.key("errors")
        writer.null()
        writer.endObject()
        writer.newline()
        sink(writer.take())
    }

    private mutating func next(_ bound: Int) -> Int {
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(random >> 33) % bound
    }

    private mutating func writeSpan(_ number: Int, _ writer: inout JSONWriter) {
        let service = next(Self.services.count)
        let route = Self.routes[next(Self.routes.count)]
        let start = 1_795_252_521_211_253 + number * 7
        writer.beginObject()
        writer.key("traceID")
        writer.string(Self.traceID)
        writer.key("spanID")
        writer.string(Self.hex(number + 1))
        writer.key("operationName")
        writer.string("GET " + route)
        writer.key("references")
        writer.beginArray()
        if number > 0 {
            writer.beginObject()
            writer.key("refType")
            writer.string("CHILD_OF")
            writer.key("traceID")
            writer.string(Self.traceID)
            writer.key("spanID")
            writer.string(Self.hex(number / 4 + 1))
            writer.endObject()
        }
        writer.endArray()
        writer.key("startTime")
        writer.number(start)
        writer.key("duration")
        writer.number(next(200_000))
        writer.key("tags")
        writer.beginArray()
        Self.tag("otel.scope.name", "go.opentelemetry.io/contrib/net/http/otelhttp", &writer)
        Self.tag("otel.scope.version", "0.63.0", &writer)
        Self.tag("client.address", "10.4.\(next(16)).\(next(250))", &writer)
        Self.tag("http.request.method", "GET", &writer)
        Self.tag("http.response.status_code", next(50) == 0 ? 503 : 200, &writer)
        Self.tag("http.route", route, &writer)
        Self.tag("network.peer.port", 30_000 + next(30_000), &writer)
        Self.tag("app.user.id", "user-\(next(20_000))", &writer)
        Self.tag("url.path", "\(route)/\(number)?session=\(Self.hex(next(1 << 31)))", &writer)
        Self.tag("url.scheme", "https", &writer)
        Self.tag("user_agent.original", Self.agents[next(Self.agents.count)], &writer)
        Self.tag("span.kind", number % 2 == 0 ? "server" : "client", &writer)
        writer.endArray()
        writer.key("logs")
        writer.beginArray()
        if next(5) != 0 {
            writer.beginObject()
            writer.key("timestamp")
            writer.number(start + 3)
            writer.key("fields")
            writer.beginArray()
            Self.tag("event", "cache miss", &writer)
            Self.tag("level", "info", &writer)
            Self.tag("cache.key", "item:\(next(100_000))", &writer)
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        writer.key("processID")
        writer.string("p\(service + 1)")
        writer.key("warnings")
        writer.null()
        writer.endObject()
    }

    private func writeProcess(_ service: Int, _ writer: inout JSONWriter) {
        writer.key(text: "p\(service + 1)")
        writer.beginObject()
        writer.key("serviceName")
        writer.string(Self.services[service])
        writer.key("tags")
        writer.beginArray()
        Self.tag("host.name", "\(Self.services[service])-7d99f2f4-0", &writer)
        Self.tag("process.pid", 4000 + service, &writer)
        Self.tag("telemetry.sdk.language", "go", &writer)
        writer.endArray()
        writer.endObject()
    }

    private static func tag(_ key: String, _ value: String, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("key")
        writer.string(key)
        writer.key("type")
        writer.string("string")
        writer.key("value")
        writer.string(value)
        writer.endObject()
    }

    private static func tag(_ key: String, _ value: Int, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("key")
        writer.string(key)
        writer.key("type")
        writer.string("int64")
        writer.key("value")
        writer.number(value)
        writer.endObject()
    }

    private static func hex(_ value: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }

    private static let traceID = "7894329b91aeee4372a98ef0eae90143"
    private static let services = [
        "frontend", "checkout", "cart", "payment", "shipping", "email", "currency", "catalog",
        "recommendation", "advertisement", "quote", "search", "inventory", "accounting",
        "fraud-detection", "image-provider", "session", "gateway", "reviews", "loyalty",
    ]
    private static let routes = [
        "/dispatch", "/customer/orders", "/cart/items", "/products", "/checkout/confirm",
        "/payment/charge", "/shipping/quote", "/search", "/session", "/reviews/latest",
    ]
    private static let agents = [
        "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15",
        "Go-http-client/2.0", "curl/8.14.1", "okhttp/5.1.0", "python-requests/2.32.5",
    ]
}
