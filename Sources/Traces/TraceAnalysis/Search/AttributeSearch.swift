import TraceModel

/// Tests attributes for a text in their keys, their values, or across a `key=value` pair.
///
/// Each distinct attribute is tested once; owners then only compare numbers.
struct AttributeSearch: Sendable {
    let needle: TextNeedle
    /// Strings of the table that contain the whole text.
    let strings: BitSet
    private let pair: Pair?
    private let hits: BitSet
    private let hasHits: Bool

    /// The text cut at its first `=`.
    struct Pair: Sendable {
        let key: TextNeedle
        let value: TextNeedle
        let keys: BitSet
        let values: BitSet
    }

    init(_ text: String, in columns: SpanColumns) {
        let table = columns.strings
        needle = TextNeedle(text)
        strings = needle.strings(containingIn: table)
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
        let test = AttributeTest(needle: needle, strings: strings, pair: pair, columns: columns)
        let distinct = columns.attributes.distinct
        var hits = BitSet(limit: distinct.count)
        for index in 0..<distinct.count where test.isHit(distinct[AttributeIndex(index)]) {
            hits.insert(index)
        }
        self.hits = hits
        hasHits = !hits.isEmpty
    }

    /// Whether no string and no attribute holds the text.
    var isHopeless: Bool { strings.isEmpty && !hasHits && pair == nil }

    func isHit(_ attributes: AttributeList) -> Bool {
        guard hasHits else { return false }
        for index in 0..<attributes.count
        where hits.contains(Int(attributes.attributeIndex(at: index))) { return true }
        return false
    }

    /// Whether the text runs across the `=` of this key and value.
    func isPairHit(key: String, value: StringIndex) -> Bool {
        guard let pair, pair.values.contains(Int(value)) else { return false }
        return key.utf8.count >= pair.key.bytes.count
            && key.utf8.suffix(pair.key.bytes.count).elementsEqual(pair.key.bytes)
    }
}

extension TextNeedle {
    /// Whether the needle stands in UTF-8.
    package func isFound(inUTF8 text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !isASCII else { return isFound(in: text) }
        return isFound(in: String(decoding: text, as: UTF8.self))
    }

    /// Whether the needle stands in `text`.
    package func isFound(in text: String) -> Bool {
        var lower = text.lowercased()
        return lower.withUTF8 { isFound(in: $0) }
    }
}
