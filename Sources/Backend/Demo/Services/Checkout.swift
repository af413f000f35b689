/// From a cart to an order: Go, which calls half the shop.
extension TraceSimulation {
    /// Places the order of what is in the cart; returns the HTTP status that the visitor gets.
    mutating func placeOrder() -> Int {
        let order = "ORD-\(2_026_000_000 + chance.below(9_999_999))"
        var status = 200
        callRPC(.checkout, "shop.Checkout", "PlaceOrder") { trace in
            trace.set("user.id", trace.visitor.userID)
            trace.set("app.order.id", order)
            trace.set("app.currency", trace.visitor.currency)
            let items = trace.prepareOrder()
            trace.set("app.order.items", items)
            trace.addTax()
            guard trace.reserveStock(order: order, items: items) == .ok else {
                status = 409
                return .aborted
            }
            let charged = trace.charge(order: order)
            guard charged < 400 else {
                status = charged
                return charged == 503 ? .unavailable : .failedPrecondition
            }
            trace.event("charged", [("app.order.id", order)])
            trace.emptyCart()
            trace.announce(order: order)
            return .ok
        }
        return status
    }

    /// Cart, prices and shipping; returns how many products there are.
    private mutating func prepareOrder() -> Int {
        var items = 0
        task("prepare order", function: "checkout.(*server).prepareOrder") { trace in
            items = trace.getCart()
            let count = items
            trace.set("app.order.items", count)
            trace.together([
                { $0.getPrices(of: count) },
                { _ = $0.quoteShipping(items: count) },
            ])
        }
        return items
    }

    /// Tells the rest of the shop, which continues asynchronously.
    private mutating func announce(order: String) {
        let placed = send(topic: "orders", key: order)
        let mails = ["confirmation", "receipt", "loyalty"].map { kind in
            send(topic: "notifications", key: "\(order):\(kind)")
        }
        process(placed, in: .orders, after: chance.latency(35)) { $0.storeOrder(order) }
        processApart([placed], in: .fraudDetection, after: chance.latency(60)) {
            $0.judge(order)
        }
        processApart(mails, in: .notification, after: chance.latency(900)) { $0.notify(of: order) }
    }
}
