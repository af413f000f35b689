import TraceModel

/// Attributes in which Jaeger keeps what OTLP has no field for: spans that went through one hold them.
extension OTLPProtobufDecoder {
    /// Remembers the keys of such attributes once they appear.
    mutating func note(_ key: StringIndex) {
        if warningsKey == nil, isText(key, "@jaeger@warnings") { warningsKey = key }
        if referenceTypeKey == nil, isText(key, "opentracing.ref_type") { referenceTypeKey = key }
    }

    /// Makes warnings of the span's attributes of that key that are a text or a list of texts (jaeger
    /// `internal/jptrace`, `warning.go`).
    mutating func takeWarnings(_ key: StringIndex) {
        var kept: [AttributeIndex] = []
        for index in draft.internedAttributes {
            let attribute = builder.attribute(at: index)
            guard attribute.key == key, let texts = texts(attribute.value) else {
                kept.append(index)
                continue
            }
            draft.warnings += texts
        }
        draft.internedAttributes = kept
    }

    /// What kind of reference a link was, which its attributes keep saying too.
    func referenceType(_ attributes: ArraySlice<StoredAttribute>) -> LinkType {
        guard let key = referenceTypeKey else { return .unspecified }
        for attribute in attributes where attribute.key == key {
            guard let text = attribute.value.stringIndex else { continue }
            if isText(text, "child_of") { return .childOf }
            if isText(text, "follows_from") { return .followsFrom }
        }
        return .unspecified
    }

    private func texts(_ value: StoredValue) -> [StringIndex]? {
        guard value.variant == .string || value.variant == .array else { return nil }
        let values = value.variant == .string ? [value] : builder.elements(of: value)
        guard values.allSatisfy({ $0.variant == .string }) else { return nil }
        return values.compactMap(\.stringIndex)
    }

    private func isText(_ index: StringIndex, _ text: StaticString) -> Bool {
        builder.strings.withBytes(at: index) { bytes in
            bytes.count == text.utf8CodeUnitCount
                && bytes.elementsEqual(
                    UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
                )
        }
    }
}
