import TraceAnalysis
import TraceModel

/// A trace as text, without what Jaeger's own JSON cannot hold, so that both families can be compared.
///
/// What the legacy form loses, and is left out here: time below microseconds; span flags; trace state and flags
/// of links, and their attributes; attributes of scopes; schema URLs; counts of what was dropped; the difference
/// between a FOLLOWS_FROM and an untyped link; a link to the span's own parent; the structure of arrays and maps
/// (they are JSON text), and that a value is empty; whether a service has no name or an empty one; the order of
/// attributes, and all but the last of those with one key. Times that were moved for clock skew are left out too: how far
/// depends on what was lost below microseconds.
enum CoarseModel {
    static func lines(_ trace: Trace, hasWarnings: Bool) -> [String] {
        trace.spans.map { span($0, hasWarnings: hasWarnings) }.sorted()
    }

    private static func span(_ span: Span, hasWarnings: Bool) -> String {
        let moved = span.warnings.filter { $0.contains("timestamps were adjusted by") }
        let isMoved = !moved.isEmpty
        let start = isMoved ? "moved" : "\(span.start.microseconds)"
        var lines = [
            "\(span.id) parent \(span.parentID?.hex ?? "-") \(span.kind) \(span.name)",
            "start \(start) duration \(span.duration / 1000)",
            "status \(span.statusCode) \(span.statusMessage) error \(span.isError)",
            "state \(span.traceState)", "scope \(span.scope.name) \(span.scope.version)",
            "service \(span.serviceName)",
        ]
        lines += attributes(span.attributes, "attribute")
        lines += attributes(span.resource.attributes, "resource")
        lines += span.events.map { event in
            (["event \(isMoved ? "moved" : "\(event.time.microseconds)") \(event.name)"]
                + attributes(event.attributes, "event attribute")).joined(separator: "\n  ")
        }.sorted()
        for link in span.links where link.traceID != span.traceID || link.spanID != span.parentID {
            lines.append("link \(link.traceID) \(link.spanID) \(link.type.jaegerName)")
        }
        if hasWarnings {
            lines += Set(span.warnings).subtracting(moved).sorted().map { "warning \($0)" }
        }
        return lines.joined(separator: "\n  ")
    }

    private static func attributes(_ list: AttributeList, _ what: String) -> [String] {
        var values: [String: String] = [:]
        for attribute in list {
            values[attribute.key] =
                switch attribute.value {
                case .array, .map, .empty:
                    "\(AttributeValue.string(attribute.value.canonicalString))"
                default: "\(attribute.value)"
                }
        }
        return values.map { "\(what) \($0.key) = \($0.value)" }.sorted()
    }
}
