import TraceModel

/// What each span has of something that spans are grouped by, as the number of a text.
struct GroupValues {
    /// The text of each number; nil for spans without it.
    let texts: [String?]
    /// Of each span.
    let numbers: [Int32]

    /// - Complexity: O(spans + attributes of spans + distinct texts).
    init(_ trace: Trace, by grouping: SpanGrouping) {
        var texts = TextNumbers(trace.columns.strings)
        switch grouping {
        case .service: numbers = trace.spans.map { texts.number(of: $0.serviceIndex) }
        case .operation: numbers = trace.spans.map { texts.number(of: $0.nameIndex) }
        case .kind:
            numbers = trace.spans.map {
                texts.number(of: $0.kind == .unspecified ? nil : $0.kind.name)
            }
        case .status:
            numbers = trace.spans.map { span in
                switch span.statusCode {
                case .unset: texts.number(of: nil)
                case .ok: texts.number(of: "OK")
                case .error: texts.number(of: "ERROR")
                }
            }
        case .error: numbers = trace.spans.map { texts.number(of: $0.isError ? "true" : "false") }
        case .scope:
            numbers = trace.spans.map {
                let name = $0.scope.name
                return texts.number(of: name.isEmpty ? nil : name)
            }
        case .attribute(let key):
            var lookup = AttributeLookup(trace.columns, key: key)
            numbers = trace.spans.map { lookup.number(of: $0, &texts) }
        }
        self.texts = texts.texts
    }
}

/// Finds the value of one key for many spans: their own, or else that of their resource.
struct AttributeLookup {
    private let keys: [StringIndex]
    private var byAttribute: [AttributeIndex: Int32] = [:]
    private var byResource: [UInt32: Int32] = [:]

    init(_ columns: SpanColumns, key: String) {
        keys = columns.strings.indexes(of: key)
    }

    mutating func number(of span: Span, _ texts: inout TextNumbers) -> Int32 {
        guard !keys.isEmpty else { return texts.number(of: nil) }
        if let own = number(in: span.attributes, &texts) { return own }
        let resource = span.resourceIndex
        if let known = byResource[resource] { return known }
        let number =
            self.number(in: span.resource.attributes, &texts) ?? texts.number(of: nil)
        byResource[resource] = number
        return number
    }

    private mutating func number(
        in attributes: AttributeList,
        _ texts: inout TextNumbers
    ) -> Int32? {
        for index in attributes.indices where keys.contains(attributes.keyIndex(at: index)) {
            let attribute = attributes.attributeIndex(at: index)
            if let known = byAttribute[attribute] { return known }
            let number = texts.number(of: attributes[index].value.canonicalString)
            byAttribute[attribute] = number
            return number
        }
        return nil
    }
}
