import TraceModel

/// A condition as tests of what a segment's rows refer to.
///
/// The tables of the segment are looked at once: it is known then which operations, resources and details satisfy the condition, and
/// what slots must hold. A row satisfies it if any of these does.
struct SegmentCriterion {
    /// Which of the table satisfy it; empty if none does.
    var operations: [Bool] = []
    var resources: [Bool] = []
    var details: [Bool] = []
    var isError: Bool?
    var status: StatusCode?
    /// Of each field, what its slots must hold, one of these; empty if no field can.
    var slots: [[SlotTest]] = []
    /// Rows whose events or links satisfy it, one bit each; empty if none do.
    var extras: [UInt64] = []

    /// False when no row can satisfy it.
    var isPossible: Bool {
        isError != nil || status != nil || !slots.isEmpty || !extras.isEmpty
            || operations.contains(true) || resources.contains(true) || details.contains(true)
    }

    /// Service, name and kind, which a span must all have.
    init(operations: [Bool]) { self.operations = operations }

    init(_ criterion: AttributeCriterion, in segment: Segment, _ blocks: inout BlockCache) {
        findAttributes(criterion, in: segment, &blocks)
        if let field = criterion.field { find(field, criterion.value, in: segment) }
        findExtras(criterion, in: segment, &blocks)
    }

    private mutating func findAttributes(
        _ criterion: AttributeCriterion,
        in segment: Segment,
        _ blocks: inout BlockCache
    ) {
        guard criterion.place != .nowhere else { return }
        let text = SoughtText(criterion.value)
        let key = Array(criterion.key.utf8)
        let shared = (0..<segment.attributes.count / 2).map { index in
            segment.isAttribute(index, key, text)
        }
        if shared.contains(true) {
            resources = segment.resourcesHaving(shared)
            if criterion.place == .anywhere { details = segment.detailsHaving(shared) }
        }
        guard criterion.place == .anywhere else { return }
        for index in SegmentField.Reserved.allCases.count..<max(segment.fieldCount, 4) {
            let field = segment.field(index)
            guard segment.withText(field.key, { $0.elementsEqual(key) }) else { continue }
            let tests = field.kind.encoding.tests(for: text, field, of: segment, &blocks)
            guard !tests.isEmpty else { continue }
            if slots.isEmpty { slots = Array(repeating: [], count: segment.fieldCount) }
            slots[index] = tests
        }
    }

    /// Finds what has a field with the right value.
    private mutating func find(_ field: FieldTest, _ text: String, in segment: Segment) {
        let text = Array(text.utf8)
        switch field {
        case .isError(let failed): isError = failed
        case .statusCode(let code): status = code
        case .kind(let kind):
            operations = (0..<segment.operationCount).map {
                segment.operation($0, ListPlace.Operation.kind) == UInt32(kind.rawValue)
            }
        case .serviceName:
            operations = segment.operations(with: ListPlace.Operation.service, text)
        case .statusMessage:
            add(segment.details(with: ListPlace.Detail.statusMessage, text))
        case .scopeName: add(segment.details(withScope: ListPlace.Scope.name, text))
        case .scopeVersion: add(segment.details(withScope: ListPlace.Scope.version, text))
        // Events are no part of tables.
        case .eventName: break
        }
    }

    private mutating func add(_ more: [Bool]) {
        details = details.isEmpty ? more : zip(details, more).map { $0 || $1 }
    }

    /// Finds the rows whose events or links satisfy the condition.
    private mutating func findExtras(
        _ criterion: AttributeCriterion,
        in segment: Segment,
        _ blocks: inout BlockCache
    ) {
        let asksForName = criterion.field == .eventName
        let key = criterion.place == .anywhere ? Array(criterion.key.utf8) : nil
        let name = asksForName ? Array(criterion.value.utf8) : nil
        let mayHaveKey = key.map { segment.mayHave($0, in: segment.extraKeys) } ?? false
        let mayHaveName = name.map { segment.mayHave($0, in: segment.eventNames) } ?? false
        guard mayHaveKey || mayHaveName else { return }
        let search = ExtraSearch(
            key: mayHaveKey ? key : nil,
            value: SoughtText(criterion.value),
            eventName: mayHaveName ? name : nil
        )
        var found = [Bool]()
        blocks.forEachString(of: segment.extras, in: segment) { code, bytes in
            // No row has more than one, so a damaged index alone names others.
            guard code < segment.count else { return }
            while found.count < code { found.append(false) }
            found.append(search.isFound(in: bytes))
        }
        guard found.contains(true) else { return }
        extras = Array(repeating: 0, count: segment.extraBits.count)
        for row in 0..<segment.count {
            guard let place = segment.extra(ofRow: row), place < found.count, found[place] else {
                continue
            }
            extras[row >> 6] |= 1 << UInt64(row & 63)
        }
    }
}

/// Looks for an attribute, or for the name of an event, in what few rows have.
struct ExtraSearch {
    let key: [UInt8]?
    let value: SoughtText
    let eventName: [UInt8]?

    func isFound(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var draft = SpanDraft()
        var builder = TraceBuilder()
        guard ExtraBytes.read(bytes, into: &draft, &builder) else { return false }
        if let eventName {
            for event in draft.events
            where builder.strings.withBytes(at: event.name, { $0.elementsEqual(eventName) }) {
                return true
            }
        }
        guard let key else { return false }
        for attribute in draft.eventAttributes + draft.linkAttributes
        where builder.strings.withBytes(at: attribute.key, { $0.elementsEqual(key) }) {
            if isMeant(attribute.value, builder) { return true }
        }
        return false
    }

    private func isMeant(_ stored: StoredValue, _ builder: borrowing TraceBuilder) -> Bool {
        switch stored.variant {
        case .empty, .bool, .int, .double:
            return value.isMeant(by: stored.payload, variant: stored.variant)
        case .string, .bytes:
            return builder.strings.withBytes(at: stored.stringIndex ?? 0) {
                value.isMeant(by: $0, variant: stored.variant)
            }
        // Whole spans are looked at once more.
        case .array, .map: return true
        }
    }
}
