import Glibc

@testable import TraceModel
@testable import WireFormats

/// Decodes `bytes` cut at `cuts`, which ascend.
func decode(_ bytes: [UInt8], cutAt cuts: some Sequence<Int>) throws -> DecodedTraces {
    var decoder = TraceDecoder()
    try bytes.withUnsafeBufferPointer { bytes in
        var start = 0
        for cut in cuts {
            try decoder.feed(UnsafeBufferPointer(rebasing: bytes[start..<cut]))
            start = cut
        }
        try decoder.feed(UnsafeBufferPointer(rebasing: bytes[start...]))
    }
    return try decoder.finish()
}

func decode(_ text: String) throws -> DecodedTraces {
    try decodeTraces(Array(text.utf8))
}

/// The span of a document that has one.
func decodeSpan(_ text: String) throws -> SpanRecord {
    let records = try decode(text).records
    guard records.count == 1 else { throw WrongCount(count: records.count) }
    return records[0]
}

struct WrongCount: Error {
    var count: Int
}

/// Whether two decodings are the same to the last column, string index and count.
///
/// Compares memory, since it is asked for thousands of times.
func areIdentical(_ left: DecodedTraces, _ right: DecodedTraces) -> Bool {
    guard left.report == right.report, left.serverErrors == right.serverErrors,
        left.traces.map(\.id) == right.traces.map(\.id),
        left.traces.map(\.count) == right.traces.map(\.count)
    else { return false }
    guard let left = left.traces.first?.columns, let right = right.traces.first?.columns else {
        return true
    }
    return areIdentical(left.strings, right.strings)
        && same(left.rowsByTrace ?? [], right.rowsByTrace ?? [])
        && same(left.traceIndexes, right.traceIndexes) && same(left.spanIDs, right.spanIDs)
        && same(left.parentIDs, right.parentIDs) && same(left.names, right.names)
        && same(left.kinds, right.kinds) && same(left.statusCodes, right.statusCodes)
        && same(left.statusMessages, right.statusMessages) && same(left.errors, right.errors)
        && same(left.starts, right.starts) && same(left.ends, right.ends)
        && same(left.flags, right.flags) && same(left.traceStates, right.traceStates)
        && same(left.resourceIndexes, right.resourceIndexes)
        && same(left.scopeIndexes, right.scopeIndexes)
        && same(left.attributeRanges, right.attributeRanges)
        && same(left.firstEvents, right.firstEvents) && same(left.firstLinks, right.firstLinks)
        && areIdentical(left.attributes, right.attributes)
        && areIdentical(left.nested, right.nested)
        && same(left.events.times, right.events.times)
        && same(left.events.names, right.events.names)
        && same(left.events.attributes, right.events.attributes)
        && same(left.events.dropped, right.events.dropped)
        && left.links.ids == right.links.ids
        && left.spanIDs == right.spanIDs && left.parentIDs == right.parentIDs
        && same(left.links.types, right.links.types)
        && same(left.links.attributes, right.links.attributes)
        && left.resources.map(\.serviceName) == right.resources.map(\.serviceName)
        && same(left.resources.map(\.attributes), right.resources.map(\.attributes))
        && left.scopes.map(\.name) == right.scopes.map(\.name)
        && same(left.scopes.map(\.attributes), right.scopes.map(\.attributes))
        && left.droppedCounts == right.droppedCounts && left.warnings == right.warnings
        && left.traceWarnings == right.traceWarnings
}

private func areIdentical(_ left: AttributeColumns, _ right: AttributeColumns) -> Bool {
    same(left.rows, right.rows) && same(left.distinct.keys, right.distinct.keys)
        && (0..<AttributeIndex(left.distinct.count)).allSatisfy {
            let left = left.distinct.value(at: $0)
            let right = right.distinct.value(at: $0)
            return left.variant == right.variant && left.payload == right.payload
        }
}

private func areIdentical(_ left: StringTable, _ right: StringTable) -> Bool {
    guard left.count == right.count else { return false }
    return (0..<StringIndex(left.count)).allSatisfy { index in
        left.withBytes(at: index) { left in
            right.withBytes(at: index) { right in
                guard left.count == right.count else { return false }
                guard let start = left.baseAddress, let other = right.baseAddress else {
                    return left.isEmpty
                }
                return memcmp(start, other, left.count) == 0
            }
        }
    }
}

/// Equality of arrays whose elements are plain memory without padding.
private func same<Element>(_ left: [Element], _ right: [Element]) -> Bool {
    left.withUnsafeBytes { left in
        right.withUnsafeBytes { right in
            guard left.count == right.count else { return false }
            guard let start = left.baseAddress, let other = right.baseAddress else { return true }
            return left.isEmpty || memcmp(start, other, left.count) == 0
        }
    }
}

extension LinkColumns {
    /// What the links point to, in their order.
    fileprivate var ids: [[String]] {
        (0..<count).map { [traceID(ofRow: $0).hex, spanID(ofRow: $0).hex] }
    }
}
