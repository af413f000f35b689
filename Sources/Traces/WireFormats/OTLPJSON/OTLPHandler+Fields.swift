import TraceModel

/// Single fields of spans, events, links, resources and scopes.
extension OTLPHandler {
    @inline(__always)
    mutating func spanString(_ text: UnsafeBufferPointer<UInt8>) {
        switch field {
        case .traceID:
            guard let id = traceID(text) else { return unexpected(text) }
            span.draft.traceID = id
            span.hasTraceID = true
        case .spanID:
            guard let id = spanID(text) else { return unexpected(text) }
            span.draft.spanID = id
            span.hasSpanID = true
        case .parentSpanID:
            guard let id = spanID(text) else { return unexpected(text) }
            span.draft.parentID = id
        case .name: span.draft.name = builder.strings.intern(text)
        case .traceState: span.draft.traceState = builder.strings.intern(text)
        case .kind:
            guard let kind = OTLPText.kind(text) else { return unexpected(text) }
            span.draft.kind = known(kind, or: .unspecified)
        case .unknown: break
        default:
            guard let number = text.number else { return unexpected(text) }
            spanNumber(number)
        }
    }

    @inline(__always)
    mutating func spanNumber(_ number: JSONNumber) {
        switch field {
        case .start:
            guard let time = time(number) else { return }
            span.draft.start = time
            span.hasStart = true
        case .end:
            guard let time = time(number) else { return }
            span.draft.end = time
        case .kind:
            guard let kind = OTLPText.kind(number) else {
                return unexpected("the number \(number.doubleValue)")
            }
            span.draft.kind = known(kind, or: .unspecified)
        case .flags: span.draft.flags = count(number)
        case .droppedAttributes: span.draft.dropped.attributes = count(number)
        case .droppedEvents: span.draft.dropped.events = count(number)
        case .droppedLinks: span.draft.dropped.links = count(number)
        case .traceID:
            guard !isOfRequest, let id = number.traceID else { return unexpectedID(number) }
            span.draft.traceID = id
            span.hasTraceID = true
        case .spanID:
            guard !isOfRequest, let id = number.spanID else { return unexpectedID(number) }
            span.draft.spanID = id
            span.hasSpanID = true
        case .parentSpanID:
            guard !isOfRequest, let id = number.spanID else { return unexpectedID(number) }
            span.draft.parentID = id
        case .name where !isOfRequest: span.draft.name = builder.strings.intern(number.text)
        case .unknown: break
        default: unexpected("the number \(number.doubleValue)")
        }
    }

    mutating func eventString(_ text: UnsafeBufferPointer<UInt8>) {
        switch field {
        case .name:
            span.draft.events[span.draft.events.count - 1].name = builder.strings.intern(text)
        case .unknown: break
        default:
            guard let number = text.number else { return unexpected(text) }
            eventNumber(number)
        }
    }

    mutating func eventNumber(_ number: JSONNumber) {
        let last = span.draft.events.count - 1
        switch field {
        case .time: span.draft.events[last].time = time(number) ?? 0
        case .droppedAttributes: span.draft.events[last].droppedAttributes = count(number)
        case .unknown: break
        default: unexpected("the number \(number.doubleValue)")
        }
    }

    mutating func linkString(_ text: UnsafeBufferPointer<UInt8>) {
        let last = span.draft.links.count - 1
        switch field {
        case .traceID:
            guard let id = traceID(text) else { return unexpected(text) }
            span.draft.links[last].traceID = id
        case .spanID:
            guard let id = spanID(text) else { return unexpected(text) }
            span.draft.links[last].spanID = id
        case .traceState: span.draft.links[last].traceState = builder.strings.intern(text)
        case .flags, .droppedAttributes:
            guard let number = text.number else { return unexpected(text) }
            linkNumber(number)
        default: break
        }
    }

    mutating func linkNumber(_ number: JSONNumber) {
        let last = span.draft.links.count - 1
        switch field {
        case .flags: span.draft.links[last].flags = count(number)
        case .droppedAttributes: span.draft.links[last].droppedAttributes = count(number)
        case .traceID:
            guard !isOfRequest, let id = number.traceID else { return unexpectedID(number) }
            span.draft.links[last].traceID = id
        case .spanID:
            guard !isOfRequest, let id = number.spanID else { return unexpectedID(number) }
            span.draft.links[last].spanID = id
        case .unknown: break
        default: unexpected("the number \(number.doubleValue)")
        }
    }

    private mutating func unexpectedID(_ number: JSONNumber) {
        unexpected("the number \(number.doubleValue)")
    }

    /// An id; nil for a text in a request, which protobuf could not hold either.
    private func traceID(_ text: UnsafeBufferPointer<UInt8>) -> TraceID? {
        OTLPText.traceID(text) ?? (isOfRequest ? nil : TraceID(written: text))
    }

    private func spanID(_ text: UnsafeBufferPointer<UInt8>) -> SpanID? {
        OTLPText.spanID(text) ?? (isOfRequest ? nil : SpanID(written: text))
    }

    mutating func statusString(_ text: UnsafeBufferPointer<UInt8>) {
        switch field {
        case .message: span.draft.statusMessage = builder.strings.intern(text)
        case .code:
            guard let code = OTLPText.statusCode(text) else { return unexpected(text) }
            span.draft.statusCode = known(code, or: .unset)
        default: break
        }
    }

    mutating func originString(_ text: UnsafeBufferPointer<UInt8>) {
        switch (context, field) {
        case (_, .unknown): break
        case (.resourceSpans, .schemaURL): resource.schemaURL = builder.strings.intern(text)
        case (.scopeSpans, .schemaURL): scope.schemaURL = builder.strings.intern(text)
        case (.scope, .name): scope.name = builder.strings.intern(text)
        case (.scope, .version): scope.version = builder.strings.intern(text)
        case (.resource, .droppedAttributes), (.scope, .droppedAttributes):
            guard let number = text.number else { return unexpected(text) }
            if context == .scope {
                scope.dropped = count(number)
            } else {
                resource.dropped = count(number)
            }
        default: unexpected(text)
        }
    }

    mutating func errorString(_ text: UnsafeBufferPointer<UInt8>) {
        let last = serverErrors.count - 1
        switch field {
        case .message: serverErrors[last].message = text.text
        case .code: serverErrors[last].code = text.number?.int64Value
        default: break
        }
    }

    /// The value, or `fallback`, and counted, for a number that the schema does not have.
    mutating func known<Value>(_ value: OTLPText.Enumerated<Value>, or fallback: Value) -> Value {
        if case .known(let value) = value { return value }
        report.unknownEnums += 1
        return fallback
    }

    /// Nanoseconds since the epoch; nil, and counted, if that is not a time.
    private mutating func time(_ number: JSONNumber) -> UInt64? {
        if let value = number.uint64Value { return value }
        unexpected("\(number.doubleValue), no time")
        return nil
    }

    /// An unsigned 32-bit field; 0, and counted, if it does not fit.
    mutating func count(_ number: JSONNumber) -> UInt32 {
        if let value = number.uint64Value.flatMap({ UInt32(exactly: $0) }) { return value }
        unexpected("the number \(number.doubleValue)")
        return 0
    }
}
