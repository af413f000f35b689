package import TraceModel

/// Where two traces differ, field by field; the order of spans does not matter.
///
/// Spans are paired by id, and those of one id in the order they stand in. `ignoring` names fields that one
/// side cannot hold, in the words that the differences use (`links`, `flags`, …).
package struct TraceDifference: CustomStringConvertible {
    /// One sentence a difference.
    package private(set) var differences: [String] = []

    package init(_ left: Trace, _ right: Trace, ignoring: Set<String> = []) {
        if left.id != right.id { differences.append("trace id: \(left.id) ≠ \(right.id)") }
        if left.warnings != right.warnings && !ignoring.contains("trace warnings") {
            differences.append("trace warnings: \(left.warnings) ≠ \(right.warnings)")
        }
        let lefts = Dictionary(grouping: left.spans, by: \.id)
        let rights = Dictionary(grouping: right.spans, by: \.id)
        for id in Set(lefts.keys).union(rights.keys).sorted() {
            let (ours, theirs) = (lefts[id] ?? [], rights[id] ?? [])
            if ours.count != theirs.count {
                differences.append("span \(id): \(ours.count) times ≠ \(theirs.count) times")
            }
            for (left, right) in zip(ours, theirs) {
                let fields = zip(Self.fields(of: left), Self.fields(of: right))
                for (left, right) in fields
                where left.text != right.text && !ignoring.contains(left.name) {
                    differences.append("span \(id) \(left.name): \(left.text) ≠ \(right.text)")
                }
            }
        }
    }

    package var isEmpty: Bool { differences.isEmpty }
    package var description: String { differences.joined(separator: "\n") }

    private static func fields(of span: Span) -> [(name: String, text: String)] {
        [
            ("parent", "\(span.parentID?.hex ?? "none")"),
            ("name", span.name),
            ("kind", "\(span.kind)"),
            ("status", "\(span.statusCode)"),
            ("status message", span.statusMessage),
            ("error", "\(span.isError)"),
            ("start", "\(span.start.nanoseconds)"),
            ("end", "\(span.end.nanoseconds)"),
            ("flags", "\(span.flags)"),
            ("trace state", span.traceState),
            ("dropped", "\(span.dropped)"),
            ("service", span.resource.hasServiceName ? "“\(span.serviceName)”" : "none"),
            ("resource", text(of: span.resource.attributes)),
            ("resource schema", span.resource.schemaURL),
            ("scope", "\(span.scope.name) \(span.scope.version)"),
            ("scope attributes", text(of: span.scope.attributes)),
            ("scope schema", span.scope.schemaURL),
            ("attributes", text(of: span.attributes)),
            ("events", span.events.map { text(of: $0) }.joined(separator: "; ")),
            ("links", span.links.map { text(of: $0) }.joined(separator: "; ")),
            ("warnings", "\(span.warnings)"),
        ]
    }

    private static func text(of event: Event) -> String {
        "\(event.time.nanoseconds) \(event.name) \(text(of: event.attributes))"
            + " dropped \(event.droppedAttributes)"
    }

    private static func text(of link: Link) -> String {
        "\(link.traceID) \(link.spanID) \(link.type) \(link.traceState) \(link.flags)"
            + " \(text(of: link.attributes)) dropped \(link.droppedAttributes)"
    }

    private static func text(of attributes: AttributeList) -> String {
        attributes.map { "\($0.key.debugDescription): \($0.value)" }.joined(separator: ", ")
    }
}
