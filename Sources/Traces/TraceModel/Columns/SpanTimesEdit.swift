/// Moves spans of finished columns, which were not moved before, in time, with their events; all else stays shared.
package struct SpanTimesEdit: ~Copyable {
    private let original: SpanColumns
    private var starts: [UInt64]
    private var ends: [UInt64]
    private var eventTimes: [UInt64]
    /// Of each row, the warning that it was moved; 0 where it was not.
    private var moveWarnings: [StringIndex]
    private var newTexts = StringArena()
    /// Where the warnings of some distances are: the spans of a host are moved by the same.
    private var known = [(distance: Nanoseconds, text: StringIndex)](repeating: (0, 0), count: 61)

    /// Whether nothing was moved.
    package private(set) var isEmpty = true

    package init(_ original: SpanColumns) {
        self.original = original
        starts = original.starts
        ends = original.ends
        eventTimes = original.events.times
        moveWarnings = Array(repeating: 0, count: original.count)
    }

    /// Moves a span, saturating at the ends of time, and adds a warning to it: `warning` appends the text that there is for a
    /// distance.
    package mutating func move(
        row: Int,
        by distance: Nanoseconds,
        warning: (Nanoseconds, inout [UInt8]) -> Void
    ) {
        isEmpty = false
        starts[row] = Self.moved(starts[row], distance)
        // Zero says that no end is known.
        if ends[row] != 0 { ends[row] = Self.moved(ends[row], distance) }
        for event in original.firstEvents[row]..<original.firstEvents[row + 1] {
            eventTimes[Int(event)] = Self.moved(eventTimes[Int(event)], distance)
        }
        let place = Int(truncatingIfNeeded: distance.magnitude % UInt64(known.count))
        if known[place].distance != distance || known[place].text == 0 {
            newTexts.append { warning(distance, &$0) }
            let index = StringIndex(original.strings.count + newTexts.ends.count - 2)
            known[place] = (distance, index)
        }
        moveWarnings[row] = known[place].text
    }

    private static func moved(_ time: UInt64, _ distance: Nanoseconds) -> UInt64 {
        Timestamp(nanoseconds: time).advanced(by: distance).nanoseconds
    }

    /// The columns with the changes made.
    package consuming func finish() -> SpanColumns {
        SpanColumns(
            original,
            strings: original.strings.appending(newTexts),
            starts: starts,
            ends: ends,
            moveWarnings: moveWarnings,
            events: original.events.replacing(times: eventTimes)
        )
    }
}
