/// What the shop sells: Go, PostgreSQL behind a Redis cache.
extension TraceSimulation {
    mutating func newProductID() -> String {
        "SKU-\(10_000 + 7 * min(chance.below(900), chance.below(900)))"
    }

    mutating func getProduct(_ id: String) -> RPCCode {
        callRPC(.catalog, "shop.Catalog", "GetProduct") { trace in
            trace.set("app.product.id", id)
            trace.work(0.6)
            trace.readProduct(id)
            trace.work(0.4)
            return .ok
        }
    }
}
