import TraceModel

/// What spans of a batch take in memory if nothing of one stands in another too.
///
/// Where equal texts and attributes are stored once that is more than what is stored, but it is what a span takes when it
/// is read again.
struct SpanSizes {
    private let columns: SpanColumns
    private let longestText: Int
    /// What the nested values of all spans take at most.
    private let mostNested: Int

    /// What a span, an attribute, an event and a link take beside their texts.
    private static let ofSpan = 64
    private static let ofAttribute = 24
    private static let ofEvent = 32
    private static let ofLink = 56

    /// - Complexity: O(distinct texts).
    init(_ columns: SpanColumns) {
        self.columns = columns
        var longest = 0
        columns.strings.withArenas { _, ends, _ in
            longest = zip(ends, ends.dropFirst()).reduce(longest) { max($0, $1.1 - $1.0) }
        }
        longestText = longest
        mostNested = columns.nested.rows.count * (Self.ofAttribute + 2 * longestText)
    }

    /// Whether a span may take more than `limit` bytes, by the numbers of its parts and the longest text of all; false is
    /// certain, and cheap.
    @inline(__always)
    func mayExceed(_ limit: Int, _ row: Int) -> Bool {
        let resource = columns.resources[Int(columns.resourceIndexes[row])]
        let scope = columns.scopes[Int(columns.scopeIndexes[row])]
        var attributes = Int(columns.attributeRanges[row].count)
        attributes += Int(resource.attributes.count) + Int(scope.attributes.count)
        let events = Int(columns.firstEvents[row])..<Int(columns.firstEvents[row + 1])
        let links = Int(columns.firstLinks[row])..<Int(columns.firstLinks[row + 1])
        for event in events { attributes += Int(columns.events.attributes[event].count) }
        for link in links { attributes += Int(columns.links.attributes[link].count) }
        let texts = 2 * attributes + events.count + links.count + 3
        return texts * longestText + attributes * Self.ofAttribute + Self.ofSpan
            + events.count * Self.ofEvent + links.count * Self.ofLink + mostNested > limit
    }

    /// - Complexity: O(attributes, events and links of the span).
    func bytes(ofRow row: Int) -> Int {
        let strings = columns.strings
        var bytes = Self.ofSpan + strings.length(of: columns.names[row])
        bytes += strings.length(of: columns.statusMessages[row])
        bytes += strings.length(of: columns.traceStates[row])
        bytes += self.bytes(of: columns.attributeRanges[row])
        bytes += self.bytes(of: columns.resources[Int(columns.resourceIndexes[row])].attributes)
        bytes += self.bytes(of: columns.scopes[Int(columns.scopeIndexes[row])].attributes)
        for event in Int(columns.firstEvents[row])..<Int(columns.firstEvents[row + 1]) {
            bytes += strings.length(of: columns.events.names[event]) + Self.ofEvent
            bytes += self.bytes(of: columns.events.attributes[event])
        }
        for link in Int(columns.firstLinks[row])..<Int(columns.firstLinks[row + 1]) {
            bytes += strings.length(of: columns.links.traceStates[link]) + Self.ofLink
            bytes += self.bytes(of: columns.links.attributes[link])
        }
        return bytes
    }

    private func bytes(of range: AttributeRange) -> Int {
        range.rows.reduce(0) { sum, row in
            sum + bytes(of: columns.attributes.distinct[columns.attributes.rows[row]])
        }
    }

    private func bytes(of attribute: StoredAttribute) -> Int {
        let own = columns.strings.length(of: attribute.key) + Self.ofAttribute
        if let text = attribute.value.stringIndex { return own + columns.strings.length(of: text) }
        guard attribute.value.variant == .array || attribute.value.variant == .map else {
            return own
        }
        return attribute.value.nestedRange.rows.reduce(own) { sum, row in
            sum + bytes(of: columns.nested.distinct[columns.nested.rows[row]])
        }
    }
}
