package import TraceModel

/// Lists of services and operations, of both families, from JSON.
package enum ListAnswers {
    /// Service names of `{"services":[…]}`, or nil if this is not such an answer.
    package static func servicesV3(_ value: JSONValue) -> [String]? {
        guard let members = value.members else { return nil }
        if members.isEmpty { return [] }
        return names(value["services"])
    }

    /// Service names of `{"data":[…]}`; `null` is none.
    package static func servicesLegacy(_ value: JSONValue) -> [String]? {
        names(value["data"])
    }

    /// Operations of `{"operations":[…]}`.
    package static func operationsV3(_ value: JSONValue) -> [Operation]? {
        guard let members = value.members else { return nil }
        if members.isEmpty { return [] }
        return operations(value["operations"])
    }

    /// Operations of `{"data":[…]}`, whose elements are names, or objects that have kinds too.
    package static func operationsLegacy(_ value: JSONValue) -> [Operation]? {
        operations(value["data"])
    }

    private static func names(_ list: JSONValue?) -> [String]? {
        guard let list else { return nil }
        if list.isNull { return [] }
        return list.array?.compactMap(\.string)
    }

    private static func operations(_ list: JSONValue?) -> [Operation]? {
        guard let list else { return nil }
        if list.isNull { return [] }
        return list.array?.compactMap { element in
            if let name = element.string { return Operation(name: name, kind: nil) }
            guard let name = element["name"]?.string else { return nil }
            let kind = element["spanKind"]?.string ?? element["span_kind"]?.string
            return Operation(
                name: name,
                kind: kind.flatMap { $0.isEmpty ? nil : SpanKind(name: $0) }
            )
        }
    }
}
