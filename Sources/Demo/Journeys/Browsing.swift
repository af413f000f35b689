/// Looking around.
extension TraceSimulation {
    mutating func viewProduct() {
        let product = newProductID()
        visit("GET", "/products/{id}", path: "/products/\(product)") { trace in
            trace.set("app.product.id", product)
            return trace.getProduct(product) == .ok ? 200 : 404
        }
    }
}
