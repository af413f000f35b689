import TraceModel

/// What spans of a batch take in memory if nothing of one stands in another too.
///
/// Where equal texts and attributes are stored once that is more than what is stored, but it is what a span takes when it
/// is read again.
struct SpanSizes {
    private let columns: SpanColumns
    /// The most attributes that a resource and a scope have together.
    private let mostShared: Int
    /// No text is longer: first the bytes of all, which are known, then those of the longest, if that is not enough.
    private var longestText: Int
    private var isExact = false

    /// What a span, an attribute, an event and a link take beside their texts.
    private static let ofSpan = 64
    private static let ofAttribute = 24
    private static let ofEvent = 32
    private static let ofLink = 56

    init(_ columns: SpanColumns) {
        self.columns = columns
        mostShared =
            columns.resources.reduce(0) { max($0, Int($1.attributes.count)) }
            + columns.scopes.reduce(0) { max($0, Int($1.attributes.count)) }
        longestText = columns.strings.byteCount
    }

    /// Whether a span may take more than `limit` bytes, by the numbers of its parts and the longest text of all; false is
    /// certain, and cheap.
    ///
    /// - Complexity: O(events and links of the span), and once O(distinct texts).
    @inline(__always)
    mutating func mayExceed(_ limit: Int, _ row: Int) -> Bool {
        let hasParts =
            columns.firstEvents[row] != columns.firstEvents[row + 1]
            || columns.firstLinks[row] != columns.firstLinks[row + 1]
        let attributes = Int(columns.attributeRanges[row].count) + mostShared
        if !hasParts, most(attributes: attributes, events: 0, links: 0) <= limit { return false }
        return mayExceedWithParts(limit, row)
    }

    @inline(never)
    private mutating func mayExceedWithParts(_ limit: Int, _ row: Int) -> Bool {
        var attributes = Int(columns.attributeRanges[row].count) + mostShared
        let eventRows = Int(columns.firstEvents[row])..<Int(columns.firstEvents[row + 1])
        let linkRows = Int(columns.firstLinks[row])..<Int(columns.firstLinks[row + 1])
        for event in eventRows { attributes += Int(columns.events.attributes[event].count) }
        for link in linkRows { attributes += Int(columns.links.attributes[link].count) }
        let (events, links) = (eventRows.count, linkRows.count)
        if most(attributes: attributes, events: events, links: links) <= limit { return false }
        if isExact { return true }
        isExact = true
        var longest = 0
        columns.strings.withArenas { _, ends, _ in
            longest = zip(ends, ends.dropFirst()).reduce(longest) { max($0, $1.1 - $1.0) }
        }
        longestText = longest
        return most(attributes: attributes, events: events, links: links) > limit
    }

    /// The most bytes that a span of so many parts takes, with all nested values of the batch.
    @inline(__always)
    private func most(attributes: Int, events: Int, links: Int) -> Int {
        let texts = 2 * attributes + events + links + 3
        let nested = columns.nested.rows.count * (Self.ofAttribute + 2 * longestText)
        return texts * longestText + attributes * Self.ofAttribute + Self.ofSpan
            + events * Self.ofEvent + links * Self.ofLink + nested
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
