import TraceModel

/// Writes the rows of one batch into a block, translating each distinct text, attribute, resource and scope
/// of the batch once.
///
/// Valid for one block only: its tables hold places in that block.
struct BatchTranslation: ~Copyable {
    private static let unknown = UInt32.max

    private let columns: SpanColumns
    /// Of the columns; held here too, where looking into them copies no references.
    private let texts: StringTable
    private let distinct: DistinctAttributes
    private var strings: [StringIndex]
    private var attributes: [AttributeIndex]
    private var resources: [UInt32]
    private var scopes: [UInt32]
    private var words: [UInt32] = []
    /// Operations that are new to the block, in order of arrival.
    private var newOperations: [Int] = []

    init(_ columns: SpanColumns) {
        self.columns = columns
        texts = columns.strings
        distinct = columns.attributes.distinct
        strings = Array(repeating: Self.unknown, count: columns.strings.count)
        attributes = Array(repeating: Self.unknown, count: columns.attributes.distinct.count)
        resources = Array(repeating: Self.unknown, count: columns.resources.count)
        scopes = Array(repeating: Self.unknown, count: columns.scopes.count)
    }

    /// Operations that are new to the block since the last call.
    mutating func takeNewOperations() -> [Int] {
        defer { newOperations = [] }
        return newOperations
    }

    /// Appends a row of the batch to `block`.
    ///
    /// - Complexity: O(attributes, events and links of the span), and once O(bytes) of each new text.
    mutating func append(
        _ row: Int,
        trace: Int,
        previous: UInt32,
        to block: inout OpenBlock
    ) {
        let columns = columns
        let range = columns.attributeRanges[row].rows
        columns.attributes.rows.withUnsafeBufferPointer { rows in
            for place in range { block.append(attribute: attribute(rows[place], in: &block)) }
        }
        appendEvents(Int(columns.firstEvents[row])..<Int(columns.firstEvents[row + 1]), &block)
        appendLinks(Int(columns.firstLinks[row])..<Int(columns.firstLinks[row + 1]), &block)
        for warning in columns.warnings(ofRow: row) {
            block.append(warning: string(warning, in: &block))
        }
        if !columns.idTexts.isEmpty, let texts = columns.idTexts[UInt32(row)] {
            block.append(idTexts: texts)
        }
        let resource = resource(columns.resourceIndexes[row], in: &block)
        block.endRow(
            OpenBlock.Row(
                trace: trace,
                previous: previous,
                spanID: columns.spanIDs[row],
                parentID: columns.parentIDs[row],
                start: columns.starts[row],
                end: columns.ends[row],
                operation: operation(row, in: &block),
                resource: Int(resource),
                detail: detail(row, in: &block),
                outcome: Outcome(status: columns.statusCodes[row], isError: columns.errors[row])
            )
        )
    }

    @inline(__always)
    private mutating func string(
        _ index: StringIndex,
        in block: inout OpenBlock
    ) -> StringIndex {
        let known = strings[Int(index)]
        if known != Self.unknown { return known }
        let new = texts.withBytes(at: index) {
            block.strings.intern(UnsafeRawBufferPointer($0))
        }
        strings[Int(index)] = new
        return new
    }

    @inline(__always)
    private mutating func attribute(
        _ index: AttributeIndex,
        in block: inout OpenBlock
    ) -> AttributeIndex {
        let known = attributes[Int(index)]
        if known != Self.unknown { return known }
        return newAttribute(index, in: &block)
    }

    @inline(never)
    private mutating func newAttribute(
        _ index: AttributeIndex,
        in block: inout OpenBlock
    ) -> AttributeIndex {
        let stored = distinct[index]
        let key = string(stored.key, in: &block)
        let value = value(stored.value, in: &block)
        let new = block.attributes.intern(key: key, value: value)
        attributes[Int(index)] = new
        return new
    }

    private mutating func value(
        _ stored: StoredValue,
        in block: inout OpenBlock
    ) -> BlockValue {
        switch stored.variant {
        case .empty, .bool, .int, .double:
            return BlockValue(variant: stored.variant, payload: stored.payload)
        case .string, .bytes:
            let index = string(stored.stringIndex ?? 0, in: &block)
            return BlockValue(variant: stored.variant, payload: UInt64(index))
        case .array, .map:
            var bytes: [UInt8] = []
            for place in stored.nestedRange.rows {
                let entry = columns.nested.distinct[columns.nested.rows[place]]
                let key = string(entry.key, in: &block)
                NestedEntry(key: key, value: value(entry.value, in: &block)).append(to: &bytes)
            }
            let index = bytes.withUnsafeBytes { block.strings.intern($0) }
            return BlockValue(variant: stored.variant, payload: UInt64(index))
        }
    }

    private mutating func resource(_ index: UInt32, in block: inout OpenBlock) -> UInt32 {
        let known = resources[Int(index)]
        if known != Self.unknown { return known }
        let stored = columns.resources[Int(index)]
        words.removeAll(keepingCapacity: true)
        words.append(string(stored.serviceName, in: &block))
        words.append(stored.hasServiceName ? 1 : 0)
        words.append(string(stored.schemaURL, in: &block))
        words.append(stored.droppedAttributes)
        appendWords(stored.attributes, in: &block)
        let new = UInt32(words.withUnsafeBufferPointer { block.resources.intern($0).index })
        resources[Int(index)] = new
        return new
    }

    private mutating func scope(_ index: UInt32, in block: inout OpenBlock) -> UInt32 {
        let known = scopes[Int(index)]
        if known != Self.unknown { return known }
        let stored = columns.scopes[Int(index)]
        words.removeAll(keepingCapacity: true)
        words.append(string(stored.name, in: &block))
        words.append(string(stored.version, in: &block))
        words.append(string(stored.schemaURL, in: &block))
        words.append(stored.droppedAttributes)
        appendWords(stored.attributes, in: &block)
        let new = UInt32(words.withUnsafeBufferPointer { block.scopes.intern($0).index })
        scopes[Int(index)] = new
        return new
    }

    private mutating func appendWords(_ range: AttributeRange, in block: inout OpenBlock) {
        for place in range.rows {
            words.append(attribute(columns.attributes.rows[place], in: &block))
        }
    }

    private mutating func operation(_ row: Int, in block: inout OpenBlock) -> Int {
        let service = columns.resources[Int(columns.resourceIndexes[row])].serviceName
        var words = (
            string(service, in: &block),
            string(columns.names[row], in: &block),
            UInt32(columns.kinds[row].rawValue)
        )
        let (index, isNew) = withUnsafeBytes(of: &words) {
            block.operations.intern($0.assumingMemoryBound(to: UInt32.self))
        }
        if isNew { newOperations.append(index) }
        return index
    }

    private mutating func detail(_ row: Int, in block: inout OpenBlock) -> Int {
        let scope = scope(columns.scopeIndexes[row], in: &block)
        let traceState = string(columns.traceStates[row], in: &block)
        let message = string(columns.statusMessages[row], in: &block)
        let dropped =
            columns.droppedCounts.isEmpty
            ? DroppedCounts() : columns.droppedCounts[UInt32(row)] ?? DroppedCounts()
        var words = (
            columns.flags[row], traceState, message, dropped.attributes, dropped.events,
            dropped.links, scope
        )
        return withUnsafeBytes(of: &words) {
            block.details.intern($0.assumingMemoryBound(to: UInt32.self)).index
        }
    }

    private mutating func appendEvents(_ range: Range<Int>, _ block: inout OpenBlock) {
        for event in range {
            for place in columns.events.attributes[event].rows {
                let index = attribute(columns.attributes.rows[place], in: &block)
                block.append(eventAttribute: index)
            }
            block.append(
                event: EventRecord(
                    time: columns.events.times[event],
                    name: string(columns.events.names[event], in: &block),
                    droppedAttributes: columns.events.dropped[event],
                    attributeEnd: block.eventAttributeCount
                )
            )
        }
    }

    private mutating func appendLinks(_ range: Range<Int>, _ block: inout OpenBlock) {
        for link in range {
            for place in columns.links.attributes[link].rows {
                let index = attribute(columns.attributes.rows[place], in: &block)
                block.append(linkAttribute: index)
            }
            let traceID = columns.links.traceID(ofRow: link)
            let spanID = columns.links.spanID(ofRow: link)
            block.append(
                link: LinkRecord(
                    traceHigh: traceID.high,
                    traceLow: traceID.low,
                    spanID: spanID.value,
                    traceState: string(columns.links.traceStates[link], in: &block),
                    flags: columns.links.flags[link],
                    droppedAttributes: columns.links.dropped[link],
                    attributeEnd: block.linkAttributeCount,
                    type: columns.links.types[link].rawValue,
                    traceText: traceID.text.map { block.intern($0.written) } ?? 0,
                    spanText: spanID.text.map { block.intern($0.written) } ?? 0
                )
            )
        }
    }
}
