extension TraceBuilder {
    /// Bytes that are held for what was built so far, without slack of the allocator.
    ///
    /// - Complexity: O(1).
    package var byteCount: Int {
        // As ``SpanColumns/byteCount`` has it, and what only building needs.
        let perSpan = 4 + 8 + 8 + 4 + 1 + 1 + 4 + 1 + 8 + 8 + 4 + 4 + 4 + 4 + 8 + 4 + 4
        let perTrace = 2 * (MemoryLayout<TraceID>.stride + 16)
        let perWarning = 64
        let attributeBytes =
            attributes.byteCount + attributes.distinct.tableByteCount + nested.byteCount
            + nested.distinct.tableByteCount
        let originBytes =
            resources.count * MemoryLayout<StoredResource>.stride
            + scopes.count * MemoryLayout<StoredScope>.stride
        return strings.byteCount + spans.count * perSpan + traceIDs.count * perTrace
            + idTextBytes + spans.idTextBytes + attributeBytes + events.byteCount + links.byteCount
            + originBytes
            + (droppedCounts.count + warnings.count + traceWarnings.count) * perWarning
    }
}

extension SpanDraft {
    /// Bytes held for a span that is being read, its texts aside.
    package var byteCount: Int {
        (attributes.count + eventAttributes.count + linkAttributes.count)
            * MemoryLayout<StoredAttribute>.stride
            + (internedAttributes.count + warnings.count) * 4
            + events.count * MemoryLayout<EventDraft>.stride
            + links.count * MemoryLayout<LinkDraft>.stride
    }
}
