/// Every pod of the shop, those that ran in the past included.
struct Fleet: Sendable {
    private(set) var pods: [Pod] = []
    private var places: [ShopService: [Int]] = [:]

    init() {
        for (order, service) in ShopService.allCases.enumerated() {
            for number in 0..<service.replicas {
                let host = Host(number: (order + number) % 4)
                add(Pod(service, number: number, host: host))
            }
        }
        useLateHost()
        deployNewInventory()
    }

    mutating func add(_ pod: Pod) {
        places[pod.service, default: []].append(pods.count)
        pods.append(pod)
    }

    /// Exchanges a pod.
    mutating func replace(_ place: Int, with pod: Pod) { pods[place] = pod }

    /// Places of the pods of a service.
    func places(of service: ShopService) -> [Int] { places[service] ?? [] }

    /// The pod that the next call of a service goes to, at a time relative to the anchor.
    func pick(_ service: ShopService, at offset: Int64, _ chance: inout Chance) -> Int {
        guard let places = places[service], let first = places.first else { return 0 }
        for _ in 0..<32 {
            let place = places[chance.below(places.count)]
            if pods[place].lifetime.contains(offset) { return place }
        }
        return first
    }
}
