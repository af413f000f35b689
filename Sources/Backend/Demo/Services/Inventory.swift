import TraceModel

/// What is in stock: Java and PostgreSQL.
extension TraceSimulation {
    mutating func checkStock(_ product: String) {
        callRPC(.inventory, "shop.Inventory", "CheckStock") { trace in
            trace.set("app.product.id", product)
            trace.set("app.warehouse", trace.chance.pick(["LEJ1", "FRA3", "CDG7"]))
            trace.acquireConnection()
            trace.query(
                Statement(
                    database: "inventory",
                    operation: "SELECT",
                    table: "stock",
                    text: "SELECT warehouse, available FROM stock WHERE product_id = $1",
                    median: 1.8,
                    rows: 3
                )
            )
            trace.work(0.6)
            return .ok
        }
    }

    /// Holds goods back for an order; now and then two orders want the same ones.
    mutating func reserveStock(order: String, items: Int) -> RPCCode {
        callRPC(.inventory, "shop.Inventory", "ReserveStock") { trace in
            let update = Statement(
                database: "inventory",
                operation: "UPDATE",
                table: "stock",
                text: "UPDATE stock SET available = available - $1 WHERE product_id = $2 "
                    + "AND warehouse = $3 AND available >= $1",
                median: 2.6
            )
            trace.set("app.order.id", order)
            trace.set("app.order.items", items)
            trace.acquireConnection()
            for _ in 0..<items { trace.query(update) }
            guard !trace.chance.happens(0.03) else {
                trace.failingQuery(
                    update,
                    type: "org.postgresql.util.PSQLException",
                    code: "40P01",
                    message: "ERROR: deadlock detected",
                    stack: [
                        "org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse",
                        "com.zaxxer.hikari.pool.ProxyPreparedStatement.executeUpdate",
                        "com.example.shop.inventory.StockRepository.reserve",
                        "com.example.shop.inventory.InventoryService.reserveStock",
                    ]
                )
                return .aborted
            }
            trace.work(0.5)
            return .ok
        }
    }

    /// A job that no visitor asked for: orders what runs short.
    mutating func restock() {
        let pod = fleet.pick(.inventory, at: offset, &chance)
        span("restock", .internal, pod: pod) { trace in
            trace.set("code.function.name", "RestockJob.run")
            trace.set("app.job.schedule", "0 */5 * * * *")
            trace.setThread()
            let short = trace.chance.within(2...9)
            trace.set("app.restock.products", short)
            trace.query(
                Statement(
                    database: "inventory",
                    operation: "SELECT",
                    table: "stock",
                    text: "SELECT product_id, warehouse FROM stock WHERE available < reorder_level",
                    median: 18,
                    rows: short
                )
            )
            _ = trace.callForeignHTTP("api.supplier.example", "POST", path: "/v3/orders") { trace in
                trace.set("app.restock.products", short)
                trace.work(140, spread: 0.5)
                return 202
            }
            trace.query(
                Statement(
                    database: "inventory",
                    operation: "INSERT",
                    table: "restock_orders",
                    text: "INSERT INTO restock_orders (product_id, warehouse, amount) "
                        + "SELECT * FROM unnest($1::text[], $2::text[], $3::int[])",
                    median: 4,
                    rows: 0
                )
            )
            trace.work(2)
        }
    }
}
