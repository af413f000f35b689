/// Moves spans of finished columns in time, with their events; all else stays shared.
package struct SpanTimesEdit: ~Copyable {
    private let original: SpanColumns
    private var starts: [UInt64]
    private var ends: [UInt64]
    private var eventTimes: [UInt64]
    private var warnings: [UInt32: [StringIndex]]
    private var newTexts: [[UInt8]] = []
    private var textIndexes: [String: StringIndex] = [:]

    /// Whether nothing was moved.
    package private(set) var isEmpty = true

    package init(_ original: SpanColumns) {
        self.original = original
        starts = original.starts
        ends = original.ends
        eventTimes = original.events.times
        warnings = original.warnings
    }

    /// Moves a span, saturating at the ends of time, and adds a warning to it.
    package mutating func move(row: Int, by distance: Nanoseconds, warning: String) {
        func moved(_ time: UInt64) -> UInt64 {
            Timestamp(nanoseconds: time).advanced(by: distance).nanoseconds
        }
        isEmpty = false
        starts[row] = moved(starts[row])
        // Zero says that no end is known.
        if ends[row] != 0 { ends[row] = moved(ends[row]) }
        for event in original.firstEvents[row]..<original.firstEvents[row + 1] {
            eventTimes[Int(event)] = moved(eventTimes[Int(event)])
        }
        warnings[UInt32(row), default: []].append(index(of: warning))
    }

    private mutating func index(of text: String) -> StringIndex {
        if let known = textIndexes[text] { return known }
        newTexts.append(Array(text.utf8))
        let index = StringIndex(original.strings.count + newTexts.count - 1)
        textIndexes[text] = index
        return index
    }

    /// The columns with the changes made.
    package consuming func finish() -> SpanColumns {
        SpanColumns(
            original,
            strings: original.strings.appending(newTexts),
            starts: starts,
            ends: ends,
            warnings: warnings,
            events: original.events.replacing(times: eventTimes)
        )
    }
}
