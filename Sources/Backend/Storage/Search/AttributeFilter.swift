import TraceModel

/// Applies an ``AttributeCriterion`` to the rows of one block.
///
/// Accepts every row that `SpanMatcher` accepts, and few others: tables say which distinct attributes,
/// resources, operations and details satisfy the condition, so that a row needs a few look-ups.
struct AttributeFilter {
    /// Distinct attributes with the key and the value that count everywhere except in resources.
    private var hits: [AttributeIndex] = []
    private var isError: Bool?
    private var status: StatusCode?
    /// Rows of which an attribute, an event or a link satisfies the condition; empty when none does.
    private var rows: [Bool] = []
    private var resources: [Bool] = []
    private var operations: [Bool] = []
    private var details: [Bool] = []

    init(_ criterion: AttributeCriterion, in block: Block) {
        findAttributes(criterion, in: block)
        if let field = criterion.field { find(field, criterion.value, in: block) }
    }

    /// False when no row of the block can satisfy the condition.
    var isPossible: Bool {
        isError != nil || status != nil || !hits.isEmpty || rows.contains(true)
            || resources.contains(true) || operations.contains(true) || details.contains(true)
    }

    /// Finds the rows whose attributes satisfy the condition: one pass over the attributes of the block.
    mutating func findRows(in block: Block) {
        guard !hits.isEmpty else { return }
        if rows.isEmpty { rows = Array(repeating: false, count: block.count) }
        let parts = block.parts
        let places = block.rows.attributes.places(ofAny: hits)
        block.rows.attributeEnds.withValues { ends in
            var row = 0
            for place in places {
                while ends[row] <= place { row &+= 1 }
                rows[row] = true
            }
        }
        for place in parts.eventAttributes.places(ofAny: hits) {
            let event = parts.events.event(ofAttribute: place)
            rows[Int(parts.eventRuns.rows[parts.eventRuns.ends.firstPlace(above: event)])] = true
        }
        for place in parts.linkAttributes.places(ofAny: hits) {
            let link = parts.links.link(ofAttribute: place)
            rows[Int(parts.linkRuns.rows[parts.linkRuns.ends.firstPlace(above: link)])] = true
        }
    }

    /// Whether a row may satisfy the condition.
    @inline(__always)
    func accepts(_ row: Int, of block: Block) -> Bool {
        let columns = block.rows
        if let isError, Outcome(bits: columns.outcomes[row]).isError == isError { return true }
        if !rows.isEmpty && rows[row] { return true }
        if !resources.isEmpty && resources[Int(columns.resources[row])] { return true }
        if !operations.isEmpty && operations[Int(columns.operations[row])] { return true }
        if !details.isEmpty && details[Int(columns.details[row])] { return true }
        if let status { return Outcome(bits: columns.outcomes[row]).status == status }
        return false
    }

    /// The distinct attributes with this key and value; seldom more than one.
    private static func attributes(
        _ key: String,
        _ value: ValueFilter,
        in block: Block
    ) -> [AttributeIndex] {
        guard let key = block.strings.firstIndex(of: key) else { return [] }
        return block.attributes.keys.places(of: key).map { AttributeIndex($0) }.filter {
            value.accepts(block.attributes.value(at: $0), in: block)
        }
    }

    /// Which lists hold one of the attributes, whose words begin at `first`.
    private static func lists(
        _ lists: WordListsView,
        from first: Int,
        with hits: [AttributeIndex]
    ) -> [Bool] {
        (0..<lists.count).map { index in
            lists.list(at: index).dropFirst(first).contains { hits.contains($0) }
        }
    }

    private mutating func findScopes(in block: Block) {
        let scopes = Self.lists(block.scopes, from: ListPlace.Scope.attributes, with: hits)
        guard scopes.contains(true) else { return }
        details = (0..<block.details.count).map { detail in
            scopes[Int(block.details.word(ListPlace.Detail.scope, ofList: detail))]
        }
    }
}

extension AttributeFilter {
    /// Finds the distinct attributes that satisfy the condition, and the resources and scopes that have them.
    private mutating func findAttributes(_ criterion: AttributeCriterion, in block: Block) {
        guard criterion.place != .nowhere else { return }
        let found = Self.attributes(
            criterion.key,
            ValueFilter(criterion.value, in: block),
            in: block
        )
        guard !found.isEmpty else { return }
        resources = Self.lists(block.resources, from: ListPlace.Resource.attributes, with: found)
        switch criterion.place {
        case .nowhere, .resource: break
        case .anywhere:
            hits = found
            findScopes(in: block)
        }
    }

    /// Finds what has a field with the right value.
    private mutating func find(_ field: FieldTest, _ text: String, in block: Block) {
        switch field {
        case .isError(let failed): isError = failed
        case .kind(let kind):
            add(operationsWith: ListPlace.Operation.kind, UInt32(kind.rawValue), in: block)
        case .statusCode(let code): status = code
        case .statusMessage:
            guard let message = block.strings.firstIndex(of: text) else { return }
            add(detailsIn: block) {
                block.details.word(ListPlace.Detail.statusMessage, ofList: $0) == message
            }
        case .scopeName: addScopes(with: ListPlace.Scope.name, text, in: block)
        case .scopeVersion: addScopes(with: ListPlace.Scope.version, text, in: block)
        case .serviceName:
            guard let name = block.strings.firstIndex(of: text) else { return }
            add(operationsWith: ListPlace.Operation.service, name, in: block)
        case .eventName:
            guard let name = block.strings.firstIndex(of: text) else { return }
            addEvents(named: name, in: block)
        }
    }

    private mutating func addEvents(named name: StringIndex, in block: Block) {
        let parts = block.parts
        for index in 0..<parts.eventRuns.rows.count {
            let run = parts.eventRuns.run(at: index)
            guard run.contains(where: { parts.events[$0].name == name }) else { continue }
            if rows.isEmpty { rows = Array(repeating: false, count: block.count) }
            rows[Int(parts.eventRuns.rows[index])] = true
        }
    }

    private mutating func add(operationsWith place: Int, _ word: UInt32, in block: Block) {
        operations = (0..<block.operations.count).map {
            block.operations.word(place, ofList: $0) == word
        }
    }

    private mutating func addScopes(with place: Int, _ text: String, in block: Block) {
        guard let text = block.strings.firstIndex(of: text) else { return }
        add(detailsIn: block) { detail in
            let scope = Int(block.details.word(ListPlace.Detail.scope, ofList: detail))
            return block.scopes.word(place, ofList: scope) == text
        }
    }

    private mutating func add(detailsIn block: Block, where isHit: (Int) -> Bool) {
        let before = details
        details = (0..<block.details.count).map { index in
            (!before.isEmpty && before[index]) || isHit(index)
        }
    }
}
