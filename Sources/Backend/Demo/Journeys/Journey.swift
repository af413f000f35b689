/// What a visitor, or the shop itself, does: one request and all that follows from it.
struct Journey: Sendable {
    let name: String
    /// How often, compared with the others.
    let weight: Int
    let tell: @Sendable (inout TraceSimulation) -> Void

    static let all: [Journey] = [
        Journey(name: "home", weight: 18) { $0.viewHome() },
        Journey(name: "product", weight: 30) { $0.viewProduct() },
        Journey(name: "search", weight: 12) { $0.search() },
        Journey(name: "cart", weight: 10) { $0.viewCart() },
        Journey(name: "add to cart", weight: 9) { $0.putIntoCart() },
        Journey(name: "checkout", weight: 8) { $0.checkOut() },
        Journey(name: "orders", weight: 5) { $0.viewOrders() },
        Journey(name: "tracking", weight: 3) { $0.viewShipment() },
        Journey(name: "image", weight: 4) { $0.fetchImage() },
        Journey(name: "restock", weight: 1) { $0.restock() },
    ]

    private static let totalWeight = all.reduce(0) { $0 + $1.weight }

    /// Simulates one of all, chosen by weight.
    static func tellOne(in simulation: inout TraceSimulation) {
        var lot = simulation.chance.below(totalWeight)
        for journey in all {
            lot -= journey.weight
            if lot < 0 { return journey.tell(&simulation) }
        }
    }
}
