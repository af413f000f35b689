import PlainText
package import TraceModel

/// Keys and values of attributes that were seen in traces, as many as are worth offering.
package struct SeenAttributes: Sendable, Equatable {
    /// Values by key, sorted.
    private var values: [String: [String]] = [:]

    private static let mostKeys = 500
    private static let mostValues = 50
    /// Longer values are texts that nobody searches for.
    private static let longestValue = 80
    /// Attributes of one trace that are looked at.
    private static let mostPairs = 100_000

    package init() {}

    /// - Complexity: O(distinct attributes), up to a bound.
    package init(_ trace: Trace) {
        let columns = trace.columns
        let distinct = columns.attributes.distinct
        var counts: [StringIndex: Int] = [:]
        for index in 0..<min(distinct.count, Self.mostPairs) {
            let attribute = distinct[AttributeIndex(index)]
            // Making texts is what costs: of most attributes none is wanted.
            let count = counts[attribute.key]
            if let count, count >= Self.mostValues { continue }
            if let text = attribute.value.stringIndex, count != nil,
                columns.strings.length(of: text) > Self.longestValue
            {
                continue
            }
            let key = columns.strings[attribute.key]
            add(key, Self.text(attribute.value, columns.strings))
            counts[attribute.key] = values[key]?.count ?? Self.mostValues
        }
        for key in values.keys { values[key]?.sort() }
    }

    package var keys: [String] { values.keys.sorted() }

    package func values(of key: String) -> [String] { values[key] ?? [] }

    /// Takes in what another trace had.
    package mutating func add(_ other: SeenAttributes) {
        for key in other.keys {
            for value in other.values(of: key) { add(key, value) }
            values[key]?.sort()
        }
    }

    /// A value as queries write it; nil for what they do not compare.
    private static func text(_ value: StoredValue, _ strings: StringTable) -> String? {
        switch value.variant {
        case .string: value.stringIndex.map { strings[$0] }
        case .bool: value.boolValue.map { JSONText.plain(.bool($0)) }
        case .int: value.intValue.map { JSONText.plain(.int($0)) }
        case .double: value.doubleValue.map { JSONText.plain(.double($0)) }
        case .empty, .bytes, .array, .map: nil
        }
    }

    private mutating func add(_ key: String, _ value: String?) {
        guard values[key] != nil || values.count < Self.mostKeys else { return }
        var known = values[key] ?? []
        if let value, known.count < Self.mostValues, value.utf8.count <= Self.longestValue,
            !value.contains(where: \.isNewline), !known.contains(value)
        {
            known.append(value)
        }
        values[key] = known
    }
}
