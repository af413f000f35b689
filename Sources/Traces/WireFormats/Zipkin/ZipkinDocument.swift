import TraceModel

/// Traces as one list of Zipkin's spans (`zipkin2-api.yaml`), as OpenTelemetry maps them.
///
/// Attributes of the span, its resource and its scope are tags, all of them texts; ``ConversionLosses`` counts what has no place.
package struct ZipkinDocument: TraceDocument {
    private var spanNumber = 0

    package init() {}

    package mutating func begin(_ writer: inout JSONWriter) { writer.beginArray() }

    package mutating func write(
        _ part: TracePart,
        _ writer: inout JSONWriter,
        until length: Int
    ) -> Bool {
        let trace = part.trace
        while spanNumber < trace.count {
            writer.zipkinSpan(trace[spanNumber])
            spanNumber += 1
            guard writer.bytes.count < length || spanNumber == trace.count else { return false }
        }
        spanNumber = 0
        return true
    }

    package mutating func end(_ writer: inout JSONWriter) {
        writer.endArray()
        writer.newline()
    }

    /// The tags that hold what is no attribute of `span`; an attribute of the same key has no place beside them.
    static func generatedTags(of span: Span) -> [(name: String, text: String)] {
        var tags: [(name: String, text: String)] = []
        if span.statusCode != .unset {
            tags.append(("otel.status_code", span.statusCode == .ok ? "OK" : "ERROR"))
        }
        tags.append(("otel.status_description", span.statusMessage))
        tags.append(("w3c.tracestate", span.traceState))
        tags.append(("otel.scope.name", span.scope.name))
        tags.append(("otel.scope.version", span.scope.version))
        if span.statusCode == .error {
            // Zipkin's own sign of failure, with the reason.
            tags.append(("error", span.statusMessage.isEmpty ? "true" : span.statusMessage))
        }
        return tags.filter { !$0.text.isEmpty }
    }
}

extension JSONWriter {
    fileprivate mutating func zipkinSpan(_ span: Span) {
        beginObject()
        key("traceId")
        hexNumber(span.traceID)
        key("id")
        hexNumber(span.id)
        if let parent = span.parentID {
            key("parentId")
            hexNumber(parent)
        }
        field("name", span.name)
        if let kind = span.kind.zipkinName { field("kind", kind) }
        field("timestamp", span.start.microseconds)
        // Zipkin takes 0 for no duration.
        if !span.isUnfinished { field("duration", max(1, span.duration / 1000)) }
        object("localEndpoint") { $0.field("serviceName", span.resource.serviceName) }
        if !span.events.isEmpty { list("annotations", span.events) { $0.zipkinAnnotation($1) } }
        object("tags") { $0.zipkinTags(span) }
        endObject()
    }

    private mutating func zipkinAnnotation(_ event: Event) {
        beginObject()
        field("timestamp", event.time.microseconds)
        var value = event.name
        if !event.attributes.isEmpty {
            // The form of OpenTelemetry's mapping: "name":{attributes}.
            var text = JSONWriter()
            text.beginObject()
            text.key(text: event.name)
            text.beginObject()
            for index in event.attributes.indices {
                text.key(text: event.attributes[index].key)
                text.plainValue(event.attributes, at: index)
            }
            text.endObject()
            text.endObject()
            value = String(decoding: text.take().dropFirst().dropLast(), as: UTF8.self)
        }
        field("value", value)
        endObject()
    }

    private mutating func zipkinTags(_ span: Span) {
        let generated = ZipkinDocument.generatedTags(of: span)
        var written = Set(generated.map(\.name))
        for tag in generated { field(text: tag.name, tag.text) }
        for attributes in [span.attributes, span.resource.attributes, span.scope.attributes] {
            for index in attributes.indices {
                let name = attributes[index].key
                guard written.insert(name).inserted else { continue }
                field(text: name, attributes.zipkinText(at: index))
            }
        }
    }
}

extension SpanKind {
    /// Nil for what Zipkin has no word for.
    fileprivate var zipkinName: String? {
        switch self {
        case .client: "CLIENT"
        case .server: "SERVER"
        case .producer: "PRODUCER"
        case .consumer: "CONSUMER"
        case .internal, .unspecified: nil
        }
    }
}

extension AttributeList {
    /// A value as a text, arrays and maps as JSON.
    fileprivate func zipkinText(at index: Int) -> String {
        switch self[index].value {
        case .string(let text): return text
        case .empty: return ""
        case .bool, .int, .double, .bytes, .array, .map:
            var writer = JSONWriter()
            writer.plainValue(self, at: index)
            let json = writer.take()
            let isQuoted = json.first == UInt8(ascii: "\"")
            return String(
                decoding: isQuoted ? json.dropFirst().dropLast() : json[...],
                as: UTF8.self
            )
        }
    }
}
