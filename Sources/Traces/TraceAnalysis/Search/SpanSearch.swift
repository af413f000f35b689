package import TraceModel

/// The spans of a trace in which a text occurs, whatever its case.
///
/// Looked through are: name, service, span id (its first digits, four at least), status message, warnings,
/// event names, and keys and values of the attributes of span, resource, scope, events and links, also joined
/// as `key=value`. A text without characters finds nothing.
package struct SpanSearch: Sendable {
    /// Numbers of the spans found, ascending.
    package let hits: [Int32]
    private let found: BitSet

    /// - Complexity: O(bytes of distinct strings + spans + attributes).
    package init(_ trace: Trace, for text: String) {
        var hits: [Int32] = []
        var found = BitSet(limit: trace.count)
        if !text.isEmpty {
            var test = SpanTest(text, in: trace.columns)
            for index in 0..<trace.count where test.isHit(trace[index]) {
                hits.append(Int32(index))
                found.insert(index)
            }
        }
        self.hits = hits
        self.found = found
    }

    package func contains(_ span: Int) -> Bool { found.contains(span) }
}

/// Tests one span after the other for a text; answers for resources and scopes are kept.
private struct SpanTest {
    private let attributes: AttributeSearch
    private let strings: BitSet
    private let idPrefix: (value: UInt64, shift: UInt64)?
    /// In lower case, where a span of the columns has an id that is a text.
    private let idWord: String?
    private let isHopeless: Bool
    private var resources = Verdicts()
    private var scopes = Verdicts()

    init(_ text: String, in columns: SpanColumns) {
        attributes = AttributeSearch(text, in: columns)
        strings = attributes.strings
        let digits = text.utf8.count
        if (4...16).contains(digits), let id = SpanID(hex: text) {
            idPrefix = (id.value, UInt64(64 - 4 * digits))
        } else {
            idPrefix = nil
        }
        idWord = columns.idTexts.isEmpty || text.isEmpty ? nil : text.lowercased()
        isHopeless = attributes.isHopeless && idPrefix == nil && idWord == nil
    }

    /// By the first digits of a number, or any part of a text.
    private func isHit(_ id: SpanID) -> Bool {
        if let text = id.text {
            return idWord.map { text.written.lowercased().contains($0) } ?? false
        }
        return idPrefix.map { id.value >> $0.shift == $0.value } ?? false
    }

    mutating func isHit(_ span: Span) -> Bool {
        if isHopeless { return false }
        if has(span.nameIndex) || has(span.statusMessageIndex) { return true }
        if isHit(span.id) { return true }
        if attributes.isHit(span.attributes) || isHit(span.resource) || isHit(span.scope) {
            return true
        }
        for event in span.events where has(event.nameIndex) || attributes.isHit(event.attributes) {
            return true
        }
        if span.links.contains(where: { attributes.isHit($0.attributes) }) { return true }
        return span.warningIndexes.contains { has($0) }
    }

    private func has(_ index: StringIndex) -> Bool { strings.contains(Int(index)) }

    private mutating func isHit(_ resource: Resource) -> Bool {
        if let known = resources[resource.index] { return known }
        let answer =
            has(resource.serviceNameIndex) || attributes.isHit(resource.attributes)
            || attributes.isPairHit(key: "service.name", value: resource.serviceNameIndex)
        resources[resource.index] = answer
        return answer
    }

    private mutating func isHit(_ scope: Scope) -> Bool {
        if let known = scopes[scope.index] { return known }
        let answer =
            attributes.isHit(scope.attributes) || attributes.needle.isFound(in: scope.name)
            || attributes.needle.isFound(in: scope.version)
        scopes[scope.index] = answer
        return answer
    }
}
