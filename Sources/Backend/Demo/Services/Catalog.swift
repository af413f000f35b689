/// What the shop sells: Go, PostgreSQL behind a Redis cache.
extension TraceSimulation {
    /// Some products are looked at far more often than others.
    mutating func newProductID() -> String {
        let number = min(chance.below(900), chance.below(900), chance.below(900))
        return "SKU-\(10_000 + 7 * number)"
    }

    /// One product; a few links on the web lead to those that are gone.
    mutating func getProduct(_ id: String) -> RPCCode {
        callRPC(.catalog, "shop.Catalog", "GetProduct") { trace in
            trace.set("app.product.id", id)
            trace.work(0.6)
            guard !trace.chance.happens(0.004) else {
                trace.redis("GET", key: "product:\(id)")
                trace.set("app.product.found", false)
                return .notFound
            }
            trace.readProduct(id)
            trace.work(0.4)
            return .ok
        }
    }

    mutating func listProducts(category: String) {
        callRPC(.catalog, "shop.Catalog", "ListProducts") { trace in
            trace.set("app.category", category)
            trace.set("app.page.size", 24)
            trace.query(
                Statement(
                    database: "catalog",
                    operation: "SELECT",
                    table: "products",
                    text: "SELECT id, sku, title, image FROM products WHERE category = $1 "
                        + "AND active ORDER BY rank LIMIT 24",
                    median: 3.5,
                    rows: 24
                )
            )
            trace.work(0.8)
            return .ok
        }
    }

    /// Full-text search, the slowest healthy thing in the shop.
    mutating func searchProducts(_ words: String) -> RPCCode {
        callRPC(.catalog, "shop.Catalog", "SearchProducts") { trace in
            let found = trace.chance.below(140)
            trace.set("app.search.words", words)
            trace.set("app.search.results", found)
            trace.task("parse query", function: "catalog.ParseQuery") { trace in
                trace.set("app.search.tokens", words.split(separator: " ").count)
                trace.work(0.3)
            }
            trace.query(
                Statement(
                    database: "catalog",
                    operation: "SELECT",
                    table: "product_search",
                    text: "SELECT product_id, ts_rank(tsv, q) FROM product_search, "
                        + "websearch_to_tsquery($1) q WHERE tsv @@ q ORDER BY 2 DESC LIMIT 50",
                    median: 26,
                    rows: min(found, 50)
                )
            )
            trace.work(1.5)
            return .ok
        }
    }
}
