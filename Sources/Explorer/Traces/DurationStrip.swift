import PlainText
package import TraceModel

/// Duration over time of the traces of a list, as braille dots: the strip above the table.
///
/// Two dots per column and four per row. Time runs from the first trace to the last, whatever time was asked for; duration
/// runs linearly from 0 at the bottom to the longest at the top.
package struct DurationStrip: Sendable, Equatable {
    package enum Cell: Sendable, Equatable {
        case empty
        /// Bits of U+2800 + bits.
        case dots(UInt8)
        /// At least one trace with errors.
        case error
    }

    package let start: Timestamp
    /// After the start of the last trace, or where time ends that is still followed.
    package let end: Timestamp
    /// The duration at the top, nanoseconds.
    package let longest: Nanoseconds
    /// Row-major, top row first.
    package let cells: [[Cell]]
    /// Index into `summaries` of a trace in each column, the longest one; nil where there is none.
    package let longestOfColumn: [Int?]

    /// Bits of the dots of a braille cell, by column 0...1 and row 0...3 from the top.
    private static let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

    /// Draws the traces numbered `shown` over `time`, in which all of them begin.
    ///
    /// - Complexity: O(traces + cells).
    package init(
        _ summaries: [TraceSummary],
        shown: [Int],
        over time: ClosedRange<Timestamp>,
        columns: Int,
        rows: Int
    ) {
        start = time.lowerBound
        end = time.upperBound
        longest = max(1, shown.map { summaries[$0].duration }.max() ?? 1)
        var dots = Array(repeating: [UInt8](repeating: 0, count: columns), count: rows)
        var errors = Array(repeating: [Bool](repeating: false, count: columns), count: rows)
        var picked = [Int?](repeating: nil, count: columns)
        let span = Double(max(1, end.since(start)))
        for index in shown {
            let summary = summaries[index]
            let across = Double(summary.start.since(start)) / span
            guard across >= 0, across <= 1 else { continue }
            let x = min(columns * 2 - 1, Int(across * Double(columns * 2)))
            let up = Double(max(0, summary.duration)) / Double(longest)
            let y = rows * 4 - 1 - min(rows * 4 - 1, Int(up * Double(rows * 4)))
            dots[y / 4][x / 2] |= Self.bits[x % 2][y % 4]
            if summary.errorCount > 0 { errors[y / 4][x / 2] = true }
            let known = picked[x / 2].map { summaries[$0].duration } ?? -1
            if summary.duration > known { picked[x / 2] = index }
        }
        cells = (0..<rows).map { row in
            (0..<columns).map { column in
                if errors[row][column] { return .error }
                return dots[row][column] == 0 ? .empty : .dots(dots[row][column])
            }
        }
        longestOfColumn = picked
    }

    /// The time at the left edge of a column.
    package func time(ofColumn column: Int) -> Timestamp {
        let columns = max(1, longestOfColumn.count)
        let length = end.since(start)
        let step = length / Nanoseconds(columns)
        let rest = length % Nanoseconds(columns)
        return start.advanced(
            by: step * Nanoseconds(column) + rest * Nanoseconds(column) / Nanoseconds(columns)
        )
    }

    /// The column that a moment is in.
    package func column(of time: Timestamp) -> Int {
        let columns = longestOfColumn.count
        let share = Double(time.since(start)) / Double(max(1, end.since(start)))
        return max(0, min(columns - 1, Int(share * Double(columns))))
    }
}

extension TracesState {
    /// The time that the strip covers: that of the traces found, while they are followed up to now.
    ///
    /// It ends a microsecond after the last start, so that a search of its time finds the last trace too.
    private var stripTime: ClosedRange<Timestamp> {
        guard let found = facts.starts else { return Timestamp.zero...Timestamp.zero }
        let end = found.upperBound.advanced(by: 1000)
        return found.lowerBound...(live == nil ? end : max(end, query.end))
    }

    /// The strip for the space it has.
    package var strip: DurationStrip {
        DurationStrip(
            summaries,
            shown: shown,
            over: stripTime,
            columns: stripColumns,
            rows: max(1, stripRows - 1)
        )
    }

    /// The trace that the strip's crosshair is at, or nearest to, in its column.
    package func picked(_ strip: DurationStrip) -> TraceSummary? {
        strip.longestOfColumn.indices.contains(crosshair)
            ? strip.longestOfColumn[crosshair].map { summaries[$0] } : nil
    }

    /// How much of the time that was asked for the traces cover, where it is clearly less; nil where it is not, or all time was
    /// asked for.
    package func coveredWords(_ context: ScreenContext) -> String? {
        guard live == nil, let found = facts.starts, query.end.nanoseconds < .max,
            query.start > .zero, query.start < query.end
        else { return nil }
        let asked = query.end.since(query.start)
        let covered = found.upperBound.since(found.lowerBound)
        guard Double(covered) < 0.9 * Double(asked) else { return nil }
        let times = [found.lowerBound, found.upperBound].map {
            TimeText.brief($0, now: context.now, in: context.zone).dropLast(4)
        }
        let length = "\(DurationText.short(covered)) of \(DurationText.short(asked))"
        return times[0] == times[1]
            ? "found \(times[0])" : "found \(times[0])–\(times[1]), \(length)"
    }
}
