import TraceModel

/// Attributes of the documented JSON: plain values, and beside them what plain JSON cannot tell.
extension JSONWriter {
    /// The members `attributes`, and where there is something to say `attributeTypes` and `duplicateAttributes`.
    ///
    /// In lines, each attribute stands on one, as does each duplicate: as many lines as attributes, and two for brackets
    /// unless there are none.
    mutating func spoorAttributes(_ list: AttributeList, linesAt depth: Int? = nil) {
        var seen: Set<StringIndex> = []
        var repeated: [Int] = []
        var typed: [Int] = []
        key("attributes")
        beginObject()
        for index in list.indices {
            guard seen.insert(list.keyIndex(at: index)).inserted else {
                repeated.append(index)
                continue
            }
            if list.isTyped(at: index) { typed.append(index) }
            if let depth { line(depth) }
            spoorMember(list, at: index)
        }
        if let depth, !list.isEmpty { lastLine(depth - 1) }
        endObject()
        if !typed.isEmpty {
            object("attributeTypes") { writer in
                for index in typed {
                    writer.spoorKey(list, at: index)
                    writer.spoorType(list, at: index)
                }
            }
        }
        guard !repeated.isEmpty else { return }
        self.list("duplicateAttributes", repeated) { writer, index in
            if let depth { writer.line(depth) }
            writer.object { writer in
                writer.key("key")
                writer.string(list.keyIndex(at: index), of: list.columns.strings)
                writer.key("value")
                writer.spoorValue(list, at: index)
                if list.isTyped(at: index) {
                    writer.key("type")
                    writer.spoorType(list, at: index)
                }
                writer.field("place", index)
            }
        }
    }

    private mutating func spoorMember(_ list: AttributeList, at index: Int) {
        spoorKey(list, at: index)
        spoorValue(list, at: index)
    }

    private mutating func spoorKey(_ list: AttributeList, at index: Int) {
        list.columns.strings.withBytes(at: list.keyIndex(at: index)) { key(utf8: $0) }
    }

    private mutating func spoorValue(_ list: AttributeList, at index: Int) {
        plainValue(list, at: index, infinity: "Inf", plus: "+")
    }

    /// What `spoorValue` does not tell: `double` or `bytes`, an array or object of these, or null.
    private mutating func spoorType(_ list: AttributeList, at index: Int) {
        guard list.isTyped(at: index) else { return null() }
        let children = list.children(at: index)
        switch list.stored(at: index).variant {
        case .double: string("double")
        case .bytes: string("bytes")
        case .array: self.list(children.indices) { $0.spoorType(children, at: $1) }
        case .map:
            object { writer in
                for child in children.indices {
                    writer.spoorKey(children, at: child)
                    writer.spoorType(children, at: child)
                }
            }
        case .empty, .string, .bool, .int: null()
        }
    }
}

extension AttributeList {
    /// Whether the value looks like one of another type in plain JSON: whole doubles as integers, others that are no numbers
    /// and bytes as text.
    fileprivate func isTyped(at index: Int) -> Bool {
        let stored = stored(at: index)
        switch stored.variant {
        case .bytes: return true
        case .double:
            let value = stored.doubleValue ?? 0
            return !value.isFinite || value == value.rounded(.towardZero)
        case .array, .map:
            let children = children(at: index)
            return children.indices.contains { children.isTyped(at: $0) }
        case .empty, .string, .bool, .int: return false
        }
    }
}
