extension PlantedTrouble {
    /// The list of orders loads what is in them order by order.
    static let repeatedQuery = PlantedTrouble(
        name: "n-plus-one",
        symptom: "the list of orders takes seconds for those who order much",
        cause: "orders loads the items of each order with a SELECT of its own instead of one for "
            + "all: hundreds of equal statements below one request",
        search: "orders, GET /v1/orders, longer than 300 ms: its children are hundreds of "
            + "SELECT order_items, one after another, with the same db.query.text",
        services: ["orders"],
        operation: "GET /v1/orders",
        evidence: [
            ("db.query.text", "SELECT sku, amount, price FROM order_items WHERE order_id = ?")
        ],
        schedule: .always,
        share: 0.15
    )
}

extension TraceSimulation {
    /// Reads the orders of the visitor; returns how many there are.
    mutating func loadOrders() -> Int {
        let isRepeated = suffers(.repeatedQuery)
        let count = isRepeated ? chance.within(120...320) : chance.within(1...12)
        query(
            Statement(
                database: "orders",
                operation: "SELECT",
                table: "orders",
                text: "SELECT id, placed_at, total FROM orders WHERE user_id = ? "
                    + "ORDER BY placed_at DESC",
                median: 3,
                rows: count
            )
        )
        let condition = isRepeated ? "order_id = ?" : "order_id = ANY (?)"
        let items = Statement(
            database: "orders",
            operation: "SELECT",
            table: "order_items",
            text: "SELECT sku, amount, price FROM order_items WHERE \(condition)",
            median: isRepeated ? 2.2 : 6,
            rows: isRepeated ? 3 : 3 * count
        )
        for _ in 0..<(isRepeated ? count : 1) {
            query(items)
            work(0.05)
        }
        return count
    }
}
