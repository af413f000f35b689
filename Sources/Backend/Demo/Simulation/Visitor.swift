/// Who uses the shop in one journey.
struct Visitor: Sendable {
    let userID: String
    let sessionID: String
    let address: String
    let userAgent: String
    let country: String
    let currency: String

    init(_ chance: inout Chance) {
        userID = "user-\(chance.below(20_000))"
        sessionID = String(chance.next(), radix: 16)
        address =
            "\(chance.within(11...198)).\(chance.below(256)).\(chance.below(256)).\(chance.within(1...254))"
        userAgent = chance.pick(Self.agents)
        (country, currency) = chance.pick(Self.countries)
    }

    private static let agents = [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/142.0.0.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 "
            + "(KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/142.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
        "ShopApp/5.12.0 (iOS 18.6; iPhone16,2)",
    ]

    private static let countries = [
        ("DE", "EUR"), ("FR", "EUR"), ("US", "USD"), ("GB", "GBP"), ("CA", "CAD"), ("JP", "JPY"),
    ]
}
