extension TraceBuilder {
    /// Puts spans whose parent is not there, or is the span itself, below another span of their trace that they refer to.
    ///
    /// That is the first that is there of those they are a child of, else of those they follow from. What was the parent stays a
    /// link.
    ///
    /// - Complexity: O(links), and O(spans) if a span has such a link.
    package mutating func adoptPresentParents() {
        let candidates = rowsWithTypedLinks()
        guard !candidates.isEmpty else { return }
        var present: [UInt32: Set<SpanID>] = [:]
        for (row, _) in candidates { present[spans.traceIndexes[row]] = [] }
        for row in 0..<spans.count {
            present[spans.traceIndexes[row]]?.insert(spans.spanID(ofRow: row))
        }
        for (row, typed) in candidates {
            guard let ids = present[spans.traceIndexes[row]] else { continue }
            let own = spans.spanID(ofRow: row)
            let parent = spans.parentID(ofRow: row)
            if parent != own, ids.contains(parent) { continue }
            func isPresent(_ link: Int) -> Bool {
                let id = links.spanID(ofRow: link)
                return id != own && ids.contains(id)
            }
            let chosen =
                typed.first { links.types[$0] == .childOf && isPresent($0) }
                ?? typed.first { links.types[$0] == .followsFrom && isPresent($0) }
            guard let chosen else { continue }
            spans.setParentID(links.spanID(ofRow: chosen), ofRow: row)
            links.set(parent, .childOf, ofRow: chosen)
        }
    }

    /// Rows with a parent and links of a known type within their trace, and these links.
    private func rowsWithTypedLinks() -> [(row: Int, links: [Int])] {
        guard links.types.contains(where: { $0 != .unspecified }) else { return [] }
        var found: [(row: Int, links: [Int])] = []
        for row in 0..<spans.count where spans.parentIDs[row] != 0 {
            let first = Int(spans.firstLinks[row])
            let end = row + 1 < spans.count ? Int(spans.firstLinks[row + 1]) : links.count
            let trace = traceIDs[Int(spans.traceIndexes[row])]
            let typed = (first..<end).filter {
                links.types[$0] != .unspecified && links.traceID(ofRow: $0) == trace
            }
            if !typed.isEmpty { found.append((row, typed)) }
        }
        return found
    }
}
