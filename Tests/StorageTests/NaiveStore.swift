import TestSupport
import TraceAnalysis
import TraceModel

/// A store as simple as can be: a list of spans, and every question a walk along it.
struct NaiveStore {
    private(set) var spans: [PlainSpan] = []
    /// Trace ids in the order they were first seen.
    private(set) var order: [TraceID] = []
    let mostTraces: Int

    init(mostTraces: Int = .max) { self.mostTraces = mostTraces }

    mutating func write(_ new: [PlainSpan]) {
        for span in new {
            spans.append(span)
            if !order.contains(span.traceID) { order.append(span.traceID) }
        }
        while order.count > mostTraces {
            let gone = order.removeFirst()
            spans.removeAll { $0.traceID == gone }
        }
    }

    func trace(_ id: TraceID) -> [PlainSpan] { spans.filter { $0.traceID == id } }

    /// Ids of the traces that match, most recently added first.
    func search(_ query: TraceQuery) -> [TraceID] {
        let hits = Set(spans.filter { Self.matches($0, query) }.map(\.traceID))
        return Array(order.reversed().filter { hits.contains($0) }.prefix(query.limit))
    }

    static func matches(_ span: PlainSpan, _ query: TraceQuery) -> Bool {
        (query.start.nanoseconds...query.end.nanoseconds).contains(span.start)
            && query.conditions.allSatisfy { matches(span, $0) }
    }

    private static func matches(_ span: PlainSpan, _ condition: TraceCondition) -> Bool {
        let duration = span.duration
        switch condition {
        case .service(let name): return span.resource.name == name
        case .operation(let name): return span.name == name
        case .kind(let kind): return span.kind == kind
        case .attribute(let attribute):
            return matches(span, attribute.key, attribute.value)
        case .without(let attribute):
            return !matches(span, attribute.key, attribute.value)
        case .error(let failed): return isError(span) == failed
        case .minDuration(let least): return duration >= least
        case .maxDuration(let most): return duration <= most
        }
    }

    private static func matches(_ span: PlainSpan, _ key: String, _ value: String) -> Bool {
        func has(_ attributes: [Attribute], _ key: String) -> Bool {
            attributes.contains { $0.key == key && same($0.value.canonicalString, value) }
        }
        let field = AttributeField.allCases.first { keys(of: $0).contains(key) }
        if let field, matches(span, field, value) { return true }
        if field == .error { return false }
        if field == nil, key.hasPrefix("resource.") {
            return has(span.resource.attributes, String(key.dropFirst("resource.".count)))
        }
        return has(span.attributes, key) || has(span.resource.attributes, key)
            || has(span.scope.attributes, key)
            || span.events.contains { has($0.attributes, key) }
            || span.links.contains { has($0.attributes, key) }
    }

    /// The keys that mean a field, said once more so that a slip in the program's own table shows.
    static func keys(of field: AttributeField) -> [String] {
        switch field {
        case .error: ["error"]
        case .kind: ["span.kind"]
        case .statusCode: ["span.status", "otel.status_code"]
        case .statusMessage: ["otel.status_description"]
        case .scopeName: ["scope.name", "otel.scope.name"]
        case .scopeVersion: ["scope.version", "otel.scope.version"]
        case .serviceName: ["service.name", "resource.service.name"]
        case .eventName: ["event"]
        }
    }

    private static func matches(
        _ span: PlainSpan,
        _ field: AttributeField,
        _ value: String
    ) -> Bool {
        switch field {
        case .error:
            let words =
                isError(span)
                ? ["1", "t", "T", "true", "TRUE", "True"]
                : ["0", "f", "F", "false", "FALSE", "False"]
            return words.contains(value)
        case .kind: return value.lowercased() == span.kind.name
        case .statusCode:
            return value.lowercased() == ["unset", "ok", "error"][Int(span.statusCode.rawValue)]
        case .statusMessage: return !value.isEmpty && same(span.statusMessage, value)
        case .scopeName: return !value.isEmpty && same(span.scope.name, value)
        case .scopeVersion: return !value.isEmpty && same(span.scope.version, value)
        case .serviceName: return span.hasServiceName && same(span.resource.name, value)
        case .eventName: return span.events.contains { same($0.name, value) }
        }
    }

    private static func isError(_ span: PlainSpan) -> Bool {
        span.statusCode == .error
            || span.attributes.contains {
                switch $0.key {
                case "error": $0.value == .bool(true) || $0.value == .string("true")
                case "otel.status_code": $0.value == .string("ERROR")
                default: false
                }
            }
    }

    /// Byte by byte; as texts, differently composed letters would be equal.
    private static func same(_ one: String, _ other: String) -> Bool {
        one.utf8.elementsEqual(other.utf8)
    }
}
