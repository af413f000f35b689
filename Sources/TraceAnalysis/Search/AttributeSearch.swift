import TraceModel

/// Tests attributes for a text in their keys, their values, or across a `key=value` pair.
struct AttributeSearch: Sendable {
    let needle: TextNeedle
    /// Strings of the table that contain the whole text.
    let strings: BitSet
    private let table: StringTable
    private let pair: Pair?
    private let hitsTrue: Bool
    private let hitsFalse: Bool
    private let mayHitIntegers: Bool
    private let mayHitDoubles: Bool

    /// The text cut at its first `=`.
    private struct Pair: Sendable {
        let key: TextNeedle
        let value: TextNeedle
        let keys: BitSet
        let values: BitSet
    }

    init(_ text: String, in table: StringTable) {
        needle = TextNeedle(text)
        strings = needle.strings(containingIn: table)
        self.table = table
        if let cut = text.firstIndex(of: "=") {
            let key = TextNeedle(text[..<cut])
            let value = TextNeedle(text[text.index(after: cut)...])
            pair = Pair(
                key: key,
                value: value,
                keys: key.strings(endingWithIn: table),
                values: value.strings(beginningWithIn: table)
            )
        } else {
            pair = nil
        }
        hitsTrue = needle.isFound(in: "true")
        hitsFalse = needle.isFound(in: "false")
        mayHitIntegers = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D }
        mayHitDoubles = needle.bytes.allSatisfy { "0123456789.-+einfa".utf8.contains($0) }
    }

    /// Whether no value whatsoever of this table can hold the text.
    var isHopeless: Bool {
        strings.isEmpty && pair == nil && !hitsTrue && !hitsFalse && !mayHitIntegers
            && !mayHitDoubles
    }

    func isHit(_ attributes: AttributeList) -> Bool {
        for index in 0..<attributes.count {
            let key = attributes.keyIndex(at: index)
            if strings.contains(Int(key)) { return true }
            let stored = attributes.stored(at: index)
            if isHit(stored) || isNestedHit(attributes, index) { return true }
            if let pair, pair.keys.contains(Int(key)), begins(stored, with: pair) { return true }
        }
        return false
    }

    /// Whether the text runs across the `=` of this key and value.
    func isPairHit(key: String, value: StringIndex) -> Bool {
        guard let pair, pair.values.contains(Int(value)) else { return false }
        return key.utf8.count >= pair.key.bytes.count
            && key.utf8.suffix(pair.key.bytes.count).elementsEqual(pair.key.bytes)
    }

    private func isHit(_ stored: StoredValue) -> Bool {
        switch stored.variant {
        case .string: return strings.contains(Int(stored.stringIndex ?? 0))
        case .bool: return stored.boolValue == true ? hitsTrue : hitsFalse
        case .int: return mayHitIntegers && needle.isFound(in: String(stored.intValue ?? 0))
        case .double: return mayHitDoubles && needle.isFound(in: text(of: stored))
        case .bytes:
            let index = stored.stringIndex ?? 0
            return strings.contains(Int(index)) || needle.isFound(in: text(of: stored))
        case .empty, .array, .map: return false
        }
    }

    /// Looks through arrays and maps with a list of its own, since they may be nested deeply.
    private func isNestedHit(_ attributes: AttributeList, _ index: Int) -> Bool {
        guard isList(attributes.stored(at: index)) else { return false }
        var waiting = [attributes.children(at: index)]
        while let list = waiting.popLast() {
            for index in 0..<list.count {
                if strings.contains(Int(list.keyIndex(at: index))) { return true }
                let stored = list.stored(at: index)
                if isHit(stored) { return true }
                if isList(stored) { waiting.append(list.children(at: index)) }
            }
        }
        return false
    }

    private func isList(_ stored: StoredValue) -> Bool {
        stored.variant == .array || stored.variant == .map
    }

    private func begins(_ stored: StoredValue, with pair: Pair) -> Bool {
        if stored.variant == .string { return pair.values.contains(Int(stored.stringIndex ?? 0)) }
        return text(of: stored).lowercased().utf8.starts(with: pair.value.bytes)
    }

    /// The text of a value without entries.
    private func text(of stored: StoredValue) -> String {
        switch stored.variant {
        case .bool: stored.boolValue == true ? "true" : "false"
        case .int: String(stored.intValue ?? 0)
        case .double: DecimalText.text(of: stored.doubleValue ?? 0)
        case .bytes: Base64.text(of: table.bytes(at: stored.stringIndex ?? 0))
        case .string: table[stored.stringIndex ?? 0]
        case .empty, .array, .map: ""
        }
    }
}

extension TextNeedle {
    /// Whether the needle stands in `text`.
    func isFound(in text: String) -> Bool {
        var lower = text.lowercased()
        return lower.withUTF8 { isFound(in: $0) }
    }
}
