import PlainText
package import TraceModel

/// A trace and a span as `docs/output.md` promises them: TRACE and SPAN.
///
/// Laid out in lines, each member stands on a line of its own, and so does each element of the lists and attributes of a
/// span; see ``spoorLineCount(of:hasFigures:)``.
extension JSONWriter {
    /// Writes all of a trace up to its first span.
    package mutating func beginSpoorTrace(_ trace: Trace, _ figures: SpoorTraceFigures? = nil) {
        beginObject()
        line(1)
        key("traceID")
        jaegerHex(trace.id)
        if let figures { spoorFigures(figures) }
        line(1)
        field("warnings", trace.warnings)
        if let figures {
            line(1)
            field("notes", figures.notes)
        }
        line(1)
        key("spans")
        beginArray()
    }

    package mutating func endSpoorTrace() {
        lastLine(1)
        endArray()
        lastLine(0)
        endObject()
    }

    private mutating func spoorFigures(_ figures: SpoorTraceFigures) {
        let summary = figures.summary
        line(1)
        field("start", summary.start)
        line(1)
        field("end", summary.end)
        line(1)
        field("durationNanos", nanoseconds: summary.end.since(summary.start))
        line(1)
        field("rootService", summary.rootService)
        line(1)
        field("rootOperation", summary.rootOperation)
        line(1)
        field("spanCount", summary.spanCount)
        line(1)
        field("errorCount", summary.errorCount)
        line(1)
        field("orphanCount", optional: summary.orphanCount)
        line(1)
        field("movedSpanCount", summary.movedSpanCount)
        line(1)
        field("depth", figures.depth)
        line(1)
        list("services", summary.services) { writer, share in
            writer.line(2)
            writer.object { writer in
                writer.field("name", share.name)
                writer.field("spanCount", share.spanCount)
                writer.field("errorCount", share.errorCount)
            }
        }
        line(1)
        key("raw")
        bool(figures.isRaw)
        line(1)
        field("issues", figures.issues)
        line(1)
        list("smells", figures.smells) { writer, smell in
            writer.line(2)
            writer.object { writer in
                writer.field("kind", smell.kind)
                writer.field("spanID", optional: smell.spanID?.hex)
                writer.field("timeNanos", smell.time)
                writer.field("spanCount", smell.spanCount)
                writer.field("text", smell.text)
            }
        }
    }

    /// Writes a span whose braces stand `depth` levels deep, with further fields that `more` writes.
    package mutating func spoorSpan(
        _ span: Span,
        _ figures: SpoorSpanFigures? = nil,
        depth: Int = 0,
        more: (inout JSONWriter) -> Void = { _ in }
    ) {
        let strings = span.columns.strings
        beginObject()
        line(depth + 1)
        key("traceID")
        jaegerHex(span.traceID)
        line(depth + 1)
        key("spanID")
        hex(span.id)
        line(depth + 1)
        key("parentSpanID")
        if let parent = span.parentID { hex(parent) } else { null() }
        line(depth + 1)
        key("service")
        string(span.serviceIndex, of: strings)
        line(depth + 1)
        key("name")
        string(span.nameIndex, of: strings)
        line(depth + 1)
        field("kind", optional: span.kind == .unspecified ? nil : span.kind.name)
        line(depth + 1)
        // A reader of this form needs it, whatever it is.
        field("start", TimeText.rfc3339(span.start))
        line(depth + 1)
        if span.isUnfinished {
            key("end")
            null()
            line(depth + 1)
            key("durationNanos")
            null()
        } else {
            field("end", span.end)
            line(depth + 1)
            field("durationNanos", nanoseconds: span.duration)
        }
        if let figures {
            line(depth + 1)
            field("selfNanos", nanoseconds: figures.selfTime)
            line(depth + 1)
            field("criticalPathNanos", nanoseconds: figures.criticalPath)
            line(depth + 1)
            field("depth", figures.depth)
        }
        line(depth + 1)
        field("error", span.isError)
        line(depth + 1)
        object("status") { writer in
            writer.field("code", span.statusCode.spoorWord)
            writer.key("message")
            writer.string(span.statusMessageIndex, of: strings)
        }
        line(depth + 1)
        spoorAttributes(span.attributes, linesAt: depth + 2)
        line(depth + 1)
        spoorResource(span.resource, linesAt: depth + 2)
        line(depth + 1)
        spoorScope(span.scope, linesAt: depth + 2)
        line(depth + 1)
        spoorList("events", span.events, linesAt: depth + 2) { $0.spoorEvent($1) }
        line(depth + 1)
        spoorList("links", span.links, linesAt: depth + 2) { $0.spoorLink($1) }
        line(depth + 1)
        spoorList("warnings", span.warnings, linesAt: depth + 2) { $0.string($1) }
        line(depth + 1)
        field("traceState", span.traceState)
        line(depth + 1)
        field("flags", span.flags)
        line(depth + 1)
        let dropped = span.dropped
        object("dropped") { writer in
            writer.field("attributes", dropped.attributes)
            writer.field("events", dropped.events)
            writer.field("links", dropped.links)
        }
        more(&self)
        lastLine(depth)
        endObject()
    }

    /// The number of lines that ``spoorSpan(_:_:depth:more:)`` writes in lines.
    ///
    /// - Complexity: O(1).
    package static func spoorLineCount(of span: Span, hasFigures: Bool) -> Int {
        func block(_ count: Int) -> Int { count == 0 ? 1 : count + 2 }
        let fixed = 16 + (hasFigures ? 3 : 0)
        return fixed + block(span.attributes.count) + block(span.resource.attributes.count)
            + block(span.scope.attributes.count) + block(span.events.count)
            + block(span.links.count) + block(span.warningIndexes.count)
    }

    private mutating func spoorResource(_ resource: Resource, linesAt depth: Int) {
        object("resource") { writer in
            writer.spoorAttributes(resource.attributes, linesAt: depth)
            // `service` is empty also where none was named.
            if resource.hasServiceName && resource.serviceName.isEmpty {
                writer.field("serviceName", "")
            }
            writer.spoorText("schemaURL", resource.schemaURL)
            writer.spoorCount("droppedAttributes", resource.droppedAttributes)
        }
    }

    private mutating func spoorScope(_ scope: Scope, linesAt depth: Int) {
        object("scope") { writer in
            writer.field("name", scope.name)
            writer.field("version", scope.version)
            writer.spoorAttributes(scope.attributes, linesAt: depth)
            writer.spoorText("schemaURL", scope.schemaURL)
            writer.spoorCount("droppedAttributes", scope.droppedAttributes)
        }
    }

    private mutating func spoorEvent(_ event: Event) {
        object { writer in
            writer.field("time", event.time)
            writer.field("name", event.name)
            writer.spoorAttributes(event.attributes)
            writer.spoorCount("droppedAttributes", event.droppedAttributes)
        }
    }

    private mutating func spoorLink(_ link: Link) {
        object { writer in
            writer.key("traceID")
            writer.jaegerHex(link.traceID)
            writer.key("spanID")
            writer.hex(link.spanID)
            writer.field("type", link.type.jaegerName)
            if link.type == .unspecified { writer.field("untyped", true) }
            writer.spoorAttributes(link.attributes)
            writer.spoorText("traceState", link.traceState)
            writer.spoorCount("flags", link.flags)
            writer.spoorCount("droppedAttributes", link.droppedAttributes)
        }
    }

    private mutating func spoorList<Elements: Collection>(
        _ key: StaticString,
        _ elements: Elements,
        linesAt depth: Int,
        _ write: (inout JSONWriter, Elements.Element) -> Void
    ) {
        self.key(key)
        beginArray()
        for element in elements {
            line(depth)
            write(&self, element)
        }
        if !elements.isEmpty { lastLine(depth - 1) }
        endArray()
    }

    /// A member that is left out where there is nothing.
    private mutating func spoorText(_ key: StaticString, _ text: String) {
        if !text.isEmpty { field(key, text) }
    }

    private mutating func spoorCount(_ key: StaticString, _ count: UInt32) {
        if count > 0 { field(key, count) }
    }
}

extension StatusCode {
    /// The word of the documented JSON.
    package var spoorWord: String {
        switch self {
        case .unset: "UNSET"
        case .ok: "OK"
        case .error: "ERROR"
        }
    }
}
