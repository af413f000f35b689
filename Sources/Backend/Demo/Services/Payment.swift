/// Money: Node.js before a provider outside.
extension TraceSimulation {
    /// Takes the money for an order; some cards are declined.
    mutating func charge(order: String) -> Int {
        chargeWithRetries(order: order) { trace in
            trace.set("app.order.id", order)
            trace.set("app.currency", trace.visitor.currency)
            trace.set("app.payment.method", trace.chance.pick(["card", "wallet", "invoice"]))
            trace.task("check card", function: "validateCard") { trace in
                trace.set("app.card.type", trace.chance.pick(["visa", "mastercard", "amex"]))
                trace.work(0.6)
            }
            let isDeclined = trace.chance.happens(0.04)
            let path = "/v2/charges"
            let status = trace.callForeignHTTP("api.cardpay.example", "POST", path: path) { trace in
                trace.work(85, spread: 0.3)
                return isDeclined ? 402 : 201
            }
            if isDeclined {
                trace.event("payment.declined", [("app.decline.reason", "insufficient_funds")])
            }
            return status
        }
    }
}
