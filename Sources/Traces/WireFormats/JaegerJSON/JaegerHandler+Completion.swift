import TraceModel

/// What is decided when a log, process, span or trace is complete.
extension JaegerHandler {
    /// The field `event` becomes the name of the event.
    mutating func endLog() {
        guard span.hasEventField else { return }
        let last = span.draft.events.count - 1
        let fields = span.draft.events[last].firstAttribute..<span.draft.eventAttributes.count
        let place = fields.first {
            let field = span.draft.eventAttributes[$0]
            return field.key == keys.event && field.value.variant == .string
                && field.value.stringIndex != 0
        }
        guard let place else { return }
        span.draft.events[last].name = span.draft.eventAttributes[place].value.stringIndex ?? 0
        span.draft.eventAttributes.remove(at: place)
    }

    mutating func endProcess() {
        let resource =
            process.isInline
            ? builder.reserveResource()
            : trace.resource(ofProcess: process.name, in: &builder)
        builder.defineResource(
            resource,
            serviceName: process.serviceName == 0 ? nil : process.serviceName,
            attributes: process.attributes
        )
        if process.isInline {
            span.draft.resource = resource
            span.hasProcess = true
        } else {
            trace.describe(process.name)
        }
    }

    mutating func abandonDocument() {
        span.isOpen = false
        endTrace()
        contexts.endDocument()
    }

    mutating func endTrace() {
        report.missingProcesses += trace.endProcesses()
        builder.addWarnings(
            trace.warnings,
            toTrace: trace.hasID ? trace.id : trace.firstSpanTraceID ?? .zero
        )
        // The answer around the traces ends like a trace, and has none of this.
        trace.begin()
    }

    mutating func endSpan(isWithinTrace: Bool) {
        guard span.hasSpanID || span.draft.name != 0 || span.hasStart else {
            span.isOpen = false
            return report.addMalformedPart(
                "An object has no `spanID`, `operationName` or `startTime`, and is not taken for a span"
            )
        }
        if !span.hasTraceID {
            span.draft.traceID = trace.id
            if !trace.hasID { trouble("it has no `traceID`") }
        }
        if !span.hasSpanID { trouble("it has no `spanID`") }
        if !span.hasStart { trouble("it has no `startTime`") }
        if !span.hasProcess, span.serviceName != 0 {
            span.draft.resource = resource(ofService: span.serviceName)
        }
        span.references.resolve(in: &span.draft, parentSpanID: span.parentSpanID)
        if span.hasSpecialTags {
            JaegerGeneratedTags(in: span.draft.attributes, keys, builder.strings)
                .move(in: &span.draft, keys, &scopes, &builder)
        }
        endTime()
        trace.note(span: span.draft.traceID)
        let row = builder.append(span.draft)
        span.isOpen = false
        tellTrouble(ofSpan: span.draft.spanID, inRow: row)
        if !isWithinTrace { report.missingProcesses += trace.endProcesses() }
    }

    /// The end by the duration.
    ///
    /// A span of unknown duration has no end, as in OTLP; one that starts beyond the end of time keeps its duration.
    private mutating func endTime() {
        guard let duration = span.duration else {
            span.draft.end = 0
            return
        }
        let end = Timestamp(nanoseconds: span.draft.start).advanced(by: duration)
        span.draft.end = end.nanoseconds
        if duration > 0, end.nanoseconds == .max {
            span.draft.start = end.advanced(by: -duration).nanoseconds
        }
    }

    private mutating func resource(ofService name: StringIndex) -> UInt32 {
        if let known = services[name] { return known }
        let resource = builder.addResource(
            serviceName: name,
            attributes: EmptyCollection<StoredAttribute>()
        )
        services[name] = resource
        return resource
    }
}

extension [JaegerReference] {
    /// Makes the references the parent and the links of a span.
    ///
    /// The parent is the first CHILD_OF within the trace, else the first FOLLOWS_FROM within it, else
    /// `parentSpanID`; every other reference is a link.
    func resolve(in draft: inout SpanDraft, parentSpanID: SpanID) {
        let trace = draft.traceID
        func isWithin(_ reference: JaegerReference) -> Bool {
            !reference.spanID.isZero && (reference.traceID ?? trace) == trace
        }
        let parent =
            firstIndex { $0.type == .childOf && isWithin($0) }
            ?? firstIndex { $0.type == .followsFrom && isWithin($0) }
        draft.parentID = parent.map { self[$0].spanID } ?? parentSpanID
        for (index, reference) in enumerated() where index != parent {
            var link = LinkDraft(firstAttribute: 0)
            link.traceID = reference.traceID ?? trace
            link.spanID = reference.spanID
            link.type = reference.type
            draft.links.append(link)
        }
    }
}
