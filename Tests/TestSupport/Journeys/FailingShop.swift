import TraceAnalysis
package import TraceModel

extension ScriptedSource {
    /// A shop in trouble: thirty traces in which three things go wrong, some of it unnoticed.
    package static var failing: ScriptedSource {
        var source = ScriptedSource.shop
        source.traces = FailingShop.traces
        source.found = nil
        source.limitHit = false
        return source
    }
}

/// Failures with echoes, retries, swallowed and late ones, in the last minutes before ``Journey/now``.
package enum FailingShop {
    /// One a quarter of a minute, latest first.
    package static let traces: [Trace] = (0..<30).map { number in
        trace(number, at: Journey.now.advanced(by: -Nanoseconds(number + 1) * 15_000_000_000))
    }

    /// What fails goes by the number's rest of 5: a declined card twice, a retry, a stale cache, a late mail.
    ///
    /// `number` is the trace's name too; one `hasGrown` when its order was charged once more, and declined.
    package static func trace(
        _ number: Int,
        at start: Timestamp,
        hasGrown: Bool = false
    ) -> Trace {
        Trace.make(id: .named("failing \(number)"), epoch: start.nanoseconds) {
            switch number % 5 {
            case 0, 1: declined(number, &$0)
            case 2: retried(number, &$0)
            case 3: stale(number, &$0)
            default: mail(number, &$0)
            }
            guard hasGrown else { return }
            $0.span(
                "Charge",
                410..<470,
                id: "again",
                parent: "PlaceOrder",
                service: "payment",
                error: true
            )
            $0.event(
                "exception",
                at: 460,
                [
                    "exception.type": "CardDeclined",
                    "exception.message": .string("insufficient funds for order \(number)"),
                ]
            )
        }
    }

    private static func order(_ sketch: inout TraceSketch, fails: Bool) {
        sketch.span(
            "POST /checkout",
            0..<500,
            service: "frontend",
            kind: .server,
            error: fails
        )
        sketch.span(
            "PlaceOrder",
            10..<480,
            parent: "POST /checkout",
            service: "checkout",
            error: fails
        )
    }

    /// Rises to the top: two echoes.
    private static func declined(_ number: Int, _ sketch: inout TraceSketch) {
        order(&sketch, fails: true)
        sketch.span("Charge", 30..<400, parent: "PlaceOrder", service: "payment", error: true)
        sketch.event(
            "exception",
            at: 390,
            [
                "exception.type": "CardDeclined",
                "exception.message": .string("insufficient funds for order \(4711 + number)"),
            ]
        )
    }

    /// A bank that answers too late, then does.
    private static func retried(_ number: Int, _ sketch: inout TraceSketch) {
        order(&sketch, fails: false)
        sketch.span(
            "POST /v2/charges",
            20..<120,
            id: "first",
            parent: "PlaceOrder",
            service: "payment",
            kind: .client,
            error: true,
            attributes: ["http.response.status_code": 504]
        )
        sketch.span(
            "POST /v2/charges",
            130..<200,
            id: "second",
            parent: "PlaceOrder",
            service: "payment",
            kind: .client
        )
    }

    /// Nobody notices that the cache is gone.
    private static func stale(_ number: Int, _ sketch: inout TraceSketch) {
        order(&sketch, fails: false)
        sketch.span("HGETALL", 40..<60, parent: "PlaceOrder", service: "redis", error: true) {
            $0.statusMessage = "dial tcp 10.0.0.\(number):6379: connection refused"
        }
    }

    /// Sent when the order is long done.
    private static func mail(_ number: Int, _ sketch: inout TraceSketch) {
        order(&sketch, fails: false)
        sketch.span("smtp send", 450..<900, parent: "PlaceOrder", service: "mail", error: true) {
            $0.statusMessage = "mailbox \"user\(number)@example.com\" is full"
        }
    }
}
