/// Looking around.
extension TraceSimulation {
    mutating func viewHome() {
        visit("GET", "/") { trace in
            let category = trace.chance.pick(["new", "shoes", "garden", "books", "toys"])
            let product = trace.newProductID()
            trace.together([
                { $0.listProducts(category: category) },
                { $0.recommend(for: product) },
            ])
            trace.getPrices(of: 24)
            return 200
        }
    }

    mutating func viewProduct() {
        let product = newProductID()
        visit("GET", "/products/{id}", path: "/products/\(product)") { trace in
            trace.set("app.product.id", product)
            guard trace.getProduct(product) == .ok else { return 404 }
            trace.together([
                { $0.getPrices(of: 1) },
                { $0.checkStock(product) },
                { $0.recommend(for: product) },
            ])
            return 200
        }
    }

    mutating func search() {
        let words = chance.pick([
            "running shoes", "garden hose", "blue kettle", "lamp", "children's bike", "usb c cable",
        ])
        let query = "q=" + words.split(separator: " ").joined(separator: "+")
        visit("GET", "/search", query: query) { trace in
            _ = trace.searchProducts(words)
            trace.getPrices(of: 50)
            return 200
        }
    }

    /// What the proxy answers without asking a service.
    mutating func fetchImage() {
        let path = "/static/\(newProductID()).webp"
        let proxy = fleet.pick(.frontendProxy, at: offset, &chance)
        _ = serveHTTP(proxy, "GET", "/static/{file}", path: path) { trace in
            let isFresh = trace.chance.happens(0.7)
            trace.set("app.cache.hit", isFresh)
            trace.work(0.8)
            return isFresh ? 304 : 200
        }
    }
}
