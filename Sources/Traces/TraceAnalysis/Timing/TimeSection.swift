package import TraceModel

/// A stretch of time, half-open, in nanoseconds since the Unix epoch.
package struct TimeSection: Sendable, Hashable {
    package var start: UInt64
    package var end: UInt64

    package init(start: UInt64, end: UInt64) {
        self.start = start
        self.end = end
    }

    /// Nanoseconds, saturating; zero if `end` does not lie after `start`.
    package var duration: Nanoseconds { end > start ? Nanoseconds(clamping: end - start) : 0 }
}

/// Stretches of time of many spans in two flat arrays.
package struct SectionLists: Sendable {
    /// Sections of span *i* are those from `offsets[i]` up to `offsets[i + 1]`.
    private let offsets: [Int32]
    private let list: [TimeSection]

    /// Groups sections by span, keeping their order.
    init(_ sections: [(span: Int32, section: TimeSection)], spanCount: Int) {
        var offsets = [Int32](repeating: 0, count: spanCount + 1)
        for entry in sections { offsets[Int(entry.span) + 1] += 1 }
        for span in 0..<spanCount { offsets[span + 1] += offsets[span] }
        var next = offsets
        var list = Array(repeating: TimeSection(start: 0, end: 0), count: sections.count)
        for entry in sections {
            list[Int(next[Int(entry.span)])] = entry.section
            next[Int(entry.span)] += 1
        }
        self.offsets = offsets
        self.list = list
    }

    package subscript(span: Int) -> ArraySlice<TimeSection> {
        list[Int(offsets[span])..<Int(offsets[span + 1])]
    }

    /// Number of sections of all spans.
    package var count: Int { list.count }
}
