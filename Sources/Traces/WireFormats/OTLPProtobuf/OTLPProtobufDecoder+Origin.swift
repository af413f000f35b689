import TraceModel

/// A `Resource` while it is read; fields of a second message of the same kind are merged into it.
struct ResourceDraft {
    var serviceName: StringIndex?
    var attributes: [StoredAttribute] = []
    var schemaURL: StringIndex = 0
    var droppedAttributes: UInt32 = 0
}

/// An `InstrumentationScope` while it is read.
struct ScopeDraft {
    var name: StringIndex = 0
    var version: StringIndex = 0
    var attributes: [StoredAttribute] = []
    var schemaURL: StringIndex = 0
    var droppedAttributes: UInt32 = 0

    var isEmpty: Bool {
        name == 0 && version == 0 && attributes.isEmpty && schemaURL == 0 && droppedAttributes == 0
    }
}

extension OTLPProtobufDecoder {
    mutating func readResource(
        _ message: ProtobufCursor,
        into draft: inout ResourceDraft
    ) throws(ProtobufError) {
        typealias Tag = OTLPTag.Resource
        let serviceKey = builder.strings.intern("service.name")
        var cursor = message
        while !cursor.isAtEnd {
            let tag = try cursor.varint()
            switch tag {
            case Tag.attributes:
                let attribute = try attribute(&cursor, number: draft.attributes.count)
                let isName = attribute.key == serviceKey && attribute.value.variant == .string
                if isName && draft.serviceName == nil {
                    draft.serviceName = attribute.value.stringIndex
                } else {
                    draft.attributes.append(attribute)
                }
            case Tag.droppedAttributes:
                draft.droppedAttributes = UInt32(truncatingIfNeeded: try cursor.varint())
            default: try cursor.skip(tag, known: Tag.known)
            }
        }
    }

    mutating func readScope(
        _ message: ProtobufCursor,
        into draft: inout ScopeDraft
    ) throws(ProtobufError) {
        typealias Tag = OTLPTag.Scope
        var cursor = message
        while !cursor.isAtEnd {
            let tag = try cursor.varint()
            switch tag {
            case Tag.name: draft.name = text(cursor, try cursor.lengthDelimited())
            case Tag.version: draft.version = text(cursor, try cursor.lengthDelimited())
            case Tag.attributes:
                draft.attributes.append(
                    try attribute(&cursor, number: draft.attributes.count)
                )
            case Tag.droppedAttributes:
                draft.droppedAttributes = UInt32(truncatingIfNeeded: try cursor.varint())
            default: try cursor.skip(tag, known: Tag.known)
            }
        }
    }

    mutating func add(_ draft: ResourceDraft) -> UInt32 {
        builder.addResource(
            serviceName: draft.serviceName,
            attributes: draft.attributes,
            schemaURL: draft.schemaURL,
            droppedAttributes: draft.droppedAttributes
        )
    }

    mutating func add(_ draft: ScopeDraft) -> UInt32 {
        guard !draft.isEmpty else { return 0 }
        return builder.addScope(
            name: draft.name,
            version: draft.version,
            attributes: draft.attributes,
            schemaURL: draft.schemaURL,
            droppedAttributes: draft.droppedAttributes
        )
    }
}
