/// What a visitor is about to buy: .NET and Redis.
extension TraceSimulation {
    /// The contents of the visitor's cart; returns how many products there are.
    mutating func getCart() -> Int {
        var items = 0
        callRPC(.cart, "shop.Cart", "GetCart") { trace in
            items = trace.chance.within(1...5)
            trace.set("user.id", trace.visitor.userID)
            trace.set("app.cart.items", items)
            trace.redis("HGETALL", key: "cart:\(trace.visitor.userID)")
            trace.work(0.5)
            return .ok
        }
        return items
    }

    mutating func addToCart(_ product: String) {
        callRPC(.cart, "shop.Cart", "AddItem") { trace in
            trace.set("user.id", trace.visitor.userID)
            trace.set("app.product.id", product)
            trace.redis("HINCRBY", key: "cart:\(trace.visitor.userID)", arguments: " ? 1")
            trace.redis("EXPIRE", key: "cart:\(trace.visitor.userID)", arguments: " 86400")
            trace.work(0.4)
            return .ok
        }
    }

    mutating func emptyCart() {
        callRPC(.cart, "shop.Cart", "EmptyCart") { trace in
            trace.set("user.id", trace.visitor.userID)
            trace.redis("DEL", key: "cart:\(trace.visitor.userID)")
            trace.work(0.3)
            return .ok
        }
    }
}
