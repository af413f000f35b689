/// One running instance of a service: what a resource describes.
struct Pod: Sendable {
    let service: ShopService
    let version: String
    /// Such as `cart-6c4b7d9f88-2xkqp`.
    let name: String
    let deployment: String
    let host: Host
    let address: String
    let instanceID: String
    /// When it runs, in nanoseconds after the anchor.
    var lifetime: Range<Int64> = .min..<(.max)

    init(_ service: ShopService, number: Int, version: String? = nil, host: Host) {
        self.service = service
        self.version = version ?? service.version
        self.host = host
        // Names are the same whatever the seed, so that screens of two runs can be compared.
        let seed = "\(service.name) \(self.version)".utf8.reduce(14_695_981_039_346_656_037) {
            ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
        var replicaSet = Chance(seed: seed)
        var own = Chance(seed: seed, index: number)
        deployment = service.name
        name = "\(service.name)-\(Self.suffix(9, &replicaSet))-\(Self.suffix(5, &own))"
        address = "10.\(60 + host.number).\(own.below(16)).\(own.within(2...250))"
        instanceID = Self.uuid(&own)
    }

    /// Letters as Kubernetes uses them: none that make words.
    private static func suffix(_ count: Int, _ chance: inout Chance) -> String {
        let letters = Array("bcdfghjklmnpqrstvwxz2456789")
        return String((0..<count).map { _ in letters[chance.below(letters.count)] })
    }

    private static func uuid(_ chance: inout Chance) -> String {
        var digits = Array("0123456789abcdef")
        digits.shuffle(using: &chance)
        func part(_ count: Int) -> String {
            String((0..<count).map { _ in digits[chance.below(16)] })
        }
        return "\(part(8))-\(part(4))-4\(part(3))-a\(part(3))-\(part(12))"
    }
}

/// A machine that pods run on.
struct Host: Sendable, Hashable {
    let number: Int
    /// By how many nanoseconds its clock is wrong; negative if it is behind.
    var clockError: Int64 = 0

    var name: String { "ip-10-\(60 + number)-0-\(11 + 23 * number).eu-central-1.compute.internal" }
    var zone: String { "eu-central-1" + ["a", "b", "c"][number % 3] }
}
