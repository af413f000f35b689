import TraceModel

extension PlantedTrouble {
    /// The clock of one host is behind.
    static let clockSkew = PlantedTrouble(
        name: "clock-skew",
        symptom: "in some traces calls begin before they are made",
        cause: "the clock of \(Host.late.name) is 180 ms behind, so that what runs there, a pod of "
            + "cart and one of shipping, seems to serve calls before they are sent",
        search: "cart, shop.Cart/GetCart with host.name=\(Host.late.name): the raw span begins "
            + "180 ms before the client's span above it",
        services: ["cart", "shipping"],
        operation: "shop.Cart/GetCart",
        evidence: [("host.name", Host.late.name)],
        schedule: .always,
        share: 1
    )
}

extension Host {
    /// The host whose clock is wrong.
    fileprivate static let late = Host(number: 4, clockError: -.milliseconds(180))
}

extension Fleet {
    /// Moves one pod of cart and one of shipping to the host whose clock is wrong.
    mutating func useLateHost() {
        for service in [ShopService.cart, .shipping] {
            guard let place = places(of: service).last else { continue }
            replace(place, with: Pod(service, number: service.replicas - 1, host: .late))
        }
    }
}

extension TraceSimulation {
    /// Moves the spans of hosts with a wrong clock by its error.
    mutating func skewClocks() {
        for place in current.spans.indices {
            let error = fleet.pods[current.spans[place].pod].host.clockError
            guard error != 0 else { continue }
            current.spans[place].move(by: error)
            if current.spans[place].name == PlantedTrouble.clockSkew.operation {
                shows(.clockSkew)
            }
        }
    }
}

extension ShopSpan {
    fileprivate mutating func move(by error: Int64) {
        start = UInt64(bitPattern: Int64(bitPattern: start) &+ error)
        end = UInt64(bitPattern: Int64(bitPattern: end) &+ error)
        for index in events.indices {
            let time = Int64(bitPattern: events[index].time)
            events[index].time = UInt64(bitPattern: time &+ error)
        }
    }
}
