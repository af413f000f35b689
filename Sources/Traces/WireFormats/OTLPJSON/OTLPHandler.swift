import TraceModel

/// Turns OTLP's trace JSON into columns, token by token.
struct OTLPHandler: ~Copyable {
    /// What the innermost open container is.
    enum Context: UInt8 {
        case document, list, envelope, error
        case resourceSpansList, resourceSpans, resource
        case scopeSpansList, scopeSpans, scope
        case spans, span, status, events, event, links, link
        case attributes, keyValue, anyValue
        /// The messages `ArrayValue` and `KeyValueList`, and the `values` in them.
        case arrayValue, arrayValues, mapValue, mapValues
    }

    /// What owns the attributes being read.
    enum AttributeOwner {
        case resource, scope, span, event, link
    }

    var builder: TraceBuilder
    let keys: OTLPKeys
    var report = DecodeReport()
    var serverErrors: [ServerError] = []

    var context = Context.document
    private var outer: [Context] = []
    var field = OTLPField.unknown
    /// Open containers of a value that means nothing to us.
    private var skipped = 0

    var resource = OTLPResourceState()
    var scope = OTLPScopeState()
    var span = OTLPSpanState()
    var owner = AttributeOwner.span
    var nested = NestedValues()
    /// Key of each open `KeyValue`.
    var attributeKeys: [StringIndex] = []
    /// The attribute value read last.
    var value = StoredValue.empty

    init() {
        var builder = TraceBuilder()
        keys = OTLPKeys(&builder.strings)
        self.builder = builder
    }

    /// Ends decoding; spans that are not complete are left out.
    consuming func finish(_ tokenizer: borrowing JSONTokenizer) -> DecodedTraces {
        if scope.isOpen { endScopeSpans() }
        if resource.isOpen { endResourceSpans() }
        var report = report
        report.documents = tokenizer.documents
        report.repairedStrings = tokenizer.repairedStrings
        report.rawControlStrings = tokenizer.rawControlStrings
        report.spans = builder.spanCount
        return DecodedTraces(
            traces: builder.finish(),
            serverErrors: serverErrors,
            report: report
        )
    }

    /// Counts something unreadable, on the span being read if there is one.
    mutating func trouble(_ reason: String) {
        if span.isOpen {
            if span.trouble == nil { span.trouble = reason }
        } else {
            report.addMalformedPart(reason)
        }
    }

    private mutating func push(_ context: Context) {
        outer.append(self.context)
        self.context = context
    }

    private mutating func skip(_ what: StaticString) {
        skipped = 1
        unexpected("\(what)")
    }

    /// Counts a value of a kind that does not belong where it stands.
    mutating func unexpected(_ what: String) {
        switch context {
        case .document, .list, .resourceSpansList, .scopeSpansList, .spans, .events, .links,
            .attributes:
            trouble("`\(context)` holds \(what), which does not belong there")
        default:
            if field != .unknown { trouble("`\(field)` is \(what), which cannot be read") }
        }
    }
}

extension OTLPHandler: JSONHandler {
    mutating func objectBegan() {
        guard skipped == 0 else {
            skipped += 1
            return
        }
        switch (context, field) {
        case (.document, _), (.list, _), (.envelope, .result), (.envelope, .trace):
            push(.envelope)
        case (.envelope, .error):
            serverErrors.append(ServerError())
            push(.error)
        case (.envelope, .resourceSpans), (.resourceSpansList, _):
            beginResourceSpans()
            push(.resourceSpans)
        case (.resourceSpans, .resource): push(.resource)
        case (.resourceSpans, .scopeSpans), (.scopeSpansList, _):
            scope.begin(builder.reserveScope())
            push(.scopeSpans)
        case (.scopeSpans, .scope): push(.scope)
        case (.spans, _):
            span.begin(resource: resource.index, scope: scope.index)
            push(.span)
        case (.span, .status): push(.status)
        case (.events, _):
            span.draft.events.append(EventDraft(firstAttribute: span.draft.eventAttributes.count))
            push(.event)
        case (.links, _):
            span.draft.links.append(LinkDraft(firstAttribute: span.draft.linkAttributes.count))
            push(.link)
        case (.attributes, _), (.mapValues, _):
            value = .empty
            attributeKeys.append(0)
            push(.keyValue)
        case (.keyValue, .value), (.arrayValues, _):
            value = .empty
            push(.anyValue)
        case (.anyValue, .arrayValue):
            nested.begin()
            push(.arrayValue)
        case (.anyValue, .mapValue):
            nested.begin()
            push(.mapValue)
        default: skip("an object")
        }
        field = .unknown
    }

    mutating func arrayBegan() {
        guard skipped == 0 else {
            skipped += 1
            return
        }
        switch (context, field) {
        case (.document, _), (.envelope, .result): push(.list)
        case (.envelope, .resourceSpans): push(.resourceSpansList)
        case (.resourceSpans, .scopeSpans): push(.scopeSpansList)
        case (.scopeSpans, .spans): push(.spans)
        case (.span, .events): push(.events)
        case (.span, .links): push(.links)
        case (.resource, .attributes): beginAttributes(of: .resource)
        case (.scope, .attributes): beginAttributes(of: .scope)
        case (.span, .attributes): beginAttributes(of: .span)
        case (.event, .attributes): beginAttributes(of: .event)
        case (.link, .attributes): beginAttributes(of: .link)
        case (.arrayValue, .values): push(.arrayValues)
        case (.mapValue, .values): push(.mapValues)
        default: skip("an array")
        }
        field = .unknown
    }

    mutating func objectEnded() {
        guard skipped == 0 else {
            skipped -= 1
            return
        }
        let ended = context
        context = outer.popLast() ?? .document
        switch ended {
        case .resourceSpans: endResourceSpans()
        case .scopeSpans: endScopeSpans()
        case .span: endSpan()
        case .keyValue: endKeyValue()
        case .anyValue: if context == .arrayValues { nested.add(key: 0, value) }
        case .arrayValue: value = nested.endArray(in: &builder)
        case .mapValue: value = nested.endMap(in: &builder)
        default: break
        }
    }

    mutating func arrayEnded() {
        guard skipped == 0 else {
            skipped -= 1
            return
        }
        context = outer.popLast() ?? .document
    }

    mutating func documentEnded() {
        context = .document
        outer.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    mutating func key(_ text: UnsafeBufferPointer<UInt8>) {
        guard skipped == 0 else { return }
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
            switch field {
            case .resource, .scopeSpans, .schemaURL:
                // A list of bare `resourceSpans`, without what usually wraps it.
                beginResourceSpans()
                context = .resourceSpans
            default: break
            }
        default: field = .unknown
        }
    }

    @inline(__always)
    mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
        guard skipped == 0 else { return }
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
        default: unexpected("the string \(text.shown)")
        }
    }

    @inline(__always)
    mutating func number(_ number: JSONNumber) {
        guard skipped == 0 else { return }
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
        guard skipped == 0 else { return }
        switch context {
        case .anyValue where field != .unknown, .keyValue where field == .value:
            value = .bool(flag)
        case .arrayValues: nested.add(key: 0, .bool(flag))
        default: unexpected("a boolean")
        }
    }

    /// Null stands for what is absent.
    mutating func null() {
        guard skipped == 0 else { return }
        if context == .arrayValues { nested.add(key: 0, .empty) }
    }

    private mutating func beginResourceSpans() {
        resource.begin(builder.reserveResource())
    }

    private mutating func beginAttributes(of owner: AttributeOwner) {
        self.owner = owner
        push(.attributes)
    }
}
