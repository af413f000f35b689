/// Changes to columns that are finished: what a sanitizer may put right; all else stays shared.
package struct SpanColumnsEdit: ~Copyable {
    private let original: SpanColumns
    private var newTexts = StringArena()
    private var rows: [AttributeIndex]
    private var distinct: DistinctAttributes
    package var names: [StringIndex]
    package var ends: [UInt64]
    package var attributeRanges: [AttributeRange]
    package var resources: [StoredResource]
    package var warnings: [UInt32: [StringIndex]]

    package init(_ original: SpanColumns) {
        self.original = original
        rows = original.attributes.rows
        distinct = original.attributes.distinct
        names = original.names
        ends = original.ends
        attributeRanges = original.attributeRanges
        resources = original.resources
        warnings = original.warnings
    }

    /// Adds a text, which may be bytes of any kind, and returns its index.
    package mutating func add(text: some Collection<UInt8>) -> StringIndex {
        newTexts.append(text)
        return StringIndex(original.strings.count + newTexts.ends.count - 2)
    }

    /// Puts another attribute in a row of the attribute runs.
    package mutating func replace(attributeRow row: Int, with attribute: StoredAttribute) {
        rows[row] = distinct.append(attribute)
    }

    /// Gives all owners of an attribute another value.
    package mutating func replace(distinct index: AttributeIndex, value: StoredValue) {
        distinct.replace(index, value: value)
    }

    /// A run of the attributes of `range` that satisfy `keep`, and of `added`.
    package mutating func rebuild(
        _ range: AttributeRange,
        adding added: [StoredAttribute] = [],
        keep: (AttributeIndex) -> Bool = { _ in true }
    ) -> AttributeRange {
        let start = rows.count
        for row in range.rows where keep(rows[row]) { rows.append(rows[row]) }
        for attribute in added { rows.append(distinct.append(attribute)) }
        return AttributeRange(start: UInt32(start), count: UInt32(rows.count - start))
    }

    /// The columns with the changes made.
    package consuming func finish() -> SpanColumns {
        SpanColumns(
            original,
            strings: original.strings.appending(newTexts),
            names: names,
            ends: ends,
            attributeRanges: attributeRanges,
            resources: resources,
            warnings: warnings,
            attributes: original.attributes.replacing(distinct: distinct, rows: rows)
        )
    }
}
