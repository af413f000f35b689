import TraceModel

/// Tags of spans and processes, and fields of logs.
extension JaegerHandler {
    @inline(__always)
    mutating func tagString(_ text: UnsafeBufferPointer<UInt8>) {
        switch field {
        case .key:
            tag.key = builder.strings.intern(text)
            tag.hasKey = true
        case .type:
            tag.type = JaegerTag.ValueType(text)
        case .value:
            if let value = JaegerTag.value(of: text, as: tag.type, in: &builder) {
                tag.value = value
                tag.isUnread = tag.type == .inferred
            } else {
                misfit(text)
            }
        default: break
        }
    }

    @inline(__always)
    mutating func tagNumber(_ number: JSONNumber) {
        guard field == .value else { return unexpected("a number") }
        let (value, isLossy) = JaegerTag.value(of: number, as: tag.type)
        tag.value = value
        if isLossy { report.lossyNumbers += 1 }
    }

    /// Keeps text that is not a value of the tag's type as text.
    private mutating func misfit(_ text: UnsafeBufferPointer<UInt8>) {
        tag.value = .string(builder.strings.intern(text))
        let key = builder.strings.text(at: tag.key)
        let type = tag.type
        trouble("the value of `\(key)` is \(text.shown), no \(type)")
    }

    @inline(__always)
    mutating func endTag() {
        if tag.isUnread && tag.type != .inferred && tag.type != .string { rereadText() }
        switch tag.value.variant {
        case .empty where tag.type == .string: tag.value = .string(0)
        case .int where tag.type == .float64:
            tag.value = .double(Double(tag.value.intValue ?? 0))
        default: break
        }
        if !tag.hasKey { trouble("a tag has no key") }
        append(StoredAttribute(key: tag.key, value: tag.value))
    }

    @inline(__always)
    private mutating func append(_ attribute: StoredAttribute) {
        switch tagOwner {
        case .span:
            span.draft.attributes.append(attribute)
            if attribute.key <= keys.last { span.hasSpecialTags = true }
        case .event:
            span.draft.eventAttributes.append(attribute)
            if attribute.key == keys.event { span.hasEventField = true }
        case .process:
            process.attributes.append(attribute)
        }
    }

    /// A tag in a list of them is next; see ``JSONHandler``.
    @inline(__always)
    var takesTags: Bool { context == .tags && !contexts.isSkipping }

    @inline(__always)
    mutating func tag(_ key: UnsafeBufferPointer<UInt8>, _ value: JSONTagValue) {
        let key = builder.strings.intern(key)
        let stored: StoredValue =
            switch value {
            case .string(let text): .string(builder.strings.intern(text))
            case .int(let value): .int(value)
            case .bool(let value): .bool(value)
            }
        append(StoredAttribute(key: key, value: stored))
    }

    /// Begins an object whose members are tags, as documents in Elasticsearch have them.
    mutating func beginTagMap(of owner: TagOwner) {
        tagOwner = owner
        hasReplacedDots = field == .tag
        contexts.push(.tagMap)
    }

    /// Begins a tag that is a member of an object; its value follows.
    mutating func beginMappedTag(_ key: UnsafeBufferPointer<UInt8>) {
        tag = JaegerTag()
        tag.hasKey = true
        if hasReplacedDots, key.contains(UInt8(ascii: "@")) {
            let dotted = key.map { $0 == UInt8(ascii: "@") ? UInt8(ascii: ".") : $0 }
            tag.key = dotted.withUnsafeBufferPointer { builder.strings.intern($0) }
        } else {
            tag.key = builder.strings.intern(key)
        }
    }

    /// Reads text by a type that came after it.
    private mutating func rereadText() {
        guard let index = tag.value.stringIndex else { return }
        let text = builder.strings.withBytes(at: index) { Array($0) }
        text.withUnsafeBufferPointer { text in
            if let value = JaegerTag.value(of: text, as: tag.type, in: &builder) {
                tag.value = value
            } else {
                misfit(text)
            }
        }
    }
}
