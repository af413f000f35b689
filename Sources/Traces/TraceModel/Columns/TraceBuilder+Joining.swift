/// Putting together what several builders read of one input, so that it is the same as if one had read all of it.
extension TraceBuilder {
    /// Appends all spans of `other`, behind which nothing is in it that no span has.
    ///
    /// `strings` is what ``StringInterner/intern(allOf:)`` gave for the texts of `other`, and `resources` and `scopes` are those here
    /// of each there.
    ///
    /// - Complexity: O(spans and everything they hold), but only distinct texts and attributes are looked for.
    package mutating func append(
        _ other: borrowing TraceBuilder,
        strings: [StringIndex],
        resources: [UInt32],
        scopes: [UInt32]
    ) {
        let firstNested = UInt32(nested.count)
        nested.append(other.nested, strings: strings, firstNested: firstNested)
        let firstRow = UInt32(attributes.count)
        attributes.append(other.attributes, strings: strings, firstNested: firstNested)
        let traces = other.traceIDs.map { traceIndex(of: $0) }
        let firstSpan = UInt32(spans.count)
        spans.append(
            other.spans,
            SpanRows.Places(
                traces: traces,
                strings: strings,
                resources: resources,
                scopes: scopes,
                firstAttribute: firstRow,
                firstEvent: UInt32(events.count),
                firstLink: UInt32(links.count)
            )
        )
        events.append(other.events, strings: strings, firstAttribute: firstRow)
        links.append(other.links, strings: strings, firstAttribute: firstRow)
        for (row, counts) in other.droppedCounts { droppedCounts[row + firstSpan] = counts }
        for (row, texts) in other.warnings {
            warnings[row + firstSpan] = texts.map { strings[Int($0)] }
        }
    }

    /// Appends the resources and scopes of `other`, and returns those here of each there; its attributes must be appended next.
    ///
    /// `strings` are as in ``append(_:strings:resources:scopes:)``, to which they and the result are given.
    package mutating func appendOrigins(
        of other: borrowing TraceBuilder,
        strings: [StringIndex]
    ) -> (resources: [UInt32], scopes: [UInt32]) {
        let firstRow = UInt32(attributes.count)
        var places: (resources: [UInt32], scopes: [UInt32]) = ([0], [0])
        for var resource in other.resources.dropFirst() {
            resource.serviceName = strings[Int(resource.serviceName)]
            resource.attributes = resource.attributes.moved(behind: firstRow)
            resource.schemaURL = strings[Int(resource.schemaURL)]
            resources.append(resource)
            places.resources.append(UInt32(resources.count - 1))
        }
        for var scope in other.scopes.dropFirst() {
            scope.name = strings[Int(scope.name)]
            scope.version = strings[Int(scope.version)]
            scope.attributes = scope.attributes.moved(behind: firstRow)
            scope.schemaURL = strings[Int(scope.schemaURL)]
            scopes.append(scope)
            places.scopes.append(UInt32(scopes.count - 1))
        }
        return places
    }
}

extension AttributeRange {
    /// The same run where `first` rows are before it; no rows are nowhere.
    func moved(behind first: UInt32) -> AttributeRange {
        count == 0 ? self : AttributeRange(start: start + first, count: count)
    }
}

extension StoredValue {
    /// The same value where texts have other indexes, and `firstNested` rows are before those of arrays and maps.
    func moved(strings: [StringIndex], firstNested: UInt32) -> StoredValue {
        switch variant {
        case .empty, .bool, .int, .double: self
        case .string, .bytes: StoredValue(variant, UInt64(strings[Int(payload)]))
        case .array, .map: .list(variant, nestedRange.moved(behind: firstNested))
        }
    }
}
