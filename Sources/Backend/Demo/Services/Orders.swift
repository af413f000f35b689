/// Orders of the past: Java, PostgreSQL.
extension TraceSimulation {
    /// Keeps an order, as a consumer of the topic `orders`.
    mutating func storeOrder(_ order: String) {
        set("app.order.id", order)
        for (table, columns) in [
            ("orders", "id, user_id, total"), ("order_items", "order_id, sku"),
        ] {
            query(
                Statement(
                    database: "orders",
                    operation: "INSERT",
                    table: table,
                    text: "INSERT INTO \(table) (\(columns)) VALUES (?)",
                    median: 2.4,
                    rows: 0
                )
            )
        }
        work(1.2)
    }

    /// The orders of a visitor with what is in them.
    mutating func listOrders() -> Int {
        callHTTP(.orders, "GET", "/v1/orders", path: "/v1/orders") { trace in
            trace.set("user.id", trace.visitor.userID)
            let count = trace.loadOrders()
            trace.set("app.orders.count", count)
            trace.work(1.5)
            return 200
        }
    }
}
