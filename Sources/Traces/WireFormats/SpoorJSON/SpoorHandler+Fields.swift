import TraceModel

/// Single fields of traces, spans and their parts.
extension SpoorHandler {
    mutating func itemString(_ text: UnsafeBufferPointer<UInt8>) {
        switch field {
        case .traceID:
            let id = TraceID(written: text)
            if context == .trace {
                trace.id = id
            } else {
                span.draft.traceID = id
                span.hasTraceID = true
            }
        case .start where context == .trace, .end where context == .trace: break
        case .start:
            guard let time = time(text) else { return }
            span.draft.start = time
            span.hasStart = true
        case .end:
            guard let time = time(text) else { return }
            span.draft.end = time
            span.hasEnd = true
        case .spanID:
            span.draft.spanID = SpanID(written: text)
            span.hasSpanID = true
        case .parentSpanID: span.draft.parentID = SpanID(written: text)
        case .service: span.service = builder.strings.intern(text)
        case .name: span.draft.name = builder.strings.intern(text)
        case .kind:
            guard let kind = SpanKind(name: text.text) else { return unexpected(text) }
            span.draft.kind = kind
        case .traceState: span.draft.traceState = builder.strings.intern(text)
        case .unknown: break
        default: unexpected(text)
        }
    }

    mutating func originString(_ text: UnsafeBufferPointer<UInt8>) {
        let index = builder.strings.intern(text)
        switch (context, field) {
        case (_, .unknown): break
        case (.resource, .schemaURL): span.resource.schemaURL = index
        case (.resource, .serviceName): span.resource.hasEmptyName = text.isEmpty
        case (.scope, .schemaURL): span.scope.schemaURL = index
        case (.scope, .name): span.scope.name = index
        case (.scope, .version): span.scope.version = index
        default: unexpected(text)
        }
    }

    mutating func eventString(_ text: UnsafeBufferPointer<UInt8>) {
        let last = span.draft.events.count - 1
        switch field {
        case .name: span.draft.events[last].name = builder.strings.intern(text)
        case .time: span.draft.events[last].time = time(text) ?? 0
        case .unknown: break
        default: unexpected(text)
        }
    }

    mutating func linkString(_ text: UnsafeBufferPointer<UInt8>) {
        let last = span.draft.links.count - 1
        switch field {
        case .traceID:
            span.draft.links[last].traceID = TraceID(written: text)
        case .spanID: span.draft.links[last].spanID = SpanID(written: text)
        case .type:
            if text.equals("CHILD_OF") {
                span.draft.links[last].type = .childOf
            } else if text.equals("FOLLOWS_FROM") {
                span.draft.links[last].type = .followsFrom
            } else {
                unexpected(text)
            }
        case .traceState: span.draft.links[last].traceState = builder.strings.intern(text)
        case .unknown: break
        default: unexpected(text)
        }
    }

    mutating func statusString(_ text: UnsafeBufferPointer<UInt8>) {
        switch field {
        case .message: span.draft.statusMessage = builder.strings.intern(text)
        case .code:
            let codes = [StatusCode.unset, .ok, .error]
            guard let code = codes.first(where: { text.elementsEqual($0.spoorWord.utf8) }) else {
                return unexpected(text)
            }
            span.draft.statusCode = code
        default: break
        }
    }

    mutating func fieldNumber(_ number: JSONNumber) {
        switch (context, field) {
        case (_, .unknown), (.trace, .duration): break
        case (.item, .duration), (.span, .duration):
            guard let duration = number.int64Value else { return misfit(number) }
            span.duration = duration
        case (.trace, .traceID):
            guard let id = number.traceID else { return misfit(number) }
            trace.id = id
        case (.item, .traceID), (.span, .traceID):
            guard let id = number.traceID else { return misfit(number) }
            span.draft.traceID = id
            span.hasTraceID = true
        case (.item, .spanID), (.span, .spanID):
            guard let id = number.spanID else { return misfit(number) }
            span.draft.spanID = id
            span.hasSpanID = true
        case (.item, .parentSpanID), (.span, .parentSpanID):
            guard let id = number.spanID else { return misfit(number) }
            span.draft.parentID = id
        case (.link, .traceID):
            guard let id = number.traceID else { return misfit(number) }
            span.draft.links[span.draft.links.count - 1].traceID = id
        case (.link, .spanID):
            guard let id = number.spanID else { return misfit(number) }
            span.draft.links[span.draft.links.count - 1].spanID = id
        case (.span, .flags): span.draft.flags = count(number)
        case (.dropped, .attributes): span.draft.dropped.attributes = count(number)
        case (.dropped, .events): span.draft.dropped.events = count(number)
        case (.dropped, .links): span.draft.dropped.links = count(number)
        case (.resource, .droppedAttributes): span.resource.dropped = count(number)
        case (.scope, .droppedAttributes): span.scope.dropped = count(number)
        case (.event, .droppedAttributes):
            span.draft.events[span.draft.events.count - 1].droppedAttributes = count(number)
        case (.link, .droppedAttributes):
            span.draft.links[span.draft.links.count - 1].droppedAttributes = count(number)
        case (.link, .flags): span.draft.links[span.draft.links.count - 1].flags = count(number)
        case (.duplicate, .place):
            let place = Int(count(number))
            withAttributes { $0.duplicates[$0.duplicates.count - 1].place = place }
        default: misfit(number)
        }
    }

    /// A warning of the span being read, or of what may still turn out to be a trace.
    mutating func warning(_ text: StringIndex) {
        if trace.isOpen && !span.isOpen {
            trace.warnings.append(text)
        } else {
            span.draft.warnings.append(text)
        }
    }

    private mutating func misfit(_ number: JSONNumber) {
        unexpected("the number \(number.doubleValue)")
    }

    /// Nanoseconds since the epoch; nil, and counted, if that is no time.
    private mutating func time(_ text: UnsafeBufferPointer<UInt8>) -> UInt64? {
        if let time = RFC3339.parse(utf8: Array(text)) { return time.nanoseconds }
        unexpected("\(text.shown), no time")
        return nil
    }

    /// An unsigned 32-bit field; 0, and counted, if it does not fit.
    private mutating func count(_ number: JSONNumber) -> UInt32 {
        if let value = number.uint64Value.flatMap({ UInt32(exactly: $0) }) { return value }
        misfit(number)
        return 0
    }
}
