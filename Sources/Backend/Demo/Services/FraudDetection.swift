/// Looks at orders after they were placed: Java, a consumer with a trace of its own for each order.
extension TraceSimulation {
    mutating func judge(_ order: String) {
        set("app.order.id", order)
        redis("GET", key: "history:\(visitor.userID)")
        task("score order", function: "FraudModel.score") { trace in
            let score = trace.chance.unit() * trace.chance.unit()
            trace.set("app.model.name", "fraud-gbm-14")
            trace.set("app.fraud.score", (score * 1000).rounded() / 1000)
            trace.set("app.fraud.flagged", score > 0.9)
            trace.work(14, spread: 0.5)
            if score > 0.9 { trace.event("order.flagged", [("app.order.id", order)]) }
        }
        query(
            Statement(
                database: "fraud",
                operation: "INSERT",
                table: "verdicts",
                text: "INSERT INTO verdicts (order_id, score, model) VALUES (?, ?, ?)",
                median: 2.1,
                rows: 0
            )
        )
        work(0.5)
    }
}
