/// What a link says about the span it points at.
///
/// OpenTelemetry links carry no type; Jaeger references do (jaeger-idl `model.proto`, `SpanRefType`).
package enum LinkType: UInt8, Sendable {
    /// An OpenTelemetry link without a reference type.
    case unspecified = 0
    case childOf = 1
    case followsFrom = 2

    /// Jaeger's word; an untyped link counts as FOLLOWS_FROM, as Jaeger shows it.
    package var jaegerName: String { self == .childOf ? "CHILD_OF" : "FOLLOWS_FROM" }
}
