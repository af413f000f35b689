import TraceModel

@testable import WireFormats

/// What Jaeger's legacy JSON cannot hold, as a function from the whole span to what is left of it.
enum LegacyLosses {
    static func apply(to whole: SpanRecord) -> SpanRecord {
        var span = whole
        // Times are cut to microseconds, the duration by itself.
        span.start = whole.start / 1000 * 1000
        span.end = span.start + (whole.end - whole.start) / 1000 * 1000
        for index in span.events.indices {
            span.events[index].time -= whole.events[index].time % 1000
        }
        // Flags of the span are left out, and with them the random and remote bits.
        span.flags = 0
        // Counts of what the origin dropped.
        span.dropped = DroppedCounts()
        span.resource.dropped = 0
        span.scope.dropped = 0
        // Schema URLs and the attributes of scopes.
        span.resource.schemaURL = ""
        span.scope.schemaURL = ""
        span.scope.attributes = []
        // A link to the parent: Jaeger turns it into the type of the parent reference.
        span.links.removeAll { $0.traceID == span.traceID && $0.spanID == span.parentID }
        // Attributes, trace state and flags of links; an untyped link comes back as FOLLOWS_FROM.
        for index in span.links.indices {
            span.links[index].attributes = []
            span.links[index].traceState = ""
            span.links[index].flags = 0
            span.links[index].dropped = 0
            if span.links[index].type == .unspecified { span.links[index].type = .followsFrom }
        }
        // The structure of values: arrays and maps are JSON text, an empty value is empty text.
        span.attributes = span.attributes.map(flattened)
        span.resource.attributes = span.resource.attributes.map(flattened)
        for index in span.events.indices {
            span.events[index].dropped = 0
            span.events[index].attributes = span.events[index].attributes.map(flattened)
        }
        return span
    }

    private static func flattened(_ attribute: Attribute) -> Attribute {
        switch attribute.value {
        case .empty: Attribute(key: attribute.key, value: .string(""))
        case .array, .map: Attribute(key: attribute.key, value: .string(json(attribute.value)))
        default: attribute
        }
    }

    private static func json(_ value: AttributeValue) -> String {
        switch value {
        case .empty: "null"
        case .string(let text): "\"\(text)\""
        case .bool(let value): "\(value)"
        case .int(let value): "\(value)"
        case .double(let value): "\(value)"
        case .bytes: "bytes"
        case .array(let elements): "[" + elements.map(json).joined(separator: ",") + "]"
        case .map(let entries):
            "{" + entries.map { "\"\($0.key)\":" + json($0.value) }.joined(separator: ",") + "}"
        }
    }
}
