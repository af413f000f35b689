import TraceModel

/// Tests one key and value for a text.
struct AttributeTest {
    private let needle: TextNeedle
    private let strings: BitSet
    private let pair: AttributeSearch.Pair?
    private let columns: SpanColumns
    private let hitsTrue: Bool
    private let hitsFalse: Bool
    private let mayHitIntegers: Bool
    private let mayHitDoubles: Bool

    init(needle: TextNeedle, strings: BitSet, pair: AttributeSearch.Pair?, columns: SpanColumns) {
        self.needle = needle
        self.strings = strings
        self.pair = pair
        self.columns = columns
        hitsTrue = needle.isFound(in: "true")
        hitsFalse = needle.isFound(in: "false")
        mayHitIntegers = needle.bytes.allSatisfy { "0123456789-".utf8.contains($0) }
        mayHitDoubles = needle.bytes.allSatisfy { "0123456789.-+einfa".utf8.contains($0) }
    }

    func isHit(_ attribute: StoredAttribute) -> Bool {
        if isPartHit(attribute) || isNestedHit(attribute.value) { return true }
        guard let pair, pair.keys.contains(Int(attribute.key)) else { return false }
        return begins(attribute.value, with: pair)
    }

    private func isPartHit(_ attribute: StoredAttribute) -> Bool {
        if strings.contains(Int(attribute.key)) { return true }
        let stored = attribute.value
        switch stored.variant {
        case .string: return strings.contains(Int(stored.stringIndex ?? 0))
        case .bool: return stored.boolValue == true ? hitsTrue : hitsFalse
        case .int: return mayHitIntegers && needle.isFound(in: text(of: stored))
        case .double: return mayHitDoubles && needle.isFound(in: text(of: stored))
        case .bytes:
            let index = stored.stringIndex ?? 0
            return strings.contains(Int(index)) || needle.isFound(in: text(of: stored))
        case .empty, .array, .map: return false
        }
    }

    /// Looks through arrays and maps with a list of its own, since they may be nested deeply.
    private func isNestedHit(_ stored: StoredValue) -> Bool {
        guard stored.variant == .array || stored.variant == .map else { return false }
        var waiting = [columns.entries(of: stored)]
        while let list = waiting.popLast() {
            for index in 0..<list.count {
                let entry = StoredAttribute(
                    key: list.keyIndex(at: index),
                    value: list.stored(at: index)
                )
                if isPartHit(entry) { return true }
                let entries = columns.entries(of: entry.value)
                if !entries.isEmpty { waiting.append(entries) }
            }
        }
        return false
    }

    private func begins(_ stored: StoredValue, with pair: AttributeSearch.Pair) -> Bool {
        if stored.variant == .string { return pair.values.contains(Int(stored.stringIndex ?? 0)) }
        return text(of: stored).lowercased().utf8.starts(with: pair.value.bytes)
    }

    /// The text of a value without entries.
    private func text(of stored: StoredValue) -> String {
        switch stored.variant {
        case .bool: stored.boolValue == true ? "true" : "false"
        case .int: String(stored.intValue ?? 0)
        case .double: DecimalText.text(of: stored.doubleValue ?? 0)
        case .bytes: Base64.text(of: columns.strings.bytes(at: stored.stringIndex ?? 0))
        case .string: columns.strings[stored.stringIndex ?? 0]
        case .empty, .array, .map: ""
        }
    }
}
