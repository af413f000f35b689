import TraceModel

/// Parts of OTLP's trace JSON, with defaults left out as Jaeger does.
extension JSONWriter {
    mutating func otlpResource(_ resource: Resource) {
        beginObject()
        if resource.hasServiceName || !resource.attributes.isEmpty {
            key("attributes")
            beginArray()
            if resource.hasServiceName {
                otlpText("service.name", resource.serviceName)
            }
            otlpAttributes(resource.attributes)
            endArray()
        }
        otlpCount("droppedAttributesCount", resource.droppedAttributes)
        endObject()
    }

    mutating func otlpScope(_ scope: Scope) {
        beginObject()
        otlpText(member: "name", scope.name)
        otlpText(member: "version", scope.version)
        otlpAttributeMember(scope.attributes)
        otlpCount("droppedAttributesCount", scope.droppedAttributes)
        endObject()
    }

    mutating func otlpSchemaURL(_ url: String) {
        otlpText(member: "schemaUrl", url)
    }

    mutating func otlpSpan(_ span: Span) {
        let dropped = span.dropped
        beginObject()
        key("traceId")
        hexNumber(span.traceID)
        key("spanId")
        hexNumber(span.id)
        otlpText(member: "traceState", span.traceState)
        if let parent = span.parentID {
            key("parentSpanId")
            hexNumber(parent)
        }
        otlpCount("flags", span.flags)
        key("name")
        string(span.nameIndex, of: span.columns.strings)
        otlpCount("kind", UInt32(span.kind.rawValue))
        key("startTimeUnixNano")
        quoted(span.start.nanoseconds)
        key("endTimeUnixNano")
        quoted(span.end.nanoseconds)
        otlpSpanAttributes(span)
        otlpCount("droppedAttributesCount", dropped.attributes)
        let events = span.events
        if !events.isEmpty {
            key("events")
            beginArray()
            for event in events { otlpEvent(event) }
            endArray()
        }
        otlpCount("droppedEventsCount", dropped.events)
        let links = span.links
        if !links.isEmpty {
            key("links")
            beginArray()
            for link in links { otlpLink(link) }
            endArray()
        }
        otlpCount("droppedLinksCount", dropped.links)
        key("status")
        beginObject()
        otlpCount("code", UInt32(span.statusCode.rawValue))
        otlpText(member: "message", span.statusMessage)
        endObject()
        endObject()
    }

    private mutating func otlpSpanAttributes(_ span: Span) {
        let attributes = span.attributes
        let texts = [
            (OTLPIDTexts.traceID, span.traceID.text), (OTLPIDTexts.spanID, span.id.text),
            (OTLPIDTexts.parentSpanID, span.parentID?.text),
        ]
        let hasTexts = texts.contains { $0.1 != nil }
        guard !attributes.isEmpty || span.hasWarnings || hasTexts else { return }
        key("attributes")
        beginArray()
        if span.hasWarnings {
            beginObject()
            key("key")
            string("@jaeger@warnings")
            key("value")
            beginObject()
            key("arrayValue")
            beginObject()
            key("values")
            beginArray()
            for warning in span.warnings {
                beginObject()
                key("stringValue")
                string(warning)
                endObject()
            }
            endArray()
            endObject()
            endObject()
            endObject()
        }
        otlpAttributes(attributes)
        if hasTexts { otlpIDTexts(texts) }
        endArray()
    }

    /// Ids that are texts, as attributes: OTLP's ids hold only their hashes.
    private mutating func otlpIDTexts(_ texts: [(key: String, text: IDText?)]) {
        for (key, text) in texts {
            if let text { otlpText(key, text.written) }
        }
    }

    private mutating func otlpEvent(_ event: Event) {
        beginObject()
        key("timeUnixNano")
        quoted(event.time.nanoseconds)
        key("name")
        string(event.nameIndex, of: event.attributes.columns.strings)
        otlpAttributeMember(event.attributes)
        otlpCount("droppedAttributesCount", event.droppedAttributes)
        endObject()
    }

    private mutating func otlpLink(_ link: Link) {
        beginObject()
        key("traceId")
        hexNumber(link.traceID)
        key("spanId")
        hexNumber(link.spanID)
        otlpText(member: "traceState", link.traceState)
        let isTyped = link.attributes.first("opentracing.ref_type") != nil
        let texts = [
            (OTLPIDTexts.traceID, link.traceID.text), (OTLPIDTexts.spanID, link.spanID.text),
        ]
        let hasTexts = texts.contains { $0.1 != nil }
        if !link.attributes.isEmpty || link.type != .unspecified || hasTexts {
            key("attributes")
            beginArray()
            if link.type != .unspecified && !isTyped {
                otlpText(
                    "opentracing.ref_type",
                    link.type == .childOf ? "child_of" : "follows_from"
                )
            }
            otlpAttributes(link.attributes)
            if hasTexts { otlpIDTexts(texts) }
            endArray()
        }
        otlpCount("flags", link.flags)
        otlpCount("droppedAttributesCount", link.droppedAttributes)
        endObject()
    }

    private mutating func otlpAttributeMember(_ attributes: AttributeList) {
        guard !attributes.isEmpty else { return }
        key("attributes")
        beginArray()
        otlpAttributes(attributes)
        endArray()
    }

    /// The elements of a list of `KeyValue`.
    private mutating func otlpAttributes(_ attributes: AttributeList) {
        for index in attributes.indices {
            beginObject()
            key("key")
            string(attributes.keyIndex(at: index), of: attributes.columns.strings)
            key("value")
            otlpValue(attributes, at: index)
            endObject()
        }
    }

    private mutating func otlpValue(_ attributes: AttributeList, at index: Int) {
        let stored = attributes.stored(at: index)
        let strings = attributes.columns.strings
        beginObject()
        switch stored.variant {
        case .empty: break
        case .string:
            key("stringValue")
            string(stored.stringIndex ?? 0, of: strings)
        case .bool:
            key("boolValue")
            bool(stored.boolValue ?? false)
        case .int:
            key("intValue")
            quoted(stored.intValue ?? 0)
        case .double:
            key("doubleValue")
            double(stored.doubleValue ?? 0, infinity: "Infinity")
        case .bytes:
            key("bytesValue")
            base64(stored.stringIndex ?? 0, of: strings)
        case .array, .map:
            key(stored.variant == .array ? "arrayValue" : "kvlistValue")
            beginObject()
            otlpChildren(attributes.children(at: index), areNamed: stored.variant == .map)
            endObject()
        }
        endObject()
    }

    private mutating func otlpChildren(_ children: AttributeList, areNamed: Bool) {
        guard !children.isEmpty else { return }
        key("values")
        beginArray()
        if areNamed {
            otlpAttributes(children)
        } else {
            for child in children.indices { otlpValue(children, at: child) }
        }
        endArray()
    }

    /// A `KeyValue` of text.
    private mutating func otlpText(_ name: String, _ text: String) {
        beginObject()
        key("key")
        string(name)
        key("value")
        beginObject()
        key("stringValue")
        string(text)
        endObject()
        endObject()
    }

    private mutating func otlpText(member: StaticString, _ text: String) {
        guard !text.isEmpty else { return }
        key(member)
        string(text)
    }

    private mutating func otlpCount(_ member: StaticString, _ value: UInt32) {
        guard value != 0 else { return }
        key(member)
        number(value)
    }
}
