/// Bands of values over time as braille dots: two dots per column, four per row.
///
/// A value is a band from its lower to its upper end; plain values stand on 0. What is unknown (nil) leaves its
/// columns empty, while a band without height, 0 for instance, still has one dot: gaps and zeroes look different.
package struct BrailleChart: Sendable, Equatable {
    /// Bits of U+2800 + bits, row-major, top row first.
    package let cells: [[UInt8]]

    /// Bits of the dots of a cell, by column 0...1 and row 0...3 from the top.
    private static let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

    /// Draws `bands`, which share the width evenly, oldest first.
    ///
    /// - Parameters:
    ///   - bands: What lies above `top` is cut off there; where several share a dot, all of them show.
    ///   - top: The value at the upper edge, > 0; the lower edge is 0.
    ///   - columns: Cells of a row.
    ///   - rows: Cells of a column.
    ///   - isFilled: Bands as areas; else only their edges, joined from value to value, which costs a terminal
    ///     a fraction of the bytes. A lower edge at 0 is not drawn.
    /// - Complexity: O(bands + dots).
    package init(
        _ bands: [ClosedRange<Double>?],
        top: Double,
        columns: Int,
        rows: Int,
        isFilled: Bool
    ) {
        let columns = max(0, columns)
        let rows = max(0, rows)
        var cells = Array(repeating: [UInt8](repeating: 0, count: columns), count: rows)
        guard columns > 0, rows > 0, top > 0 else {
            self.cells = cells
            return
        }
        let height = rows * 4
        func set(_ x: Int, _ dots: ClosedRange<Int>) {
            for y in dots {
                let row = height - 1 - y
                cells[row / 4][x / 2] |= Self.bits[x % 2][row % 4]
            }
        }
        var last: ClosedRange<Int>?
        for (index, band) in bands.enumerated() {
            guard let band else {
                last = nil
                continue
            }
            let lower = Self.dot(band.lowerBound, top, height)
            let edges = lower...max(lower, Self.dot(band.upperBound, top, height))
            let places = Self.dots(of: index, count: bands.count, width: columns * 2)
            for x in places {
                guard !isFilled else {
                    set(x, edges)
                    continue
                }
                set(x, edges.upperBound...edges.upperBound)
                if band.lowerBound > 0 { set(x, edges.lowerBound...edges.lowerBound) }
            }
            if !isFilled, let last {
                set(places.lowerBound, Self.joint(last.upperBound, edges.upperBound))
                if band.lowerBound > 0 {
                    set(places.lowerBound, Self.joint(last.lowerBound, edges.lowerBound))
                }
            }
            last = edges
        }
        self.cells = cells
    }

    private static func joint(_ from: Int, _ to: Int) -> ClosedRange<Int> {
        min(from, to)...max(from, to)
    }

    /// The dot that a value lies in, counted from below.
    private static func dot(_ value: Double, _ top: Double, _ height: Int) -> Int {
        let share = value / top
        guard share.isFinite, share > 0 else { return share == .infinity ? height - 1 : 0 }
        return min(height - 1, max(0, Int((min(share, 1) * Double(height)).rounded(.up)) - 1))
    }

    /// The column that value `index` of `count` is drawn in, its middle where it has several.
    package static func column(of index: Int, count: Int, columns: Int) -> Int {
        guard columns > 0, (0..<count).contains(index) else { return 0 }
        let dots = dots(of: index, count: count, width: columns * 2)
        return (dots.lowerBound + dots.upperBound) / 4
    }

    /// The columns of dots that value `index` has; where there are more values than dots, still one.
    private static func dots(of index: Int, count: Int, width: Int) -> ClosedRange<Int> {
        let first = index * width / count
        return first...max(first, (index + 1) * width / count - 1)
    }
}
