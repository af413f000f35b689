import TraceAnalysis
package import TraceModel

extension ScriptedSource {
    /// A shop with some services, twenty traces, rates, and one trace worth reading.
    package static var shop: ScriptedSource {
        var source = ScriptedSource()
        source.services = [
            "cart", "checkout", "frontend", "inventory", "mail", "payment", "postgres", "redis",
        ]
        source.operations = [
            "checkout": [
                Operation(name: "PlaceOrder", kind: .server),
                Operation(name: "POST /checkout", kind: .client),
                Operation(name: "reserve stock", kind: .internal),
            ],
            "frontend": [Operation(name: "POST /checkout", kind: .server)],
            "payment": [Operation(name: "Charge", kind: .server)],
        ]
        source.traces = [Shop.trace]
        source.found = Shop.summaries
        source.limitHit = true
        source.metrics = Shop.metrics
        return source
    }
}

/// What the simulated shop of the tests holds.
package enum Shop {
    /// 84 spans of nine services: errors, an orphan, a gap, many equal queries, events, links, warnings.
    package static let trace = Trace.make(id: .named("checkout"), epoch: epoch) {
        $0.span(
            "POST /checkout",
            0..<1240,
            service: "frontend",
            kind: .server,
            error: true,
            attributes: ["http.request.method": "POST", "http.route": "/checkout"],
            resource: ["host.name": "web-1", "telemetry.sdk.language": "nodejs"]
        ) { $0.statusMessage = "502 from checkout" }
        $0.span("middleware", 4..<30, parent: "POST /checkout", service: "frontend")
        $0.span(
            "PlaceOrder",
            40..<950,
            parent: "POST /checkout",
            service: "checkout",
            kind: .server,
            error: true
        )
        $0.span(
            "GetCart",
            50..<170,
            parent: "PlaceOrder",
            service: "cart",
            kind: .server
        )
        $0.span("HGETALL", 60..<150, parent: "GetCart", service: "redis", kind: .client)
        $0.span("load orders", 175..<300, parent: "PlaceOrder", service: "checkout")
        for query in 0..<62 {
            let start = 178 + Double(query) * 2
            $0.span(
                "SELECT orders",
                start..<start + 1.5,
                id: "select \(query)",
                parent: "load orders",
                service: "postgres",
                kind: .client,
                attributes: ["db.system": "postgresql", "db.rows": .int(Int64(query))]
            )
        }
        charge(&$0)
        for step in 0..<8 {
            let start = 960 + Double(step) * 10
            $0.span(
                "render \(step)",
                start..<start + 8,
                parent: "POST /checkout",
                service: "frontend"
            )
        }
        $0.span("send receipt", 1100..<1180, parent: "POST /checkout", service: "mail")
        $0.span("template", 1105..<1120, parent: "send receipt", service: "mail")
        $0.span("smtp", 1125..<1175, parent: "send receipt", service: "mail", kind: .client)
        $0.span("audit", 700..<790, parent: "lost in the network", service: "inventory")
    }

    private static let epoch = TraceSketch.defaultEpoch + 43_180_000_000_000

    /// The part that fails.
    private static func charge(_ sketch: inout TraceSketch) {
        sketch.span(
            "Charge",
            310..<920,
            parent: "PlaceOrder",
            service: "payment",
            kind: .client,
            error: true,
            attributes: [
                "http.request.method": "POST", "http.response.status_code": 402,
                "payment.amount": 12.5, "retry": false,
                "db.statement": .string(
                    "SELECT id, total FROM orders WHERE customer = 4711 AND state IN ('new', 'paid') ORDER BY created DESC LIMIT 100"
                ),
                "request.body":
                    #"{"card":{"number":"****1111","expires":"12/27"},"items":[1,2,3]}"#,
                "labels": .array([.string("eu"), .string("card")]),
                "nested": .map([Attribute(key: "a", value: .int(1))]),
            ],
            resource: ["host.name": "payment-7f9c", "cloud.region": "eu-1"]
        ) {
            $0.statusMessage = "card declined"
            $0.scopeName = "payment.http"
            $0.scopeVersion = "1.4.2"
            $0.warnings = Array(repeating: "clock skew adjusted by 2ms", count: 3)
        }
        sketch.event(
            "retry",
            at: 500,
            ["attempt": 2, "reason": "timeout after 180 ms"]
        )
        sketch.event(
            "exception",
            at: 905,
            [
                "exception.type": "CardDeclined", "exception.message": "insufficient funds",
                "exception.stacktrace":
                    "CardDeclined: insufficient funds\n\tat Card.charge(Card.java:42)\n\tat Till.close(Till.java:7)",
            ]
        )
        sketch.link(to: "GetCart", type: .followsFrom)
        sketch.link(to: "invoice", trace: "billing", ["reason": "batch"])
        sketch.span("connect", 320..<360, parent: "Charge", service: "payment")
        sketch.span("authorize", 700..<900, parent: "Charge", service: "fraud", error: true)
        sketch.span("score", 720..<880, parent: "authorize", service: "fraud")
    }

    /// Twenty answers of a search, the first of which is ``trace``.
    package static let summaries: [TraceSummary] = {
        var summaries = [TraceSummary(trace)]
        for index in 1..<20 {
            let start = epoch - UInt64(index) * 170_000_000_000
            let length = UInt64(40 + (index * 7919) % 1100) * 1_000_000
            let isOther = index % 4 == 3
            summaries.append(
                TraceSummary(
                    id: .named("trace \(index)"),
                    rootService: isOther ? "mail" : "frontend",
                    rootOperation: isOther ? "send newsletter" : "POST /checkout",
                    start: Timestamp(nanoseconds: start),
                    end: Timestamp(nanoseconds: start + length),
                    spanCount: 12 + (index * 31) % 90,
                    errorCount: index % 5 == 0 ? index / 5 : 0,
                    orphanCount: index == 7 ? 2 : 0,
                    services: [
                        ServiceShare(name: "frontend", spanCount: 10, errorCount: 0),
                        ServiceShare(name: "checkout", spanCount: 2, errorCount: 0),
                    ]
                )
            )
        }
        return summaries
    }()

    package static let metrics: [ServiceMetrics] = ["checkout", "frontend", "payment"].enumerated()
        .map { number, service in
            func points(_ value: (Int) -> Double?) -> [MetricPoint] {
                (0..<15).map { minute in
                    MetricPoint(
                        time: Journey.now.advanced(by: Int64(minute - 15) * 60_000_000_000),
                        value: value(minute)
                    )
                }
            }
            return ServiceMetrics(
                service: service,
                callsPerSecond: points {
                    $0 == 4 && number == 1 ? nil : Double(number * 6 + $0 % 5) + 2.5
                },
                errorShare: points { _ in [0.023, 0.0004, 0.11][number] },
                p50: points { _ in [84e6, 31e6, 210e6][number] },
                p95: points { _ in [412e6, 180e6, 1.9e9][number] }
            )
        }
}
