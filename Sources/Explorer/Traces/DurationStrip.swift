package import TraceModel

/// Duration over time of the traces of a list, as braille dots: the strip above the table.
///
/// Two dots per column and four per row. Time runs over the window asked for, or over the traces where that is
/// all time; duration runs linearly from 0 at the bottom to the longest at the top.
package struct DurationStrip: Sendable, Equatable {
    package enum Cell: Sendable, Equatable {
        case empty
        /// Bits of U+2800 + bits.
        case dots(UInt8)
        /// At least one trace with errors.
        case error
    }

    package let start: Timestamp
    package let end: Timestamp
    /// The duration at the top, nanoseconds.
    package let longest: Nanoseconds
    /// Row-major, top row first.
    package let cells: [[Cell]]
    /// Index into `summaries` of a trace in each column, the longest one; nil where there is none.
    package let longestOfColumn: [Int?]

    /// Bits of the dots of a braille cell, by column 0...1 and row 0...3 from the top.
    private static let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

    /// Draws the traces numbered `shown`.
    ///
    /// - Complexity: O(traces + cells).
    package init(
        _ summaries: [TraceSummary],
        shown: [Int],
        window: ClosedRange<Timestamp>?,
        columns: Int,
        rows: Int
    ) {
        let first = window?.lowerBound ?? shown.map { summaries[$0].start }.min() ?? .zero
        let last = window?.upperBound ?? shown.map { summaries[$0].start }.max() ?? .zero
        start = first
        end = max(last, first)
        longest = max(1, shown.map { summaries[$0].duration }.max() ?? 1)
        var dots = Array(repeating: [UInt8](repeating: 0, count: columns), count: rows)
        var errors = Array(repeating: [Bool](repeating: false, count: columns), count: rows)
        var picked = [Int?](repeating: nil, count: columns)
        let span = Double(max(1, end.since(first)))
        for index in shown {
            let summary = summaries[index]
            let across = Double(summary.start.since(first)) / span
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
}

extension TracesState {
    /// The strip for the space it has.
    package var strip: DurationStrip {
        let isAllTime = query.end.nanoseconds == .max || query.start == .zero
        let window = !isAllTime && query.start <= query.end ? query.start...query.end : nil
        return DurationStrip(
            summaries,
            shown: shown,
            window: window,
            columns: stripColumns,
            rows: max(1, stripRows - 1)
        )
    }
}
