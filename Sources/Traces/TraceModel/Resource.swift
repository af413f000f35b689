/// What produced spans: a service instance and its attributes.
package struct Resource: Sendable {
    let columns: SpanColumns
    package let index: Int

    private var stored: StoredResource { columns.resources[index] }

    /// Empty when the sender named none, or an empty one: see `hasServiceName`.
    package var serviceName: String { columns.strings[serviceNameIndex] }
    package var serviceNameIndex: StringIndex { stored.serviceName }
    package var hasServiceName: Bool { stored.hasServiceName }

    /// Everything but the service name.
    package var attributes: AttributeList {
        AttributeList(columns: columns, rows: stored.attributes.rows)
    }

    package var schemaURL: String { columns.strings[stored.schemaURL] }
    package var droppedAttributes: UInt32 { stored.droppedAttributes }
}

extension SpanColumns {
    /// The resource that spans name by `index`.
    package func resource(at index: Int) -> Resource { Resource(columns: self, index: index) }
}
