import Explorer
import TestSupport
import Testing

@Suite struct ColumnLayoutTests {
    private func starts(_ places: [ColumnLayout.Place]) -> [String] {
        places.map { "\($0.index)@\($0.start)+\($0.width)" }
    }

    @Test func `what fits stands side by side, and the flexible column takes the rest`() {
        let shapes = [
            ColumnShape(.fixed(4)), ColumnShape(.flexible(minimum: 6)),
            ColumnShape(.fixed(5), gap: 1),
        ]
        #expect(starts(ColumnLayout.fit(shapes, to: 30, left: 2)) == ["0@2+4", "1@8+16", "2@25+5"])
        #expect(starts(ColumnLayout.fit(shapes, to: 10, left: 2)) == ["0@2+4", "1@8+6", "2@15+5"])
    }

    @Test func `the lowest rank is left out first, and what has none stays`() {
        let shapes = [
            ColumnShape(.fixed(10)), ColumnShape(.fixed(10), rank: 2),
            ColumnShape(.fixed(10), rank: 1), ColumnShape(.fixed(10), rank: 3),
        ]
        func shown(_ total: Int) -> [Int] { ColumnLayout.fit(shapes, to: total).map(\.index) }
        #expect(shown(46) == [0, 1, 2, 3])
        #expect(shown(45) == [0, 1, 3])
        #expect(shown(33) == [0, 3])
        #expect(shown(21) == [0])
        #expect(shown(1) == [0])
        #expect(ColumnLayout.fit(shapes, to: nil).count == 4)
    }

    @Test func `where a wide column had to go, smaller ones of lower rank come back`() {
        let shapes = [
            ColumnShape(.fixed(10)), ColumnShape(.fixed(4), rank: 1),
            ColumnShape(.fixed(5), rank: 2), ColumnShape(.fixed(30), rank: 3),
        ]
        func shown(_ total: Int) -> [Int] { ColumnLayout.fit(shapes, to: total).map(\.index) }
        #expect(shown(55) == [0, 1, 2, 3])
        #expect(shown(54) == [0, 2, 3])
        #expect(shown(42) == [0, 3])
        #expect(shown(41) == [0, 1, 2])
        #expect(shown(20) == [0, 2])
        #expect(shown(16) == [0, 1])
    }

    @Test func `a flexible column is ideal before others may stay, and never wider than its most`()
    {
        let shapes = [
            ColumnShape(.flexible(minimum: 8, ideal: 16, maximum: 20)),
            ColumnShape(.fixed(6), rank: 1),
        ]
        #expect(starts(ColumnLayout.fit(shapes, to: 24)) == ["0@0+16", "1@18+6"])
        #expect(starts(ColumnLayout.fit(shapes, to: 23)) == ["0@0+20"])
        #expect(starts(ColumnLayout.fit(shapes, to: 80)) == ["0@0+20", "1@22+6"])
        #expect(starts(ColumnLayout.fit(shapes, to: nil)) == ["0@0+20", "1@22+6"])
    }

    @Test func `several flexible columns share what is left, none more than it needs`() {
        let shapes = [
            ColumnShape(.flexible(minimum: 6, maximum: 20)),
            ColumnShape(.flexible(minimum: 8), gap: 1), ColumnShape(.fixed(10), gap: 1),
        ]
        #expect(starts(ColumnLayout.fit(shapes, to: 71)) == ["0@0+20", "1@21+39", "2@61+10"])
        #expect(starts(ColumnLayout.fit(shapes, to: 43)) == ["0@0+16", "1@17+15", "2@33+10"])
    }

    @Test func `the first turn grows to its most before the next gets anything`() {
        let shapes = [
            ColumnShape(.flexible(minimum: 6, maximum: 30)),
            ColumnShape(.flexible(minimum: 8, maximum: 40, turn: 1), gap: 1),
        ]
        #expect(starts(ColumnLayout.fit(shapes, to: 30)) == ["0@0+21", "1@22+8"])
        #expect(starts(ColumnLayout.fit(shapes, to: 51)) == ["0@0+30", "1@31+20"])
        #expect(starts(ColumnLayout.fit(shapes, to: 200)) == ["0@0+30", "1@31+40"])
    }

    @Test func `where nothing may be left out, the widest give up columns first`() {
        let shapes = [
            ColumnShape(.fitting(40, minimum: 4, ideal: 22)),
            ColumnShape(.fitting(10, minimum: 4, ideal: 18)), ColumnShape(.fixed(5)),
        ]
        #expect(starts(ColumnLayout.fit(shapes, to: 33)) == ["0@0+14", "1@16+10", "2@28+5"])
        #expect(starts(ColumnLayout.fit(shapes, to: 23)) == ["0@0+7", "1@9+7", "2@18+5"])
        #expect(starts(ColumnLayout.fit(shapes, to: 10)) == ["0@0+4", "1@6+4", "2@12+5"])
    }

    @Test func `a column may need a least width of the whole, and spare gaps that drop no other`() {
        let shapes = [
            ColumnShape(.flexible(minimum: 4, ideal: 10)),
            ColumnShape(.fixed(5), from: 40, gap: 1), ColumnShape(.fixed(5), gap: 1, spareGap: 2),
        ]
        #expect(ColumnLayout.fit(shapes, to: 39).map(\.index) == [0, 2])
        #expect(starts(ColumnLayout.fit(shapes, to: 40)) == ["0@0+26", "1@27+5", "2@35+5"])
        // A spare gap takes nothing from a column.
        #expect(starts(ColumnLayout.fit(shapes, to: 16)) == ["0@0+10", "2@11+5"])
        #expect(starts(ColumnLayout.fit(shapes, to: 18)) == ["0@0+10", "2@13+5"])
    }

    @Test func `places never overlap, keep their order, and end where there is room for all`() {
        let seed: UInt64 = 7
        var random = SeededGenerator(seed: seed)
        for round in 0..<2_000 {
            let shapes = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                let least = Int.random(in: 0...9, using: &random)
                let ideal = least + Int.random(in: 0...9, using: &random)
                let width: ColumnWidth =
                    Bool.random(using: &random)
                    ? .fixed(least)
                    : .flexible(minimum: least, ideal: ideal, maximum: ideal + 20)
                return ColumnShape(
                    width,
                    rank: Bool.random(using: &random) ? Int.random(in: 0...9, using: &random) : nil,
                    gap: Int.random(in: 0...3, using: &random)
                )
            }
            let total = Int.random(in: 0...120, using: &random)
            let places = ColumnLayout.fit(shapes, to: total)
            let words: Comment = "seed \(seed), round \(round)"
            for (left, right) in zip(places, places.dropFirst()) {
                #expect(left.index < right.index, words)
                #expect(left.end + shapes[right.index].gap == right.start, words)
            }
            let unranked = shapes.indices.filter { shapes[$0].rank == nil }
            #expect(unranked.allSatisfy { index in places.contains { $0.index == index } }, words)
            let least = places.map { shapes[$0.index].width.minimum }.reduce(0, +)
            let gaps = places.dropFirst().map { shapes[$0.index].gap }.reduce(0, +)
            if least + gaps <= total {
                #expect((places.last?.end ?? 0) <= total, words)
            }
        }
    }
}
