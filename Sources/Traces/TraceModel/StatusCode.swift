/// The outcome that instrumentation set on a span (opentelemetry-proto `trace.proto`, `Status.StatusCode`).
package enum StatusCode: UInt8, Sendable, CaseIterable {
    case unset = 0
    case ok = 1
    case error = 2

    /// Reads the word of OpenTelemetry and of Jaeger's `otel.status_code`, of either case.
    package init?(name: String) {
        switch name.lowercased() {
        case "unset": self = .unset
        case "ok": self = .ok
        case "error": self = .error
        default: return nil
        }
    }

    /// The word of OpenTelemetry, in lower case.
    package var word: String {
        switch self {
        case .unset: "unset"
        case .ok: "ok"
        case .error: "error"
        }
    }
}
