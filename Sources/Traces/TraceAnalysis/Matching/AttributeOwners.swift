import TraceModel

/// Tells which spans have an attribute of one key whose value passes a test.
///
/// Each distinct attribute is tested once, each resource and scope is asked once, and spans compare numbers.
struct AttributeOwners {
    private let columns: SpanColumns
    private let place: AttributeCriterion.Place
    private let hits: BitSet
    private let isHopeless: Bool
    private var resources = Verdicts()
    private var scopes = Verdicts()

    /// - Complexity: O(distinct strings + distinct attributes).
    init(
        _ key: String,
        at place: AttributeCriterion.Place,
        _ test: ValueTest,
        in columns: SpanColumns
    ) {
        self.columns = columns
        self.place = place
        let distinct = columns.attributes.distinct
        var hits = BitSet(limit: distinct.count)
        if place != .nowhere, let key = columns.strings.firstIndex(of: key) {
            for index in 0..<distinct.count where distinct.keys[index] == key {
                if test.accepts(distinct.value(at: AttributeIndex(index)), in: columns) {
                    hits.insert(index)
                }
            }
        }
        self.hits = hits
        isHopeless = hits.isEmpty
    }

    mutating func contains(_ span: Span) -> Bool {
        guard !isHopeless else { return false }
        if isHit(resource: Int(span.resourceIndex)) { return true }
        guard place == .anywhere else { return false }
        let row = span.row
        if has(columns.attributeRanges[row].rows) { return true }
        if isHit(scope: Int(columns.scopeIndexes[row])) { return true }
        for event in columns.firstEvents[row]..<columns.firstEvents[row + 1]
        where has(columns.events.attributes[Int(event)].rows) { return true }
        for link in columns.firstLinks[row]..<columns.firstLinks[row + 1]
        where has(columns.links.attributes[Int(link)].rows) { return true }
        return false
    }

    private mutating func isHit(resource: Int) -> Bool {
        if let known = resources[resource] { return known }
        let answer = has(columns.resources[resource].attributes.rows)
        resources[resource] = answer
        return answer
    }

    private mutating func isHit(scope: Int) -> Bool {
        if let known = scopes[scope] { return known }
        let answer = has(columns.scopes[scope].attributes.rows)
        scopes[scope] = answer
        return answer
    }

    private func has(_ rows: Range<Int>) -> Bool {
        for row in rows where hits.contains(Int(columns.attributes.rows[row])) { return true }
        return false
    }
}
