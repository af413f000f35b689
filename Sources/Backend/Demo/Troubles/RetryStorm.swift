extension PlantedTrouble {
    /// Payment turns charges away, and checkout tries again and again.
    static let retryStorm = PlantedTrouble(
        name: "retry-storm",
        symptom: "since twelve minutes before the shop was opened some checkouts take seconds, and "
            + "some fail with 503",
        cause: "payment answers 503 because its queue is full, and checkout repeats up to five "
            + "times with doubled waits, which keeps the queue full",
        search: "checkout, shop.Checkout/PlaceOrder, slowest first: several POST to payment in "
            + "turn, the first with http.response.status_code=503, then http.request.resend_count",
        services: ["checkout", "payment"],
        operation: "POST",
        evidence: [("http.response.status_code", "503"), ("http.request.resend_count", "")],
        schedule: .since(-12 * 60),
        share: 0.4
    )
}

extension TraceSimulation {
    /// Calls payment until it does not answer 503, five times at most; returns the last status.
    mutating func chargeWithRetries(
        order: String,
        _ handle: (inout TraceSimulation) -> Int
    ) -> Int {
        let refusals = suffers(.retryStorm) ? chance.within(2...5) : 0
        var status = 503
        for attempt in 0..<5 {
            if attempt > 0 {
                let wait = 100 << attempt
                event(
                    "retry",
                    [("app.retry.attempt", "\(attempt)"), ("app.retry.delay", "\(wait)ms")]
                )
                work(Double(wait), spread: 0.1)
            }
            let isRefused = attempt < refusals
            status = callHTTP(.payment, "POST", "/v1/charges", resend: attempt) { trace in
                isRefused ? trace.refuseCharge(order: order) : handle(&trace)
            }
            if status != 503 { break }
        }
        return status
    }

    private mutating func refuseCharge(order: String) -> Int {
        set("app.order.id", order)
        set("app.queue.length", 256)
        event("queue.full", [("app.queue.name", "charges")])
        work(12)
        return 503
    }
}
