/// The outcome that instrumentation set on a span (opentelemetry-proto `trace.proto`, `Status.StatusCode`).
package enum StatusCode: UInt8, Sendable {
    case unset = 0
    case ok = 1
    case error = 2
}
