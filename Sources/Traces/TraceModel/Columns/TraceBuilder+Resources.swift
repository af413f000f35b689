extension TraceBuilder {
    /// Number of resources, the empty one included.
    package var resourceCount: Int { resources.count }

    /// Number of scopes, the empty one included.
    package var scopeCount: Int { scopes.count }

    /// Adds a resource; spans name it by the index returned.
    ///
    /// `serviceName` is nil when the sender named none; `attributes` are all but the service name.
    package mutating func addResource(
        serviceName: StringIndex?,
        attributes: some Collection<StoredAttribute>,
        schemaURL: StringIndex = 0,
        droppedAttributes: UInt32 = 0
    ) -> UInt32 {
        let index = reserveResource()
        defineResource(
            index,
            serviceName: serviceName,
            attributes: attributes,
            schemaURL: schemaURL,
            droppedAttributes: droppedAttributes
        )
        return index
    }

    /// Adds an empty resource for spans that come before what describes theirs; see ``defineResource``.
    package mutating func reserveResource() -> UInt32 {
        resources.append(.empty)
        return UInt32(resources.count - 1)
    }

    /// Says what the resource `index` of ``reserveResource()`` is.
    package mutating func defineResource(
        _ index: UInt32,
        serviceName: StringIndex?,
        attributes: some Collection<StoredAttribute>,
        schemaURL: StringIndex = 0,
        droppedAttributes: UInt32 = 0
    ) {
        resources[Int(index)] = StoredResource(
            serviceName: serviceName ?? 0,
            hasServiceName: serviceName != nil,
            attributes: self.attributes.append(attributes),
            schemaURL: schemaURL,
            droppedAttributes: droppedAttributes
        )
    }

    /// Adds an instrumentation scope; spans name it by the index returned.
    package mutating func addScope(
        name: StringIndex,
        version: StringIndex,
        attributes: some Collection<StoredAttribute>,
        schemaURL: StringIndex = 0,
        droppedAttributes: UInt32 = 0
    ) -> UInt32 {
        let index = reserveScope()
        defineScope(
            index,
            name: name,
            version: version,
            attributes: attributes,
            schemaURL: schemaURL,
            droppedAttributes: droppedAttributes
        )
        return index
    }

    /// Adds an empty scope for spans that come before what describes theirs; see ``defineScope``.
    package mutating func reserveScope() -> UInt32 {
        scopes.append(.empty)
        return UInt32(scopes.count - 1)
    }

    /// Says what the scope `index` of ``reserveScope()`` is.
    package mutating func defineScope(
        _ index: UInt32,
        name: StringIndex,
        version: StringIndex,
        attributes: some Collection<StoredAttribute>,
        schemaURL: StringIndex = 0,
        droppedAttributes: UInt32 = 0
    ) {
        scopes[Int(index)] = StoredScope(
            name: name,
            version: version,
            attributes: self.attributes.append(attributes),
            schemaURL: schemaURL,
            droppedAttributes: droppedAttributes
        )
    }
}
