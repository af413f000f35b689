import TraceModel

extension SegmentWriter {
    /// Writes the tables of fields, patterns and outliers.
    mutating func writeFields() {
        var out = ByteWriter()
        var outlierRows = ByteWriter()
        var outliers = ByteWriter()
        func put(key: UInt32, _ variant: StoredValue.Variant, _ plan: FieldPlan) {
            out.append(key)
            out.append(
                UInt32(variant.rawValue) | UInt32(plan.kind.rawValue) << 8
                    | UInt32(plan.width) << 16
            )
            out.append(plan.first)
            out.append(plan.count)
            out.append(plan.minimum)
            out.append(plan.firstOutlier)
            out.append(plan.outlierCount)
        }
        for plan in reserved { put(key: 0, .empty, plan) }
        for field in slots.plans.indices {
            if let found = slots.outliers[field] {
                slots.plans[field].firstOutlier = UInt32(outlierRows.count / 4)
                slots.plans[field].outlierCount = UInt32(found.count)
                for (row, number) in found {
                    outlierRows.append(row)
                    outliers.append(number)
                }
            }
            let key = texts.index(of: slots.fields.fields[field].key)
            put(key: key, slots.fields.fields[field].variant, slots.plans[field])
        }
        set(.fields, out.bytes)
        set(.outlierRows, outlierRows.bytes)
        set(.outliers, outliers.bytes)
        set(.numbers, ByteWriter.made { out in for number in numbers { out.append(number) } })
        writePatterns()
    }

    private mutating func writePatterns() {
        var out = ByteWriter()
        for pattern in slots.patterns.patterns {
            out.append(texts.append(pattern.bytes))
            out.append(UInt32(pattern.firstSlot))
            out.append(UInt32(pattern.bits))
        }
        set(.patterns, out.bytes)
        set(
            .patternSlots,
            ByteWriter.made { out in
                for slot in slots.patterns.slots {
                    out.append(slot.minimum <= slot.maximum ? slot.minimum : 0)
                    out.append(UInt64(slot.width))
                }
            }
        )
    }

    /// Writes what concerns traces, and the ids of spans.
    mutating func writeTraces() {
        let traces = block.traces
        let pairs = order.traces.map { (traces.highs[$0], traces.lows[$0]) }
        set(
            .traceIDs,
            ByteWriter.made { out in
                for (high, low) in pairs {
                    out.append(high)
                    out.append(low)
                }
            }
        )
        let sorted = pairs.indices.sorted {
            (pairs[$0].0, pairs[$0].1, $0) < (pairs[$1].0, pairs[$1].1, $1)
        }
        set(
            .traceOrder,
            ByteWriter.made { out in for place in sorted { out.append(UInt16(place)) } }
        )
        set(
            .traceOrdinals,
            ByteWriter.made { out in
                for trace in order.traces { out.append(traces.ordinals[trace]) }
            }
        )
        set(.traceRows, ByteWriter.made { out in for row in order.firstRows { out.append(row) } })
        var idTexts = ByteWriter()
        for (place, trace) in order.traces.enumerated() where traces.texts[trace] != 0 {
            idTexts.append(UInt32(place))
            idTexts.append(texts.index(of: traces.texts[trace]))
        }
        set(.traceTexts, idTexts.bytes)
        set(
            .traceBloom,
            BlockedBloom.bytes(of: pairs.map { XXHash64.hash($0.0, $0.1) }, bitsPerKey: 10)
        )
        writeSpanIDs()
    }

    private mutating func writeSpanIDs() {
        let ids = order.rows.map { block.rows.spanIDs[$0] }
        var parents: [UInt8] = []
        parents.reserveCapacity(ids.count)
        var farRows = ByteWriter()
        var far = ByteWriter()
        for trace in order.traces.indices {
            let rows = Int(order.firstRows[trace])..<Int(order.firstRows[trace + 1])
            let near = rows.prefix(Int(ParentPlace.far) - 1)
            for row in rows {
                let parent = block.rows.parentIDs[order.rows[row]]
                if parent == 0 {
                    parents.append(0)
                } else if let place = near.first(where: { ids[$0] == parent }) {
                    parents.append(UInt8(place - rows.lowerBound + 1))
                } else {
                    parents.append(ParentPlace.far)
                    farRows.append(UInt32(row))
                    far.append(parent)
                }
            }
        }
        set(.rowParents, parents)
        set(.farParentRows, farRows.bytes)
        set(.farParents, far.bytes)
        set(.spanIDs, ByteWriter.made { out in for id in ids { out.append(id) } })
    }

    /// Writes operations, resources, scopes, details, and last the texts, since all of these have some.
    mutating func writeTables() {
        var operations = ByteWriter()
        for place in 0..<block.operations.count {
            let words = block.operations.list(at: place)
            operations.append(texts.index(of: words[ListPlace.Operation.service]))
            operations.append(texts.index(of: words[ListPlace.Operation.name]))
            operations.append(words[ListPlace.Operation.kind])
        }
        set(.operations, operations.bytes)
        var details = ByteWriter()
        for place in 0..<block.details.count {
            var words = block.details.list(at: place)
            for text in [ListPlace.Detail.traceState, ListPlace.Detail.statusMessage] {
                words[text] = texts.index(of: words[text])
            }
            for word in words { details.append(word) }
        }
        set(.details, details.bytes)
        var shared = SharedAttributes(block)
        let resources = lists(
            block.resources,
            texts: [
                ListPlace.Resource.service, ListPlace.Resource.schemaURL,
            ],
            attributesFrom: ListPlace.Resource.attributes,
            &shared
        )
        set(.resources, resources.ends)
        set(.resourceWords, resources.words)
        let scopes = lists(
            block.scopes,
            texts: [
                ListPlace.Scope.name, ListPlace.Scope.version, ListPlace.Scope.schemaURL,
            ],
            attributesFrom: ListPlace.Scope.attributes,
            &shared
        )
        set(.scopes, scopes.ends)
        set(.scopeWords, scopes.words)
        set(.attributes, shared.out.bytes)
        writeExtraNames()
        set(.textEnds, texts.ends.bytes)
        set(.texts, texts.bytes.bytes)
    }

    /// Writes what may be found in events and links, so that they need not be looked at for anything else.
    private mutating func writeExtraNames() {
        let parts = block.parts
        var keys: Set<StringIndex> = []
        for attributes in [parts.eventAttributes, parts.linkAttributes] {
            attributes.withValues { values in
                for index in values { keys.insert(block.attributes.keys[Int(index)]) }
            }
        }
        var names: Set<StringIndex> = []
        parts.events.withValues { events in for event in events { names.insert(event.name) } }
        var out = ByteWriter()
        for key in keys.sorted() { out.append(texts.index(of: key)) }
        set(.extraKeys, out.bytes)
        out.removeAll()
        for name in names.sorted() { out.append(texts.index(of: name)) }
        set(.eventNames, out.bytes)
    }

    private mutating func lists(
        _ lists: WordListsView,
        texts places: [Int],
        attributesFrom first: Int,
        _ shared: inout SharedAttributes
    ) -> (ends: [UInt8], words: [UInt8]) {
        var ends = ByteWriter()
        var out = ByteWriter()
        for index in 0..<lists.count {
            var words = lists.list(at: index)
            for place in places { words[place] = texts.index(of: words[place]) }
            for place in words.indices.dropFirst(first) {
                words[place] = shared.index(of: words[place], &texts)
            }
            for word in words { out.append(word) }
            ends.append(UInt32(out.count / 4))
        }
        return (ends.bytes, out.bytes)
    }
}

/// The attributes of resources and scopes, each once.
private struct SharedAttributes {
    private let block: Block
    private var known: [AttributeIndex: UInt32] = [:]
    private(set) var out = ByteWriter()

    init(_ block: Block) { self.block = block }

    mutating func index(of attribute: AttributeIndex, _ texts: inout SegmentTexts) -> UInt32 {
        if let index = known[attribute] { return index }
        let value = block.attributes.value(at: attribute)
        let key = texts.index(of: block.attributes.keys[Int(attribute)])
        let payload: UInt64
        switch value.variant {
        case .empty, .bool, .int, .double: payload = value.payload
        case .string, .bytes: payload = UInt64(texts.index(of: value.stringIndex))
        case .array, .map:
            var bytes = ByteWriter()
            NestedBytes.appendEntries(of: value, of: block, to: &bytes)
            payload = UInt64(texts.append(bytes.bytes))
        }
        out.append(UInt64(key) | UInt64(value.variant.rawValue) << 32)
        out.append(payload)
        let index = UInt32(known.count)
        known[attribute] = index
        return index
    }
}
