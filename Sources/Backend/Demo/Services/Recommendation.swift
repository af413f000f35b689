/// What a visitor might like too: Python, a model in memory, neighbours in Redis.
extension TraceSimulation {
    mutating func recommend(for product: String) {
        callRPC(.recommendation, "shop.Recommendation", "ListRecommendations") { trace in
            trace.set("app.product.id", product)
            trace.redis("ZREVRANGE", key: "neighbours:\(product)", arguments: " 0 19")
            trace.task("score candidates", function: "recommendation.model.score") { trace in
                trace.set("app.model.name", "als-2026-10")
                trace.set("app.model.candidates", 20)
                trace.work(6, spread: 0.45)
            }
            trace.getPromotions()
            trace.set("app.recommendations.count", 5)
            return .ok
        }
    }
}
