import TraceModel

/// Turns OTLP's trace JSON into columns.
///
/// Takes `{"resourceSpans":[…]}` bare, in the v3 API's `{"result":…}`, in Tempo's `batches` or `trace.resourceSpans`, and in
/// lists; an `{"error":…}` among them is collected. Keys may be camelCase or snake_case, ids hexadecimal or Base64, enums
/// numbers or names, 64-bit integers strings or numbers.
struct OTLPHandler: ~Copyable {
    enum Context: UInt8, TraceContext {
        case document, list, envelope, error
        case resourceSpansList, resourceSpans, resource
        case scopeSpansList, scopeSpans, scope
        case spans, span, status, events, event, links, link
        case attributes, keyValue, anyValue
        /// The messages `ArrayValue` and `KeyValueList`, and the `values` in them.
        case arrayValue, arrayValues, mapValue, mapValues

        var isList: Bool {
            switch self {
            case .document, .list, .resourceSpansList, .scopeSpansList, .spans, .events, .links,
                .attributes:
                true
            case .envelope, .error, .resourceSpans, .resource, .scopeSpans, .scope, .span, .status,
                .event, .link, .keyValue, .anyValue, .arrayValue, .arrayValues, .mapValue,
                .mapValues:
                false
            }
        }
    }

    /// What owns the attributes being read.
    enum AttributeOwner {
        case resource, scope, span, event, link
    }

    var builder: TraceBuilder
    let keys: OTLPKeys
    var report = DecodeReport()
    var serverErrors: [ServerError] = []

    var contexts = ContextStack(outermost: Context.document)
    var field = OTLPField.unknown

    var resource = OTLPResourceState()
    var scope = OTLPScopeState()
    var span = OTLPSpanState()
    var owner = AttributeOwner.span
    var nested = NestedValues()
    /// Key of each open `KeyValue`.
    var attributeKeys: [StringIndex] = []
    /// The attribute value read last.
    var value = StoredValue.empty
    /// Texts of the ids of the link being read.
    var linkIDTexts = OTLPIDTexts()
    /// What an answer says of itself beside its spans.
    var answerStatus = ""
    var answerMessage = ""
    /// Members of documents: one for each list of `resourceSpans`, two for anything else.
    var envelopeMembers = 0
    /// Something stood for a resource and its spans that has no scopes.
    var hasBareResource = false
    /// The input is a request to a receiver: ids are what protobuf could hold as well, and what has none stays so.
    var isOfRequest = false

    init() {
        var builder = TraceBuilder()
        keys = OTLPKeys(&builder.strings)
        self.builder = builder
    }

    var spanCount: Int { builder.spanCount }
    var isInSpan: Bool { span.isOpen }
    var spanTrouble: String? {
        get { span.trouble }
        set { span.trouble = newValue }
    }

    consuming func finish(_ report: DecodeReport) -> DecodedTraces {
        if scope.isOpen { endScopeSpans() }
        if resource.isOpen { endResourceSpans() }
        var report = report
        if answerStatus == "PARTIAL" {
            report.incomplete = answerMessage.isEmpty ? "status PARTIAL" : answerMessage
        }
        if !isOfRequest {
            report.nameUnidentified(in: &builder)
            builder.adoptPresentParents()
        }
        return DecodedTraces(traces: builder.finish(), serverErrors: serverErrors, report: report)
    }
}

extension OTLPHandler: TraceHandler {
    mutating func objectBegan() {
        guard contexts.takesBeginning() else { return }
        switch (context, field) {
        case (.document, _), (.list, _), (.envelope, .result), (.envelope, .trace):
            contexts.push(.envelope)
        case (.envelope, .error):
            serverErrors.append(ServerError())
            contexts.push(.error)
        case (.envelope, .resourceSpans), (.resourceSpansList, _):
            beginResourceSpans()
            contexts.push(.resourceSpans)
        case (.resourceSpans, .resource): contexts.push(.resource)
        case (.resourceSpans, .scopeSpans), (.scopeSpansList, _):
            scope.begin(builder.reserveScope())
            contexts.push(.scopeSpans)
        case (.scopeSpans, .scope): contexts.push(.scope)
        case (.spans, _):
            span.begin(resource: resource.index, scope: scope.index)
            contexts.push(.span)
        case (.span, .status): contexts.push(.status)
        case (.events, _):
            span.draft.events.append(EventDraft(firstAttribute: span.draft.eventAttributes.count))
            contexts.push(.event)
        case (.links, _):
            span.draft.links.append(LinkDraft(firstAttribute: span.draft.linkAttributes.count))
            linkIDTexts = OTLPIDTexts()
            contexts.push(.link)
        case (.attributes, _), (.mapValues, _):
            value = .empty
            attributeKeys.append(0)
            contexts.push(.keyValue)
        case (.keyValue, .value), (.arrayValues, _):
            value = .empty
            contexts.push(.anyValue)
        case (.anyValue, .arrayValue):
            nested.begin()
            contexts.push(.arrayValue)
        case (.anyValue, .mapValue):
            nested.begin()
            contexts.push(.mapValue)
        default: skip("an object")
        }
        field = .unknown
    }

    mutating func arrayBegan() {
        guard contexts.takesBeginning() else { return }
        switch (context, field) {
        case (.document, _), (.envelope, .result): contexts.push(.list)
        case (.envelope, .resourceSpans): contexts.push(.resourceSpansList)
        case (.resourceSpans, .scopeSpans): contexts.push(.scopeSpansList)
        case (.scopeSpans, .spans): contexts.push(.spans)
        case (.span, .events): contexts.push(.events)
        case (.span, .links): contexts.push(.links)
        case (.resource, .attributes): beginAttributes(of: .resource)
        case (.scope, .attributes): beginAttributes(of: .scope)
        case (.span, .attributes): beginAttributes(of: .span)
        case (.event, .attributes): beginAttributes(of: .event)
        case (.link, .attributes): beginAttributes(of: .link)
        case (.arrayValue, .values): contexts.push(.arrayValues)
        case (.mapValue, .values): contexts.push(.mapValues)
        default: skip("an array")
        }
        field = .unknown
    }

    mutating func objectEnded() {
        guard let ended = contexts.pop() else { return }
        switch ended {
        case .resourceSpans: endResourceSpans()
        case .scopeSpans: endScopeSpans()
        case .span: endSpan()
        case .link: endLink()
        case .keyValue: endKeyValue()
        case .anyValue: if context == .arrayValues { nested.add(key: 0, value) }
        case .arrayValue: value = nested.endArray(in: &builder)
        case .mapValue: value = nested.endMap(in: &builder)
        default: break
        }
    }

    mutating func arrayEnded() { _ = contexts.pop() }

    @inline(__always)
    mutating func key(_ text: UnsafeBufferPointer<UInt8>) {
        guard !contexts.isSkipping else { return }
        switch context {
        case .keyValue: field = .ofKeyValue(text)
        case .anyValue: field = .ofAnyValue(text)
        case .span: field = .ofSpan(text)
        case .event: field = .ofEvent(text)
        case .link: field = .ofSpan(text)
        case .status: field = .ofStatus(text)
        case .arrayValue, .mapValue: field = text.equals("values") ? .values : .unknown
        case .resource, .scope: field = .ofResourceOrScope(text)
        case .scopeSpans: field = .ofScopeSpans(text)
        case .resourceSpans: field = .ofResourceSpans(text)
        case .error: field = .ofError(text)
        case .envelope:
            field = .around(text)
            envelopeMembers += field == .resourceSpans ? 1 : 2
            switch field {
            case .resource, .scopeSpans, .schemaURL:
                // A list of bare `resourceSpans`, without what usually wraps it.
                beginResourceSpans()
                contexts.current = .resourceSpans
            default: break
            }
        default: field = .unknown
        }
    }

    @inline(__always)
    mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
        guard !contexts.isSkipping else { return }
        switch context {
        case .keyValue where field == .key:
            attributeKeys[attributeKeys.count - 1] = builder.strings.intern(text)
        case .keyValue where field == .value: value = .string(builder.strings.intern(text))
        case .anyValue: valueString(text)
        case .arrayValues: nested.add(key: 0, .string(builder.strings.intern(text)))
        case .span: spanString(text)
        case .event: eventString(text)
        case .link: linkString(text)
        case .status: statusString(text)
        case .resource, .scope, .resourceSpans, .scopeSpans: originString(text)
        case .error: errorString(text)
        case .envelope where field == .error:
            serverErrors.append(ServerError(message: text.text))
        case .envelope where field == .answerStatus: answerStatus = text.text
        case .envelope where field == .message: answerMessage = text.text
        default: unexpected("the string \(text.shown)")
        }
    }

    @inline(__always)
    mutating func number(_ number: JSONNumber) {
        guard !contexts.isSkipping else { return }
        switch context {
        case .anyValue: valueNumber(number)
        case .keyValue where field == .value: valueNumber(number)
        case .arrayValues:
            valueNumber(number)
            nested.add(key: 0, value)
        case .span: spanNumber(number)
        case .event: eventNumber(number)
        case .link: linkNumber(number)
        case .status where field == .code:
            if let code = OTLPText.statusCode(number) {
                span.draft.statusCode = known(code, or: .unset)
            } else {
                unexpected("the number \(number.doubleValue)")
            }
        case .resource where field == .droppedAttributes: resource.dropped = count(number)
        case .scope where field == .droppedAttributes: scope.dropped = count(number)
        case .error:
            if field == .code { serverErrors[serverErrors.count - 1].code = number.int64Value }
        default: unexpected("the number \(number.doubleValue)")
        }
    }

    mutating func bool(_ flag: Bool) {
        guard !contexts.isSkipping else { return }
        switch context {
        case .anyValue where field != .unknown, .keyValue where field == .value:
            value = .bool(flag)
        case .arrayValues: nested.add(key: 0, .bool(flag))
        default: unexpected("a boolean")
        }
    }

    /// Null stands for what is absent.
    mutating func null() {
        guard !contexts.isSkipping else { return }
        if context == .arrayValues { nested.add(key: 0, .empty) }
    }

    private mutating func beginResourceSpans() {
        resource.begin(builder.reserveResource(), firstScope: builder.scopeCount)
    }

    private mutating func beginAttributes(of owner: AttributeOwner) {
        self.owner = owner
        contexts.push(.attributes)
    }
}
