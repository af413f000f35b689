import PlainText
import TraceAnalysis
import TraceModel

extension SpanColumn {
    /// The fields of a span, of all columns together its whole JSON.
    func fields(in list: SpanList) -> [Field<Int>] {
        let prepared = list.prepared
        let trace = prepared.trace
        func field(
            _ name: StaticString,
            _ value: @escaping @Sendable (Span) -> FieldValue
        ) -> Field<Int> {
            Field(name) { value(trace[$0]) }
        }
        func attributes(
            _ list: @escaping @Sendable (Span) -> AttributeList
        ) -> [Field<Int>] {
            [
                field("attributes") { .object(list($0).distinct) },
                field("duplicateAttributes") { list($0).duplicates.map { .list($0) } ?? .absent },
            ]
        }
        switch self {
        case .trace: return [field("traceID") { .text($0.traceID.jaegerHex) }]
        case .id: return [field("spanID") { .text($0.id.hex) }]
        case .parent: return [field("parentSpanID") { .text(optional: $0.parentID?.hex) }]
        case .service: return [field("service") { .text($0.serviceName) }]
        case .name: return [field("name") { .text($0.name) }]
        case .kind:
            return [
                field("kind") { .text(optional: $0.kind == .unspecified ? nil : $0.kind.name) }
            ]
        case .start: return [field("start") { .time(known: $0.start) }]
        case .end: return [field("end") { $0.isUnfinished ? .unknown : .time(known: $0.end) }]
        case .duration:
            return [
                field("durationNanos") { $0.isUnfinished ? .unknown : .integer($0.duration) }
            ]
        case .own: return [Field("selfNanos") { .integer(prepared.selfTimes[$0]) }]
        case .critical:
            return [
                Field("criticalPathNanos") { .integer(prepared.criticalPath.total(of: $0)) }
            ]
        case .depth: return [Field("depth") { .integer(Int(prepared.tree.depths[$0])) }]
        case .error: return [field("error") { .flag($0.isError) }]
        case .status:
            return [
                Field(
                    "status",
                    fields: [
                        field("code") { .text($0.statusCode.jsonName) },
                        field("message") { .text($0.statusMessage) },
                    ]
                )
            ]
        case .attributes: return attributes { $0.attributes }
        case .resource:
            return [Field("resource", fields: attributes { $0.resource.attributes })]
        case .scope:
            return [
                Field(
                    "scope",
                    fields: [
                        field("name") { .text($0.scope.name) },
                        field("version") { .text($0.scope.version) },
                    ] + attributes { $0.scope.attributes }
                )
            ]
        case .events: return [field("events") { .list($0.events.map(\.fieldValue)) }]
        case .links: return [field("links") { .list($0.links.map(\.fieldValue)) }]
        case .warnings: return [field("warnings") { .texts($0.warnings) }]
        case .state: return [field("traceState") { .text($0.traceState) }]
        case .flags: return [field("flags") { .integer(Int($0.flags)) }]
        case .dropped:
            return [
                Field(
                    "dropped",
                    fields: [
                        field("attributes") { .integer(Int($0.dropped.attributes)) },
                        field("events") { .integer(Int($0.dropped.events)) },
                        field("links") { .integer(Int($0.dropped.links)) },
                    ]
                )
            ]
        case .attribute(let key):
            return [
                Field(attribute: rawValue) { node in
                    trace[node].attribute(key).map(\.fieldValue) ?? .unknown
                }
            ]
        case .marks, .tree: return []
        }
    }
}

extension StatusCode {
    /// As it stands in JSON.
    var jsonName: String {
        switch self {
        case .unset: "UNSET"
        case .ok: "OK"
        case .error: "ERROR"
        }
    }
}

extension AttributeValue {
    /// Text as it is, anything else as JSON.
    fileprivate var fieldValue: FieldValue {
        if case .string(let text) = self { .text(text) } else { .json(JSONText.line(self)) }
    }
}

extension AttributeList {
    /// The first of each key.
    var distinct: [(key: String, value: FieldValue)] {
        var seen: Set<StringIndex> = []
        return indices.compactMap { index in
            guard seen.insert(keyIndex(at: index)).inserted else { return nil }
            return (self[index].key, .json(JSONText.line(self[index].value)))
        }
    }

    /// Those whose key came before; nil where there are none.
    var duplicates: [FieldValue]? {
        var seen: Set<StringIndex> = []
        let repeated = indices.filter { !seen.insert(keyIndex(at: $0)).inserted }
        guard !repeated.isEmpty else { return nil }
        return repeated.map { index in
            .object([
                ("key", .text(self[index].key)), ("value", .json(JSONText.line(self[index].value))),
            ])
        }
    }

    fileprivate var fieldValues: [(key: String, value: FieldValue)] {
        [("attributes", .object(distinct))]
            + (duplicates.map { [("duplicateAttributes", .list($0))] } ?? [])
    }
}

extension Event {
    fileprivate var fieldValue: FieldValue {
        .object([("time", .time(known: time)), ("name", .text(name))] + attributes.fieldValues)
    }
}

extension Link {
    fileprivate var fieldValue: FieldValue {
        .object(
            [
                ("traceID", .text(traceID.jaegerHex)), ("spanID", .text(spanID.hex)),
                ("type", .text(type.jaegerName)),
            ] + attributes.fieldValues
        )
    }
}
