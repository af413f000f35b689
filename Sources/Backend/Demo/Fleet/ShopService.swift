/// The services of the shop that report spans.
enum ShopService: String, CaseIterable, Sendable {
    case frontendProxy = "frontend-proxy"
    case frontend
    case checkout
    case cart
    case catalog
    case pricing
    case payment
    case shipping
    case inventory
    case recommendation
    case orders
    case fraudDetection = "fraud-detection"
    case notification

    var name: String { rawValue }

    var language: Language {
        switch self {
        case .frontendProxy: .cpp
        case .frontend, .payment: .nodejs
        case .checkout, .catalog: .go
        case .cart: .dotnet
        case .pricing, .inventory, .orders, .fraudDetection: .java
        case .shipping: .rust
        case .recommendation: .python
        case .notification: .ruby
        }
    }

    var version: String {
        switch self {
        case .frontendProxy: "1.36.2"
        case .frontend: "5.41.0"
        case .checkout: "3.9.4"
        case .cart: "2.14.1"
        case .catalog: "4.2.0"
        case .pricing: "1.27.3"
        case .payment: "6.0.2"
        case .shipping: "0.19.5"
        case .inventory: "2.7.3"
        case .recommendation: "1.12.0"
        case .orders: "3.3.1"
        case .fraudDetection: "0.8.6"
        case .notification: "2.5.0"
        }
    }

    /// How many pods run of it.
    var replicas: Int {
        switch self {
        case .frontend, .cart, .inventory, .shipping: 3
        case .fraudDetection, .notification: 1
        default: 2
        }
    }

    /// Where it listens.
    var port: Int {
        switch self {
        case .frontendProxy: 8080
        case .frontend: 3000
        case .shipping, .payment, .orders: 8000
        default: 50051
        }
    }

    /// The scope of the spans that its own code makes.
    var scope: ShopScope {
        switch language {
        case .java: ShopScope(name: "com.example.shop.\(name)", version: version)
        case .go: ShopScope(name: "example.com/shop/\(name)", version: version)
        default: ShopScope(name: "shop.\(name)", version: version)
        }
    }
}
