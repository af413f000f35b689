/// A socket of the backend, by the option that moves it.
package enum ServeListener: String, Sendable, CaseIterable {
    case otlpGRPC = "otlp-grpc"
    case otlpHTTP = "otlp-http"
    case collectorGRPC = "collector-grpc"
    case query
    case queryGRPC = "query-grpc"
    case metrics
    case health

    /// Where clients look for it.
    var usualPort: Int {
        switch self {
        case .otlpGRPC: 4317
        case .otlpHTTP: 4318
        case .collectorGRPC: 14250
        case .query: 16686
        case .queryGRPC: 16685
        case .metrics: 8888
        case .health: 13133
        }
    }

    var option: CommandLineOption {
        CommandLineOption(rawValue, metavar: "[HOST:]PORT", "\(purpose); default: \(usualPort)")
    }

    private var purpose: String {
        switch self {
        case .otlpGRPC: "where to receive OTLP over gRPC"
        case .otlpHTTP: "where to receive OTLP over HTTP"
        case .collectorGRPC: "where to receive Jaeger's spans over gRPC"
        case .query: "where to answer the Jaeger query API"
        case .queryGRPC: "where to answer the Jaeger query API over gRPC"
        case .metrics: "where Prometheus can read metrics"
        case .health: "where to report health, at /status"
        }
    }
}
