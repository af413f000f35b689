import TraceModel

/// Attribute values, and what is decided when an attribute, span, scope or resource is complete.
extension OTLPHandler {
    @inline(__always)
    mutating func valueString(_ text: UnsafeBufferPointer<UInt8>) {
        switch field {
        case .stringValue:
            value = .string(builder.strings.intern(text))
        case .intValue:
            guard let number = text.number else { return misfit(text) }
            valueNumber(number)
        case .doubleValue:
            guard let number = text.double else { return misfit(text) }
            value = .double(number)
        case .boolValue:
            guard text.equals("true") || text.equals("false") else { return misfit(text) }
            value = .bool(text.equals("true"))
        case .bytesValue:
            guard let bytes = Base64.decode(text) else { return misfit(text) }
            value = bytes.withUnsafeBufferPointer { .bytes(builder.strings.intern($0)) }
        case .unknown: break
        default: misfit(text)
        }
    }

    @inline(__always)
    mutating func valueNumber(_ number: JSONNumber) {
        switch field {
        case .unknown where context == .anyValue: break
        case .doubleValue: value = .double(number.doubleValue)
        default:
            if let exact = number.int64Value, field == .intValue || number == .integer(exact) {
                value = .int(exact)
            } else {
                value = .double(number.doubleValue)
                if field == .intValue { report.lossyNumbers += 1 }
            }
        }
    }

    /// Keeps text that is not a value of its stated type as text.
    private mutating func misfit(_ text: UnsafeBufferPointer<UInt8>) {
        value = .string(builder.strings.intern(text))
        unexpected(text)
    }

    @inline(__always)
    mutating func endKeyValue() {
        let key = attributeKeys.popLast() ?? 0
        guard context == .attributes else { return nested.add(key: key, value) }
        let attribute = StoredAttribute(key: key, value: value)
        switch owner {
        case .span:
            if key == keys.warnings, addWarnings() { return }
            if !isOfRequest, span.idTexts.take(key, value, keys) { return }
            span.draft.attributes.append(attribute)
        case .event: span.draft.eventAttributes.append(attribute)
        case .link:
            if key == keys.referenceType { setReferenceType() }
            if !isOfRequest, linkIDTexts.take(key, value, keys) { return }
            span.draft.linkAttributes.append(attribute)
        case .scope: scope.attributes.append(attribute)
        case .resource:
            if key == keys.serviceName, value.variant == .string, resource.serviceName == nil {
                resource.serviceName = value.stringIndex
            } else {
                resource.attributes.append(attribute)
            }
        }
    }

    /// Jaeger sends one string or an array of them; anything else is not ours to interpret.
    private mutating func addWarnings() -> Bool {
        let texts = value.variant == .string ? [value] : builder.elements(of: value)
        guard texts.allSatisfy({ $0.variant == .string }), value.variant != .map else {
            return false
        }
        guard value.variant == .string || value.variant == .array else { return false }
        span.draft.warnings += texts.compactMap(\.stringIndex)
        return true
    }

    private mutating func setReferenceType() {
        guard value.variant == .string else { return }
        let last = span.draft.links.count - 1
        switch value.stringIndex {
        case keys.childOf: span.draft.links[last].type = .childOf
        case keys.followsFrom: span.draft.links[last].type = .followsFrom
        default: break
        }
    }

    mutating func endSpan() {
        // Writers of proto3-JSON leave out what is zero, so nothing that is missing is a fault by itself.
        let isSpan = span.hasTraceID || span.hasSpanID || span.draft.name != 0 || span.hasStart
        guard isSpan || isOfRequest else {
            span.isOpen = false
            return report.addMalformedPart(
                "An object of `spans` has no `traceId`, `spanId`, `name` or `startTimeUnixNano`, and is not taken for a span"
            )
        }
        takeIDTexts()
        let row = builder.append(span.draft)
        span.isOpen = false
        tellTrouble(ofSpan: span.draft.spanID, inRow: row)
    }

    mutating func abandonDocument() {
        span.isOpen = false
        if scope.isOpen { endScopeSpans() }
        if resource.isOpen { endResourceSpans() }
        contexts.endDocument()
    }

    /// Ids of texts that OTLP could not hold are restored from the attributes that keep them.
    private mutating func takeIDTexts() {
        let texts = span.idTexts
        guard texts.trace != nil || texts.span != nil || texts.parent != nil else { return }
        span.draft.traceID = OTLPIDTexts.traceID(span.draft.traceID, texts.trace, builder)
        span.draft.spanID = OTLPIDTexts.spanID(span.draft.spanID, texts.span, builder)
        span.draft.parentID = OTLPIDTexts.spanID(span.draft.parentID, texts.parent, builder)
    }

    mutating func endLink() {
        guard linkIDTexts.trace != nil || linkIDTexts.span != nil else { return }
        let last = span.draft.links.count - 1
        let link = span.draft.links[last]
        span.draft.links[last].traceID =
            OTLPIDTexts.traceID(link.traceID, linkIDTexts.trace, builder)
        span.draft.links[last].spanID =
            OTLPIDTexts.spanID(link.spanID, linkIDTexts.span, builder)
    }

    mutating func endScopeSpans() {
        builder.defineScope(
            scope.index,
            name: scope.name,
            version: scope.version,
            attributes: scope.attributes,
            schemaURL: scope.schemaURL,
            droppedAttributes: scope.dropped
        )
        scope.isOpen = false
    }

    mutating func endResourceSpans() {
        if builder.scopeCount == resource.firstScope { hasBareResource = true }
        builder.defineResource(
            resource.index,
            serviceName: resource.serviceName,
            attributes: resource.attributes,
            schemaURL: resource.schemaURL,
            droppedAttributes: resource.dropped
        )
        resource.isOpen = false
    }
}
