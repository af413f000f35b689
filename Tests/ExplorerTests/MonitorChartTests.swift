import Explorer
import TestSupport
import Testing
import TraceModel

@Suite struct MonitorChartTests {
    /// The cells as braille text, with dots of none as `·`.
    private func text(_ chart: BrailleChart) -> [String] {
        chart.cells.map { row in
            String(
                row.map { $0 == 0 ? "·" : Character(Unicode.Scalar(0x2800 + UInt32($0)) ?? " ") }
            )
        }
    }

    @Test func `bars stand on the bottom, zero has one dot, what is unknown has none`() {
        let bands: [ClosedRange<Double>?] = [0...8, 0...4, 0...0, nil, 0...1, 0...100]
        #expect(
            text(BrailleChart(bands, top: 8, columns: 3, rows: 2, isFilled: true))
                == ["⡇·⢸", "⣿⡀⣸"]
        )
    }

    @Test func `a band is drawn between its ends`() {
        let chart = BrailleChart([3...5, 3...5], top: 8, columns: 1, rows: 2, isFilled: true)
        #expect(text(chart) == ["⣀", "⠛"])
    }

    @Test func `edges are joined from value to value, but not over what is unknown`() {
        func edges(_ bands: [ClosedRange<Double>?], columns: Int) -> [String] {
            text(BrailleChart(bands, top: 8, columns: columns, rows: 2, isFilled: false))
        }
        #expect(edges([0...8, 0...8, 0...1, 0...1], columns: 2) == ["⠉⡇", "·⣇"])
        #expect(edges([0...8, nil, 0...1, nil], columns: 2) == ["⠁·", "·⡀"])
        #expect(edges([2...7, 2...7], columns: 1) == ["⠒", "⠤"])
    }

    @Test func `small rates keep two digits`() {
        let values = [0, 0.000_01, 0.000_51, 0.016_7, 0.2, 0.99, 1, 12.34]
        #expect(
            values.map { AxisScale.text($0, .rate) }
                == ["0", "<0.0001", "0.0005", "0.017", "0.2", "0.99", "1.0", "12.3"]
        )
    }

    @Test func `few values are wide, many share a dot`() {
        #expect(text(BrailleChart([0...1], top: 1, columns: 3, rows: 1, isFilled: true)) == ["⣿⣿⣿"])
        let many = (0..<100).map { Double($0) }.map { Optional(0...$0) }
        let chart = BrailleChart(many, top: 99, columns: 2, rows: 1, isFilled: true)
        #expect(text(chart) == ["⣠⣾"])
    }

    @Test func `nothing to draw and nowhere to draw it`() {
        #expect(BrailleChart([], top: 1, columns: 2, rows: 1, isFilled: true).cells == [[0, 0]])
        #expect(
            BrailleChart([0...1], top: 1, columns: 0, rows: 2, isFilled: true).cells == [[], []]
        )
        #expect(BrailleChart([0...1], top: 1, columns: -1, rows: -1, isFilled: true).cells.isEmpty)
        #expect(BrailleChart([0...1], top: 0, columns: 1, rows: 1, isFilled: true).cells == [[0]])
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `higher values never have fewer dots, and every value has one`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let top = Double.random(in: 0.001...1e12, using: &generator)
        let columns = Int.random(in: 1...40, using: &generator)
        let rows = Int.random(in: 1...9, using: &generator)
        func dots(_ value: Double) -> Int {
            BrailleChart([0...value], top: top, columns: columns, rows: rows, isFilled: true).cells
                .joined()
                .reduce(0) { $0 + $1.nonzeroBitCount }
        }
        var last = 0
        for step in 0...50 {
            let count = dots(top * Double(step) / 40)
            #expect(count >= max(last, columns * 2), "seed \(seed)")
            last = count
        }
        #expect(last == columns * rows * 8, "seed \(seed)")
    }

    @Test(arguments: 1...8) func `the cursor's column holds the dots of its value`(columns: Int) {
        for count in [1, 2, 7, 60] {
            for index in 0..<count {
                var bands = [ClosedRange<Double>?](repeating: nil, count: count)
                bands[index] = 0...1
                let chart = BrailleChart(bands, top: 1, columns: columns, rows: 1, isFilled: true)
                let column = BrailleChart.column(of: index, count: count, columns: columns)
                #expect(chart.cells[0][column] != 0, "\(index) of \(count) in \(columns)")
            }
        }
    }

    @Test(arguments: [
        (AxisScale.Unit.rate, 12.4, "20"), (.rate, 0, "0.001"), (.rate, 0.017, "0.02"),
        (.rate, 0.3, "0.5"), (.rate, 99, "100"),
        (.rate, 100, "100"),
        (.rate, 3.1, "5"), (.rate, 120_000, "200k"), (.share, 0.023, "5%"), (.share, 0, "1%"),
        (.share, 0.51, "100%"), (.share, 0.11, "20%"), (.duration, 412e6, "500ms"),
        (.duration, 1.9e9, "2s"), (.duration, 0, "1µs"), (.duration, 45e9, "50s"),
        (.duration, 70e9, "2m"), (.duration, 4e12, "2h"), (.duration, 1e15, "20d"),
    ])
    func `axes end in numbers that people like`(
        _ unit: AxisScale.Unit,
        _ most: Double,
        _ top: String
    ) {
        let scale = AxisScale(unit, fitting: [0, most, most / 2])
        #expect(scale.label(scale.top) == top)
        #expect(scale.top >= most)
    }

    @Test func `ticks stand at the top, the middle and the bottom, where there is room`() {
        let scale = AxisScale(.rate, fitting: [9])
        #expect(scale.ticks(rows: 5).map(\.row) == [0, 2, 4])
        #expect(scale.ticks(rows: 5).map(\.label) == ["10", "5", "0"])
        #expect(scale.ticks(rows: 2).map(\.label) == ["10", "0"])
        #expect(scale.ticks(rows: 1).map(\.label) == ["10"])
        #expect(scale.ticks(rows: 0).isEmpty)
    }
}
