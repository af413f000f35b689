/// A resource as the columns hold it; many spans share one.
struct StoredResource: Sendable {
    /// `service.name`, or Jaeger's `serviceName`; index 0 (empty) when there is none.
    var serviceName: StringIndex
    /// False when the sender named no service at all.
    var hasServiceName: Bool
    /// Everything but the service name.
    var attributes: AttributeRange
    var schemaURL: StringIndex
    var droppedAttributes: UInt32

    static let empty = StoredResource(
        serviceName: 0,
        hasServiceName: false,
        attributes: .none,
        schemaURL: 0,
        droppedAttributes: 0
    )
}

/// An instrumentation scope as the columns hold it; many spans share one.
struct StoredScope: Sendable {
    var name: StringIndex
    var version: StringIndex
    var attributes: AttributeRange
    var schemaURL: StringIndex
    var droppedAttributes: UInt32

    static let empty = StoredScope(
        name: 0,
        version: 0,
        attributes: .none,
        schemaURL: 0,
        droppedAttributes: 0
    )
}
