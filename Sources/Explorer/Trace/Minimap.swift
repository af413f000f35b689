import PlainText
import TraceAnalysis
package import TraceModel

/// How many spans run at each moment of the whole trace, as one row of braille.
package struct Minimap: Sendable, Equatable {
    /// Height of each half column, 0...4.
    package let heights: [UInt8]
    private let whole: TimeWindow
    private let errors: [Bool]

    /// Whether a span that failed ends in a column.
    package func hasError(inColumn column: Int) -> Bool { errors[column] }

    package var columns: Int { heights.count / 2 }

    /// - Complexity: O(columns).
    package init(_ prepared: PreparedTrace, columns: Int) {
        let overview = prepared.overview
        whole = TimeWindow(start: overview.start.nanoseconds, end: overview.end.nanoseconds)
        let count = columns * 2
        errors = (0..<columns).map { prepared.activity.hasError($0, of: columns) }
        let most = max(1, prepared.activity.most)
        heights = (0..<count).map { half in
            let running = prepared.activity.running(half, of: count)
            return running == 0 ? 0 : UInt8(min(4, 1 + (running * 3 + most / 2) / most))
        }
    }

    /// Columns that `zoom` covers.
    package func columns(of zoom: TimeWindow) -> Range<Int> {
        func column(_ time: UInt64) -> Double {
            max(0, min(1, whole.share(of: time))) * Double(columns)
        }
        let lower = Int(column(zoom.start))
        let upper = Int(column(zoom.end).rounded(.up))
        return min(lower, columns)..<max(min(lower + 1, columns), upper)
    }

    /// The bits of U+2800 + bits of a column.
    package func bits(ofColumn column: Int) -> UInt8 {
        let left: [UInt8] = [0, 0x40, 0x44, 0x46, 0x47]
        let right: [UInt8] = [0, 0x80, 0xA0, 0xB0, 0xB8]
        return left[Int(heights[column * 2])] | right[Int(heights[column * 2 + 1])]
    }
}

/// The labels above the bars: times from the start of the trace.
package struct Ruler: Sendable, Equatable {
    package struct Mark: Sendable, Equatable {
        package var column: Int
        package var text: String
    }

    package let marks: [Mark]

    /// Marks at the quarters of the window, as many as fit beside each other.
    package init(window: TimeWindow, origin: Timestamp, columns: Int) {
        let parts = columns >= 40 ? 4 : columns >= 20 ? 2 : 1
        var marks: [Mark] = []
        var free = 0
        for part in 0...parts {
            let time = Timestamp(nanoseconds: window.start)
                .advanced(by: window.length / Nanoseconds(parts) * Nanoseconds(part))
            let text = DurationText.short(time.since(origin))
            let place = columns * part / parts
            let column = part == parts ? columns - text.count : place
            guard column >= free, column >= 0 else { continue }
            marks.append(Mark(column: column, text: text))
            free = column + text.count + 1
        }
        self.marks = marks
    }
}
