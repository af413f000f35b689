/// A resource as the columns hold it; many spans share one.
package struct StoredResource: Sendable {
    /// `service.name`, or Jaeger's `serviceName`; index 0 (empty) when there is none.
    package var serviceName: StringIndex
    /// False when the sender named no service at all.
    package var hasServiceName: Bool
    /// Everything but the service name.
    package var attributes: AttributeRange
    package var schemaURL: StringIndex
    package var droppedAttributes: UInt32

    static let empty = StoredResource(
        serviceName: 0,
        hasServiceName: false,
        attributes: .none,
        schemaURL: 0,
        droppedAttributes: 0
    )
}

/// An instrumentation scope as the columns hold it; many spans share one.
package struct StoredScope: Sendable {
    package var name: StringIndex
    package var version: StringIndex
    package var attributes: AttributeRange
    package var schemaURL: StringIndex
    package var droppedAttributes: UInt32

    static let empty = StoredScope(
        name: 0,
        version: 0,
        attributes: .none,
        schemaURL: 0,
        droppedAttributes: 0
    )
}
