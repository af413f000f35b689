import TraceModel

/// One attribute condition of a query, as tests of the rows of one block.
///
/// Takes every row that `SpanMatcher` takes, and seldom another: tables say which distinct attributes,
/// resources, operations and details satisfy the condition, so that a row needs a few look-ups.
struct ConditionFilter {
    /// The only thing that counts, when the condition is on `error`.
    private var failed: Bool?
    private var status: StatusCode?
    private var attributes: [Bool] = []
    private var resources: [Bool] = []
    private var operations: [Bool] = []
    private var details: [Bool] = []
    /// Rows whose events or links satisfy the condition.
    private var partRows: Set<Int> = []
    /// False when no row of the block can satisfy the condition.
    private(set) var isPossible = true
    private var hasAttributes = false

    init(_ condition: AttributeCondition, in block: Block) {
        let text = condition.value
        if condition.key == "error" {
            // Which texts are truth values is the matcher's business; others it refuses.
            let truths = ["1", "t", "T", "true", "TRUE", "True"]
            failed = truths.contains(text)
            return
        }
        let prefix = "resource."
        let isOfResource =
            condition.key.hasPrefix(prefix) && condition.key != "resource.service.name"
        let key = isOfResource ? String(condition.key.dropFirst(prefix.count)) : condition.key
        findAttributes(key, ValueFilter(text, in: block), in: block)
        if hasAttributes {
            resources = Self.hits(
                in: block.resources,
                from: ListPlace.Resource.attributes,
                attributes
            )
        }
        if isOfResource {
            attributes = []
            hasAttributes = false
        } else if hasAttributes {
            findScopes(in: block)
            findParts(in: block)
        }
        findFields(condition.key, text, in: block)
        isPossible =
            hasAttributes || status != nil || !partRows.isEmpty || resources.contains(true)
            || operations.contains(true) || details.contains(true)
    }

    /// Whether a row may satisfy the condition.
    @inline(__always)
    func accepts(_ row: Int, of block: Block) -> Bool {
        let rows = block.rows
        if let failed { return Outcome(bits: rows.outcomes[row]).isError == failed }
        if hasAttributes {
            for place in rows.attributeRange(ofRow: row)
            where attributes[Int(rows.attributes[place])] { return true }
        }
        if !resources.isEmpty && resources[Int(rows.resources[row])] { return true }
        if !operations.isEmpty && operations[Int(rows.operations[row])] { return true }
        if !details.isEmpty && details[Int(rows.details[row])] { return true }
        if let status, Outcome(bits: rows.outcomes[row]).status == status { return true }
        return !partRows.isEmpty && partRows.contains(row)
    }

    private mutating func findAttributes(_ key: String, _ value: ValueFilter, in block: Block) {
        guard let key = block.strings.firstIndex(of: key) else { return }
        var hits: [Int] = []
        block.attributes.keys.withValues { keys in
            for index in 0..<keys.count where keys[index] == key {
                if value.accepts(block.attributes.value(at: AttributeIndex(index)), in: block) {
                    hits.append(index)
                }
            }
        }
        guard !hits.isEmpty else { return }
        hasAttributes = true
        attributes = Array(repeating: false, count: block.attributes.count)
        for hit in hits { attributes[hit] = true }
    }

    /// Which lists hold one of the attributes, from a word on.
    private static func hits(
        in lists: WordListsView,
        from first: Int,
        _ attributes: [Bool]
    ) -> [Bool] {
        (0..<lists.count).map { index in
            lists.list(at: index).dropFirst(first).contains { attributes[Int($0)] }
        }
    }

    private mutating func findScopes(in block: Block) {
        let scopes = Self.hits(in: block.scopes, from: ListPlace.Scope.attributes, attributes)
        guard scopes.contains(true) else { return }
        details = (0..<block.details.count).map { detail in
            scopes[Int(block.details.word(ListPlace.Detail.scope, ofList: detail))]
        }
    }

    private mutating func findParts(in block: Block) {
        let parts = block.parts
        for index in 0..<parts.eventRuns.rows.count {
            let row = Int(parts.eventRuns.rows[index])
            for event in parts.eventRuns.run(at: index) {
                for place in parts.attributeRange(ofEvent: event)
                where attributes[Int(parts.eventAttributes[place])] { partRows.insert(row) }
            }
        }
        for index in 0..<parts.linkRuns.rows.count {
            let row = Int(parts.linkRuns.rows[index])
            for link in parts.linkRuns.run(at: index) {
                for place in parts.attributeRange(ofLink: link)
                where attributes[Int(parts.linkAttributes[place])] { partRows.insert(row) }
            }
        }
    }
}

extension ConditionFilter {
    /// Keys that mean a field, as `AttributeMatcher` reads them.
    private mutating func findFields(_ key: String, _ text: String, in block: Block) {
        switch key {
        case "span.kind":
            guard let kind = SpanKind(name: text) else { return }
            add(operationsWith: ListPlace.Operation.kind, UInt32(kind.rawValue), in: block)
        case "span.status", "otel.status_code":
            switch text.lowercased() {
            case "ok": status = .ok
            case "error": status = .error
            case "unset": status = .unset
            default: return
            }
        case "service.name", "resource.service.name":
            guard let name = block.strings.firstIndex(of: text) else { return }
            add(operationsWith: ListPlace.Operation.service, name, in: block)
        case "otel.status_description":
            guard let message = block.strings.firstIndex(of: text) else { return }
            add(detailsIn: block) {
                block.details.word(ListPlace.Detail.statusMessage, ofList: $0) == message
            }
        case "scope.name", "otel.scope.name":
            addScopes(with: ListPlace.Scope.name, text, in: block)
        case "scope.version", "otel.scope.version":
            addScopes(with: ListPlace.Scope.version, text, in: block)
        case "event":
            guard let name = block.strings.firstIndex(of: text) else { return }
            let parts = block.parts
            for index in 0..<parts.eventRuns.rows.count {
                let run = parts.eventRuns.run(at: index)
                if run.contains(where: { parts.events[$0].name == name }) {
                    partRows.insert(Int(parts.eventRuns.rows[index]))
                }
            }
        default: return
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
