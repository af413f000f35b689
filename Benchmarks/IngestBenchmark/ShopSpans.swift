import Glibc
import TraceModel
import WireFormats

/// Realistic traffic, for measuring: traces of ten spans, eleven attributes a span and eight a resource, of
/// 12 services, 3 pods each, and 60 operations; 1 % of spans come 1,024 traces late.
///
/// High entropy stands in `url.full` (60 % of spans), `db.statement` (20 %), message ids (20 %), user ids
/// (one a trace), addresses and sizes; 1.5 % of spans fail with a stack trace. Durations are log-normal.
struct ShopSpans {
    private var random: SplitMix
    private var time: UInt64 = 1_790_000_000_000_000_000
    private var waiting: [Draft] = []
    private var late: [Draft] = []
    private let spacing: UInt64

    static let services = [
        "frontend", "gateway", "cart", "checkout", "payment", "inventory", "shipping", "catalog",
        "recommend", "user-profile", "notification", "search",
    ]
    static let nouns = ["users", "orders", "carts", "items", "products"]

    /// What a span is made from; its texts are written when its request is.
    private struct Draft {
        var traceID: TraceID
        var spanID: SpanID
        var parentID: SpanID
        var service: Int
        var operation: Int
        var pod: Int
        var start: UInt64
        var duration: UInt64
        var user: Int
        var fails: Bool
    }

    /// Traces begin `spacing` nanoseconds apart.
    init(seed: UInt64, spacing: UInt64 = 86_400_000) {
        random = SplitMix(state: seed)
        self.spacing = spacing
    }

    /// The next request, of `spans` spans.
    mutating func nextRequest(spans count: Int = 512) -> [UInt8] {
        while waiting.count < count { makeTraces(1024) }
        let drafts = waiting.prefix(count)
        var builder = TraceBuilder()
        var resources: [Int: UInt32] = [:]
        let scope = builder.addScope(
            name: builder.strings.intern("io.opentelemetry.shop"),
            version: builder.strings.intern("1.2.3"),
            attributes: []
        )
        var span = SpanDraft()
        for draft in drafts {
            span.reset()
            let origin = draft.service * 3 + draft.pod
            let resource = resources[origin] ?? addResource(draft, to: &builder)
            resources[origin] = resource
            span.resource = resource
            span.scope = scope
            write(draft, into: &span, of: &builder)
            builder.append(span)
        }
        waiting.removeFirst(count)
        return OTLPProtobufEncoder.encode(builder.finishBatch())
    }

    private mutating func makeTraces(_ count: Int) {
        var made = late
        late = []
        for _ in 0..<count {
            time += spacing
            let traceID = TraceID(high: random.next(), low: random.next())
            let user = random.below(100_000)
            var trace: [Draft] = []
            for index in 0..<10 {
                let service = index == 0 ? random.below(2) : random.below(12)
                var draft = Draft(
                    traceID: traceID,
                    spanID: SpanID(random.next()),
                    parentID: .zero,
                    service: service,
                    operation: random.below(5),
                    pod: random.below(3),
                    start: time,
                    duration: UInt64(exp(17.5 + 1.2 * random.normal())) + 1000,
                    user: user,
                    fails: random.unit() < 0.015
                )
                if index > 0 {
                    let parent = trace[random.below(index)]
                    draft.parentID = parent.spanID
                    let delay = Double(parent.duration) * random.unit() * 0.6
                    draft.start = parent.start + UInt64(delay)
                    let longest = Double(parent.duration) * 0.95
                    draft.duration = UInt64(min(longest, exp(14.5 + 1.5 * random.normal()))) + 500
                }
                trace.append(draft)
                if random.unit() < 0.01 { late.append(draft) } else { made.append(draft) }
            }
        }
        made.sort { $0.start + $0.duration < $1.start + $1.duration }
        waiting.append(contentsOf: made)
    }

    private func addResource(_ draft: Draft, to builder: inout TraceBuilder) -> UInt32 {
        let service = Self.services[draft.service]
        let pod = draft.service * 3 + draft.pod
        let texts = [
            ("service.version", "1.\(draft.service).\(draft.pod)"),
            ("service.instance.id", "6f9619ff-8b86-d011-b42d-\(100_000_000_000 + pod)"),
            ("k8s.pod.name", "\(service)-7d9f8c6b5-\(String(pod * 7919, radix: 36))"),
            ("k8s.namespace.name", "shop-prod"),
            ("k8s.node.name", "ip-10-0-\(draft.pod)-\(draft.service * 7).ec2.internal"),
            ("telemetry.sdk.language", draft.service.isMultiple(of: 2) ? "java" : "go"),
            ("deployment.environment.name", "production"),
        ]
        let attributes = texts.map { key, text in
            StoredAttribute(
                key: builder.strings.intern(key),
                value: .string(builder.strings.intern(text))
            )
        }
        return builder.addResource(
            serviceName: builder.strings.intern(service),
            attributes: attributes
        )
    }

    private mutating func write(
        _ draft: Draft,
        into span: inout SpanDraft,
        of builder: inout TraceBuilder
    ) {
        span.traceID = draft.traceID
        span.spanID = draft.spanID
        span.parentID = draft.parentID
        span.start = draft.start
        span.end = draft.start + draft.duration
        span.flags = 0x101
        func text(_ key: String, _ text: String) {
            let value = StoredValue.string(builder.strings.intern(text))
            span.attributes.append(StoredAttribute(key: builder.strings.intern(key), value: value))
        }
        func int(_ key: String, _ value: Int) {
            let key = builder.strings.intern(key)
            span.attributes.append(StoredAttribute(key: key, value: .int(Int64(value))))
        }
        let service = Self.services[draft.service]
        let noun = Self.nouns[draft.operation]
        let id = random.below(1_000_000)
        let name: String
        switch (draft.service + draft.operation) % 5 {
        case 0...2:
            let method = draft.operation.isMultiple(of: 2) ? "GET" : "POST"
            let route = "/api/v2/\(noun)/{id}/\(service)"
            name = "\(method) \(route)"
            span.kind = .server
            text("http.request.method", method)
            text("http.route", route)
            let session = String(random.next() >> 16, radix: 16)
            let page = random.below(20)
            text(
                "url.full",
                "https://\(service).shop.example.com/api/v2/\(noun)/\(id)/\(service)"
                    + "?session=\(session)&page=\(page)"
            )
            let lot = random.below(100)
            let failed = lot < 70 ? 500 : 503
            let fine = lot < 93 ? 200 : lot < 96 ? 201 : lot < 98 ? 404 : 302
            int("http.response.status_code", draft.fails ? failed : fine)
            text("server.address", "\(service).shop.example.com")
            let agent = min(random.below(40), random.below(40))
            text(
                "user_agent.original",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                    + "Chrome/\(100 + agent).0.\(4000 + agent * 37).\(60 + agent) Safari/537.36"
            )
            text("user.id", "user-\(draft.user)")
            int("thread.id", random.below(64))
            text(
                "client.address",
                "10.\(random.below(4)).\(random.below(256)).\(random.below(256))"
            )
            text("network.protocol.version", random.below(10) < 8 ? "1.1" : "2")
            int("http.response.body.size", Int(exp(8 + 1.5 * random.normal())))
        case 3:
            name = "SELECT shop_\(service).\(noun)"
            span.kind = .client
            text("db.system.name", draft.service.isMultiple(of: 3) ? "mysql" : "postgresql")
            text("db.namespace", "shop_\(service)")
            text(
                "db.query.text",
                "SELECT id, status, total, created_at FROM \(noun) WHERE customer_id = \(draft.user)"
                    + " AND order_id > \(id) AND status = 'open' ORDER BY created_at DESC LIMIT "
                    + "\(10 * (1 + random.below(5)))"
            )
            text("db.operation.name", "SELECT")
            text("db.collection.name", noun)
            text("server.address", "db-\(draft.service).internal")
            int("server.port", draft.service.isMultiple(of: 3) ? 3306 : 5432)
            int("thread.id", random.below(64))
            text("thread.name", "pool-\(random.below(3))-thread-\(random.below(32))")
            text("user.id", "user-\(draft.user)")
            int("db.response.returned_rows", random.below(50))
        default:
            name = "\(service)-events-\(noun) publish"
            span.kind = .producer
            text("messaging.system", "kafka")
            text("messaging.destination.name", "\(service)-events-\(noun)")
            text("messaging.message.id", Hexadecimal.text(of: random.next()) + "-4d1f-9c2b-77aa")
            int("messaging.destination.partition.id", random.below(16))
            int("messaging.kafka.offset", 1_000_000 + id)
            text("messaging.operation.name", "publish")
            int("thread.id", random.below(64))
            text("user.id", "user-\(draft.user)")
            text("server.address", "kafka-\(random.below(3)).internal:9092")
            int("messaging.message.body.size", Int(exp(6 + random.normal())))
            text("messaging.client.id", "producer-\(service)-\(draft.pod)")
        }
        span.name = builder.strings.intern(name)
        guard draft.fails || random.unit() < 0.05 else { return }
        var event = EventDraft(firstAttribute: 0)
        event.time = draft.start + draft.duration / 2
        func eventText(_ key: String, _ text: String) {
            let value = StoredValue.string(builder.strings.intern(text))
            let key = builder.strings.intern(key)
            span.eventAttributes.append(StoredAttribute(key: key, value: value))
        }
        if draft.fails {
            span.statusCode = .error
            event.name = builder.strings.intern("exception")
            eventText("exception.type", "java.lang.IllegalStateException")
            eventText("exception.message", "order \(id) not found in shard \(random.below(64))")
            let frames = (0..<8).map { frame in
                "\tat com.example.shop.\(service).Handler.process(Handler.java:"
                    + "\(100 + frame * 13 + random.below(3)))\n"
            }
            eventText("exception.stacktrace", frames.joined())
        } else {
            event.name = builder.strings.intern("cache.miss")
            eventText("cache.key", "cart:\(draft.user)")
        }
        span.events.append(event)
    }
}

/// SplitMix64: a whole run follows from one seed.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int((next() >> 33) % UInt64(bound)) }
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
    mutating func normal() -> Double { sqrt(-2 * log(unit() + 1e-12)) * cos(2 * .pi * unit()) }
}
