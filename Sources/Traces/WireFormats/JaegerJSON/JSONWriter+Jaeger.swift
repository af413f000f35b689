import TraceModel

/// Parts of Jaeger's trace JSON.
extension JSONWriter {
    mutating func jaegerSpan(_ span: Span, process: String) {
        let strings = span.columns.strings
        beginObject()
        key("traceID")
        jaegerHex(span.traceID)
        key("spanID")
        hex(span.id)
        let flags = span.flags & 0xFF
        if flags != 0 {
            key("flags")
            number(flags)
        }
        key("operationName")
        string(span.nameIndex, of: strings)
        key("references")
        jaegerReferences(of: span)
        key("startTime")
        number(span.start.microseconds)
        key("duration")
        number(span.duration / 1000)
        key("tags")
        jaegerTags(of: span)
        key("logs")
        beginArray()
        for event in span.events { jaegerLog(event) }
        endArray()
        key("processID")
        string(process)
        key("warnings")
        jaegerWarnings(span.warnings)
        endObject()
    }

    private mutating func jaegerReferences(of span: Span) {
        beginArray()
        if let parent = span.parentID {
            jaegerReference(.childOf, span.traceID, parent)
        }
        for link in span.links { jaegerReference(link.type, link.traceID, link.spanID) }
        endArray()
    }

    private mutating func jaegerReference(_ type: LinkType, _ trace: TraceID, _ span: SpanID) {
        beginObject()
        key("refType")
        string(type.jaegerName)
        key("traceID")
        jaegerHex(trace)
        key("spanID")
        hex(span)
        endObject()
    }

    private mutating func jaegerTags(of span: Span) {
        beginArray()
        span.forEachJaegerTagBefore { jaegerTag($0) }
        jaegerAttributes(span.attributes)
        span.forEachJaegerTagBehind { jaegerTag($0) }
        endArray()
    }

    private mutating func jaegerTag(_ tag: JaegerGeneratedTag) {
        switch tag {
        case .text(let name, let text): jaegerTag(name, text)
        case .flag(let name):
            beginObject()
            key("key")
            string("\(name)")
            key("type")
            string("bool")
            key("value")
            bool(true)
            endObject()
        }
    }

    private mutating func jaegerLog(_ event: Event) {
        beginObject()
        key("timestamp")
        number(event.time.microseconds)
        key("fields")
        beginArray()
        jaegerTag("event", event.name)
        jaegerAttributes(event.attributes)
        endArray()
        endObject()
    }

    /// A tag that Jaeger generates; none for an empty text.
    private mutating func jaegerTag(_ name: StaticString, _ text: String) {
        guard !text.isEmpty else { return }
        beginObject()
        key("key")
        string("\(name)")
        key("type")
        string("string")
        key("value")
        string(text)
        endObject()
    }

    private mutating func jaegerAttributes(_ attributes: AttributeList) {
        for index in attributes.indices {
            beginObject()
            key("key")
            string(attributes.keyIndex(at: index), of: attributes.columns.strings)
            jaegerValue(attributes, at: index)
            endObject()
        }
    }

    private mutating func jaegerValue(_ attributes: AttributeList, at index: Int) {
        let stored = attributes.stored(at: index)
        let strings = attributes.columns.strings
        key("type")
        switch stored.variant {
        case .empty, .string, .array, .map: string("string")
        case .bool: string("bool")
        case .int: string("int64")
        case .double: string("float64")
        case .bytes: string("binary")
        }
        key("value")
        switch stored.variant {
        case .empty: string("")
        case .string: string(stored.stringIndex ?? 0, of: strings)
        case .bool: bool(stored.boolValue ?? false)
        case .int: jaegerInteger(stored.intValue ?? 0)
        case .double: double(stored.doubleValue ?? 0, infinity: "Inf")
        case .bytes: base64(stored.stringIndex ?? 0, of: strings)
        case .array, .map:
            var text = JSONWriter()
            text.plainValue(attributes, at: index)
            text.take().withUnsafeBufferPointer { string(utf8: $0) }
        }
    }

    /// JavaScript loses digits beyond 2^53, so Jaeger writes those integers as text.
    private mutating func jaegerInteger(_ value: Int64) {
        if value.magnitude < 1 << 53 {
            number(value)
        } else {
            quoted(value)
        }
    }

    mutating func jaegerProcess(_ resource: Resource) {
        beginObject()
        key("serviceName")
        string(resource.serviceName)
        key("tags")
        beginArray()
        jaegerAttributes(resource.attributes)
        endArray()
        endObject()
    }

    mutating func jaegerWarnings(_ warnings: [String]) {
        guard !warnings.isEmpty else { return null() }
        beginArray()
        for warning in warnings { string(warning) }
        endArray()
    }

    /// An error in the envelope of the legacy API.
    package mutating func jaegerError(_ error: ServerError) {
        beginObject()
        if let code = error.code {
            key("code")
            number(code)
        }
        key("msg")
        string(error.message)
        if let traceID = error.traceID {
            key("traceID")
            string(traceID)
        }
        endObject()
    }
}
