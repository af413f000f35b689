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
        if let service = query.service, span.resource.name != service { return false }
        if let operation = query.operation, span.name != operation { return false }
        if let kind = query.kind, span.kind != kind { return false }
        if span.start < query.start.nanoseconds || span.start > query.end.nanoseconds {
            return false
        }
        let duration = Nanoseconds(span.end) - Nanoseconds(span.start)
        if let least = query.minDuration, duration < least { return false }
        if let most = query.maxDuration, duration > most { return false }
        return query.attributes.allSatisfy { matches(span, $0.key, $0.value) }
    }

    private static func matches(_ span: PlainSpan, _ key: String, _ value: String) -> Bool {
        func has(_ attributes: [Attribute], _ key: String) -> Bool {
            attributes.contains { $0.key == key && $0.value.canonicalString == value }
        }
        switch key {
        case "error":
            let marked = span.attributes.contains {
                $0.key == "error" && ($0.value == .bool(true) || $0.value == .string("true"))
            }
            let failed = span.statusCode == .error || marked
            return value == "true" ? failed : value == "false" && !failed
        case "span.kind":
            if span.kind.name == value { return true }
        case "resource.peer": return has(span.resource.attributes, "peer")
        case "scope.name":
            if !value.isEmpty && span.scope.name == value { return true }
        default: break
        }
        return has(span.attributes, key) || has(span.resource.attributes, key)
            || has(span.scope.attributes, key)
            || span.events.contains { has($0.attributes, key) }
            || span.links.contains { has($0.attributes, key) }
    }
}
