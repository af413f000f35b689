extension PlantedTrouble {
    /// Catalog's cache is flushed every 20 minutes and takes four minutes to fill.
    static let coldCache = PlantedTrouble(
        name: "cold-cache",
        symptom: "product pages are slow for a few minutes, every 20 minutes",
        cause: "the job that flushes the product cache of catalog sends every reader to a "
            + "statement without an index until the cache is warm again",
        search: "catalog, shop.Catalog/GetProduct, app.cache.hit=false: compare its durations, "
            + "and its SELECT products, with app.cache.hit=true",
        services: ["catalog"],
        operation: "shop.Catalog/GetProduct",
        evidence: [("app.cache.hit", "false"), ("db.collection.name", "products")],
        // Two minutes past and two to come when the demo begins.
        schedule: .recurring(first: -42 * 60, period: 20 * 60, length: 4 * 60),
        share: 0.85
    )
}

extension TraceSimulation {
    /// Reads a product through the cache: at times it is not there.
    mutating func readProduct(_ id: String) {
        let key = "product:\(id)"
        redis("GET", key: key)
        let isCold = suffers(.coldCache)
        let isHit = !isCold && chance.happens(0.97)
        set("app.cache.hit", isHit)
        guard !isHit else { return }
        event("cache.miss", [("app.cache.key", key)])
        query(
            Statement(
                database: "catalog",
                operation: "SELECT",
                table: "products",
                text: "SELECT p.*, array_agg(i.url) FROM products p LEFT JOIN images i "
                    + "ON i.product_id = p.id WHERE lower(p.sku) = lower($1) GROUP BY p.id",
                median: isCold ? 240 : 9
            )
        )
        redis("SET", key: key, arguments: " ? EX 1200")
    }
}
