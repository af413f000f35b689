import TraceModel

/// Turns the documented JSON of `spoor trace -o json` into columns.
///
/// Takes `{"traces":[TRACE…]}`, a list of TRACEs or SPANs, one TRACE, and single SPANs. Figures that are made from a trace,
/// such as `selfNanos`, are passed over.
struct SpoorHandler: ~Copyable {
    enum Context: UInt8, TraceContext {
        /// The answer is the object around a list of TRACEs.
        case document, list, answer, traces
        /// A TRACE or a SPAN, which the next keys tell.
        case item
        case trace, spans, span
        case status, dropped, resource, scope, events, event, links, link, warnings
        case attributes, types, duplicates, duplicate
        case valueArray, valueMap

        var isList: Bool {
            switch self {
            case .document, .list, .traces, .spans, .events, .links, .warnings, .duplicates: true
            case .answer, .item, .trace, .span, .status, .dropped, .resource, .scope, .event, .link,
                .attributes, .types, .duplicate, .valueArray, .valueMap:
                false
            }
        }
    }

    var builder: TraceBuilder
    let keys: SpoorKeys
    var report = DecodeReport()

    var contexts = ContextStack(outermost: Context.document)
    var field = SpoorField.unknown

    var trace = SpoorTraceState()
    var span = SpoorSpanState()
    /// The attributes of the resource, scope, event or link being read.
    var partAttributes = SpoorAttributes()
    /// A resource, scope, event or link is being read.
    var isInPart = false
    /// The link being read was sent without a type.
    var isLinkUntyped = false
    /// Key of the attribute or type being read.
    var attributeKey: StringIndex = 0
    var nested = NestedValues()
    /// Key of the entry being read of each open map.
    var mapKeys: [StringIndex] = []

    var lists = SpoorLists()
    var resources: [[UInt64]: UInt32] = [:]
    var scopes: [[UInt64]: UInt32] = [:]

    init() {
        var builder = TraceBuilder()
        keys = SpoorKeys(&builder.strings)
        self.builder = builder
    }

    var spanCount: Int { builder.spanCount }
    var isInSpan: Bool { span.isOpen }
    var spanTrouble: String? {
        get { span.trouble }
        set { span.trouble = newValue }
    }

    consuming func finish(_ report: DecodeReport) -> DecodedTraces {
        var report = report
        report.nameUnidentified(in: &builder)
        builder.adoptPresentParents()
        return DecodedTraces(traces: builder.finish(), serverErrors: [], report: report)
    }
}

extension SpoorHandler: TraceHandler {
    mutating func objectBegan() {
        guard contexts.takesBeginning() else { return }
        switch (context, field) {
        case (.document, _), (.list, _), (.traces, _):
            span.begin()
            trace = SpoorTraceState()
            contexts.push(.item)
        case (.spans, _):
            span.begin()
            span.isOpen = true
            contexts.push(.span)
        case (.span, .status): contexts.push(.status)
        case (.span, .dropped): contexts.push(.dropped)
        case (.span, .resource): beginPart(.resource)
        case (.span, .scope): beginPart(.scope)
        case (.events, _):
            span.draft.events.append(EventDraft(firstAttribute: span.draft.eventAttributes.count))
            beginPart(.event)
        case (.links, _):
            span.draft.links.append(LinkDraft(firstAttribute: span.draft.linkAttributes.count))
            isLinkUntyped = false
            beginPart(.link)
        case (.span, .attributes), (.resource, .attributes), (.scope, .attributes),
            (.event, .attributes), (.link, .attributes):
            contexts.push(.attributes)
        case (.span, .attributeTypes), (.resource, .attributeTypes), (.scope, .attributeTypes),
            (.event, .attributeTypes), (.link, .attributeTypes):
            contexts.push(.types)
        case (.duplicates, _):
            withAttributes { $0.duplicates.append(SpoorAttributes.Duplicate()) }
            contexts.push(.duplicate)
        case (.attributes, _), (.types, _), (.duplicate, .value), (.duplicate, .type),
            (.valueArray, _), (.valueMap, _):
            nested.begin()
            mapKeys.append(0)
            contexts.push(.valueMap)
        default: skip("an object")
        }
    }

    mutating func arrayBegan() {
        guard contexts.takesBeginning() else { return }
        switch (context, field) {
        case (.document, _): contexts.push(.list)
        case (.item, .traces), (.answer, .traces):
            contexts.current = .answer
            contexts.push(.traces)
        case (.item, .spans), (.trace, .spans):
            if context == .item { turnIntoTrace() }
            contexts.push(.spans)
        case (.item, .warnings), (.trace, .warnings), (.span, .warnings): contexts.push(.warnings)
        case (.span, .events): contexts.push(.events)
        case (.span, .links): contexts.push(.links)
        case (.span, .duplicateAttributes), (.resource, .duplicateAttributes),
            (.scope, .duplicateAttributes), (.event, .duplicateAttributes),
            (.link, .duplicateAttributes):
            contexts.push(.duplicates)
        case (.attributes, _), (.types, _), (.duplicate, .value), (.duplicate, .type),
            (.valueArray, _), (.valueMap, _):
            nested.begin()
            contexts.push(.valueArray)
        default: skip("an array")
        }
    }

    mutating func objectEnded() {
        guard let ended = contexts.pop() else { return }
        switch ended {
        case .item: endItem()
        case .trace: endTrace()
        case .span: endSpan()
        case .resource, .scope, .event, .link: endPart(ended)
        case .valueMap:
            mapKeys.removeLast()
            take(nested.endMap(in: &builder))
        case .document, .list, .answer, .traces, .spans, .status, .dropped, .events, .links,
            .warnings,
            .attributes, .types, .duplicates, .duplicate, .valueArray:
            break
        }
    }

    mutating func arrayEnded() {
        if contexts.pop() == .valueArray { take(nested.endArray(in: &builder)) }
    }

    mutating func key(_ text: UnsafeBufferPointer<UInt8>) {
        guard !contexts.isSkipping else { return }
        switch context {
        case .attributes, .types:
            attributeKey = builder.strings.intern(text)
            field = .unknown
        case .valueMap: mapKeys[mapKeys.count - 1] = builder.strings.intern(text)
        case .answer, .trace, .span: field = .ofItem(text)
        case .item:
            field = .ofItem(text)
            if field.isOfSpan { turnIntoSpan() }
        case .resource, .scope, .event, .link: field = .ofPart(text)
        case .status: field = .ofStatus(text)
        case .dropped: field = .ofDropped(text)
        case .duplicate: field = .ofDuplicate(text)
        case .document, .list, .traces, .spans, .events, .links, .warnings, .duplicates,
            .valueArray:
            field = .unknown
        }
    }

    mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
        guard !contexts.isSkipping else { return }
        switch context {
        case .attributes, .types, .valueArray, .valueMap:
            take(.string(builder.strings.intern(text)))
        case .duplicate: duplicateString(text)
        case .answer: break
        case .item, .trace, .span: itemString(text)
        case .resource, .scope: originString(text)
        case .event: eventString(text)
        case .link: linkString(text)
        case .status: statusString(text)
        case .warnings: warning(builder.strings.intern(text))
        case .document, .list, .traces, .spans, .events, .links, .dropped, .duplicates:
            unexpected(text)
        }
    }

    mutating func number(_ number: JSONNumber) {
        guard !contexts.isSkipping else { return }
        switch context {
        case .attributes, .types, .valueArray, .valueMap: take(value(of: number))
        case .duplicate where field == .value: take(value(of: number))
        case .answer: break
        default: fieldNumber(number)
        }
    }

    mutating func bool(_ flag: Bool) {
        guard !contexts.isSkipping else { return }
        switch context {
        case .attributes, .types, .valueArray, .valueMap: take(.bool(flag))
        case .duplicate where field == .value: take(.bool(flag))
        case .link where field == .untyped:
            isLinkUntyped = flag
        default: unexpected("a boolean")
        }
    }

    /// Null is a value of attributes; elsewhere it stands for what is absent.
    mutating func null() {
        guard !contexts.isSkipping else { return }
        switch context {
        case .attributes, .types, .valueArray, .valueMap: take(.empty)
        default: break
        }
    }

    private func value(of number: JSONNumber) -> StoredValue {
        number.int64Value.flatMap { number == .integer($0) ? .int($0) : nil }
            ?? .double(number.doubleValue)
    }
}
