/// What a span is to its remote side (opentelemetry-proto `trace.proto`, `SpanKind`).
package enum SpanKind: UInt8, Sendable, CaseIterable {
    case unspecified = 0
    case `internal` = 1
    case server = 2
    case client = 3
    case producer = 4
    case consumer = 5

    /// Lower-case word of Jaeger's `span.kind`; empty for unspecified.
    package var name: String {
        switch self {
        case .unspecified: ""
        case .internal: "internal"
        case .server: "server"
        case .client: "client"
        case .producer: "producer"
        case .consumer: "consumer"
        }
    }

    /// Reads Jaeger's word, of either case.
    package init?(name: some StringProtocol) {
        switch name.lowercased() {
        case "": self = .unspecified
        case "internal": self = .internal
        case "server": self = .server
        case "client": self = .client
        case "producer": self = .producer
        case "consumer": self = .consumer
        default: return nil
        }
    }
}
