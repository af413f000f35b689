/// How things get to their buyers: Rust, and carriers outside.
extension TraceSimulation {
    mutating func quoteShipping(items: Int) -> Int {
        callHTTP(.shipping, "POST", "/v1/quotes") { trace in
            trace.set("app.country", trace.visitor.country)
            trace.set("app.parcels", 1 + items / 3)
            trace.work(0.4)
            // A carrier that does not answer in time costs its offer alone.
            let isLate = trace.chance.happens(0.02)
            let status = trace.callForeignHTTP(
                "api.carrier.example",
                "GET",
                path: "/rates?country=\(trace.visitor.country)"
            ) { trace in
                trace.work(isLate ? 900 : 38, spread: isLate ? 0.05 : 0.4)
                return isLate ? 504 : 200
            }
            if status != 200 { trace.event("carrier.skipped", [("app.carrier", "express")]) }
            trace.work(0.3)
            return 200
        }
    }

    mutating func track(order: String) -> Int {
        callHTTP(.shipping, "GET", "/v1/shipments/{order}", path: "/v1/shipments/\(order)") {
            trace in
            trace.set("app.order.id", order)
            trace.redis("GET", key: "shipment:\(order)")
            trace.work(0.8)
            return trace.chance.happens(0.01) ? 404 : 200
        }
    }
}
