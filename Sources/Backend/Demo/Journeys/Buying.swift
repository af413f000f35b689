/// Buying, and what comes after it.
extension TraceSimulation {
    mutating func viewCart() {
        visit("GET", "/cart") { trace in
            let items = trace.getCart()
            trace.set("app.cart.items", items)
            trace.getPrices(of: items)
            return 200
        }
    }

    mutating func putIntoCart() {
        let product = newProductID()
        visit("POST", "/api/cart") { trace in
            trace.set("app.product.id", product)
            trace.checkStock(product)
            trace.addToCart(product)
            return 201
        }
    }

    mutating func checkOut() {
        visit("POST", "/api/checkout") { $0.placeOrder() }
    }

    mutating func viewOrders() {
        visit("GET", "/account/orders") { $0.listOrders() }
    }

    mutating func viewShipment() {
        let order = "ORD-\(2_026_000_000 + chance.below(9_999_999))"
        visit("GET", "/account/orders/{id}/shipment", path: "/account/orders/\(order)/shipment") {
            $0.track(order: order)
        }
    }
}
