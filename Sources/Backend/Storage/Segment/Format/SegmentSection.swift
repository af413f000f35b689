/// The parts of a segment in the order in which they stand; `docs/segment-format.md` says what is in each.
///
/// A raw value is the place in the table of the header.
package enum SegmentSection: Int, CaseIterable, Sendable {
    // Asked first.
    case traceBloom, valueBloom
    // By trace.
    case traceIDs, traceOrder, traceOrdinals, traceRows, traceBases, traceTexts
    // By row.
    case rowTemplates, rowStarts, rowDurations, rowParents, spanIDs, extraBits, recordOffsets
    case records
    case farParentRows, farParents
    // What rows refer to.
    case templates, constants, shapes, shapeFields, fields, numbers, patterns, patternSlots
    case outlierRows, outliers
    case operations, resources, resourceWords, scopes, scopeWords, details, attributes
    case extraKeys, eventNames
    case textEnds, texts
    // Compressed.
    case blockIndex, blocks

    /// The name by which reports show it.
    package var name: String { "\(self)" }
}
