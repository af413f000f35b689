/// What a visitor, or the shop itself, does: one request and all that follows from it.
struct Journey: Sendable {
    let name: String
    /// How often, compared with the others.
    let weight: Int
    let tell: @Sendable (inout TraceSimulation) -> Void

    static let all: [Journey] = [
        Journey(name: "product", weight: 30) { $0.viewProduct() }
    ]

    /// One of all, by weight.
    static func pick(_ chance: inout Chance) -> Journey {
        var lot = chance.below(all.reduce(0) { $0 + $1.weight })
        for journey in all {
            lot -= journey.weight
            if lot < 0 { return journey }
        }
        return all[0]
    }
}
