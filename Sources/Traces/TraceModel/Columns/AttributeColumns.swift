/// The attributes of all owners of an answer: each distinct one once, and the lists of owners as runs of
/// indexes.
///
/// 4 bytes per attribute and 13 per distinct one. Elements of arrays have the empty key.
package struct AttributeColumns: Sendable {
    /// The distinct attribute in each row of the owners' runs.
    package private(set) var rows: [AttributeIndex] = []
    package private(set) var distinct = DistinctAttributes()

    var count: Int { rows.count }

    var byteCount: Int { rows.count * 4 + distinct.count * 13 }

    /// The index of an attribute, given a new one if it was not seen before.
    mutating func intern(_ attribute: StoredAttribute) -> AttributeIndex {
        distinct.intern(attribute)
    }

    /// Appends `attributes` as one run.
    mutating func append(_ attributes: some Collection<StoredAttribute>) -> AttributeRange {
        guard !attributes.isEmpty else { return .none }
        let start = startOfRun(attributes.count)
        for attribute in attributes { rows.append(distinct.intern(attribute)) }
        return AttributeRange(start: start, count: UInt32(attributes.count))
    }

    /// Appends `attributes` and `interned`, which are indexes of this table, as one run.
    mutating func append(
        _ attributes: borrowing [StoredAttribute],
        interned: borrowing [AttributeIndex]
    ) -> AttributeRange {
        let count = attributes.count + interned.count
        guard count > 0 else { return .none }
        let start = startOfRun(count)
        for index in 0..<attributes.count { rows.append(distinct.intern(attributes[index])) }
        for index in 0..<interned.count { rows.append(interned[index]) }
        return AttributeRange(start: start, count: UInt32(count))
    }

    /// Appends all runs of `other`, whose texts have the indexes `strings` here; `firstNested` rows are before those of its arrays
    /// and maps.
    mutating func append(
        _ other: AttributeColumns,
        strings: [StringIndex],
        firstNested: UInt32
    ) {
        _ = startOfRun(other.rows.count)
        let indexes = distinct.intern(
            allOf: (0..<other.distinct.count).map { index in
                let attribute = other.distinct[AttributeIndex(index)]
                return StoredAttribute(
                    key: strings[Int(attribute.key)],
                    value: attribute.value.moved(strings: strings, firstNested: firstNested)
                )
            }
        )
        rows.append(contentsOf: other.rows.lazy.map { indexes[Int($0)] })
    }

    mutating func reserve(rows count: Int) { rows.reserveCapacity(count) }

    func key(at row: Int) -> StringIndex { distinct.keys[Int(rows[row])] }

    func value(at row: Int) -> StoredValue { distinct.value(at: rows[row]) }

    /// The same attributes without what only interning needs.
    consuming func finished() -> AttributeColumns {
        distinct.finish()
        return self
    }

    /// The same runs over other attributes.
    func replacing(distinct: DistinctAttributes, rows: [AttributeIndex]) -> AttributeColumns {
        var copy = self
        copy.distinct = distinct
        copy.rows = rows
        return copy
    }

    private func startOfRun(_ length: Int) -> UInt32 {
        precondition(rows.count + length < Int(UInt32.max), "more than 4 billion attributes")
        return UInt32(rows.count)
    }
}
