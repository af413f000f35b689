import TraceModel

/// What things cost: Java; prices in memory, promotions by rules.
extension TraceSimulation {
    mutating func getPrices(of count: Int) {
        callRPC(.pricing, "shop.Pricing", "GetPrices") { trace in
            trace.set("app.currency", trace.visitor.currency)
            trace.set("app.prices.count", count)
            trace.task("convert currency", function: "CurrencyConverter.convert") { trace in
                trace.set("app.currency.from", "EUR")
                trace.set("app.currency.to", trace.visitor.currency)
                trace.work(0.25)
            }
            trace.work(0.7)
            return .ok
        }
    }

    /// Discounts for some products; their failures are swallowed.
    mutating func getPromotions() {
        callRPC(.pricing, "shop.Pricing", "GetPromotions") { trace in
            trace.set("app.country", trace.visitor.country)
            trace.redis("SMEMBERS", key: "promotions:\(trace.visitor.country)")
            trace.applyPromotions()
            trace.work(0.4)
            return .ok
        }
    }
}
