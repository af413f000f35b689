extension PlantedTrouble {
    /// A gateway between checkout and pricing reports nothing.
    static let uninstrumentedGap = PlantedTrouble(
        name: "uninstrumented-gap",
        symptom: "checkouts from outside the euro zone lose a third of a second, nobody says where",
        cause: "checkout asks for taxes through tax-gateway, which passes the context on to "
            + "pricing but reports no spans: its own time is covered by nobody",
        search: "checkout, POST with server.address=tax-gateway: hundreds of milliseconds, of "
            + "which its only child, GET /internal/tax-rates of pricing, covers a few",
        services: ["checkout", "pricing"],
        operation: "POST",
        evidence: [("server.address", "tax-gateway")],
        schedule: .always,
        share: 1
    )
}

extension TraceSimulation {
    /// Adds taxes: those of the euro zone are known, others are asked for through the gateway.
    mutating func addTax() {
        guard visitor.currency != "EUR", suffers(.uninstrumentedGap) else { return work(0.2) }
        let path = "/v1/taxes?country=\(visitor.country)"
        _ = callForeignHTTP("tax-gateway", "POST", path: path) { trace in
            trace.work(210, spread: 0.25)
            let pod = trace.fleet.pick(.pricing, at: trace.offset, &trace.chance)
            let status = trace.serveHTTP(
                pod,
                "GET",
                "/internal/tax-rates",
                path: "/internal/tax-rates",
                agent: "tax-gateway/1.4.0"
            ) { trace in
                trace.set("app.country", trace.visitor.country)
                trace.work(4)
                return 200
            }
            trace.work(90, spread: 0.25)
            return status
        }
    }
}
