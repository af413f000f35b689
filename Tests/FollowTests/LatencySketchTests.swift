import Follow
import TestSupport
import Testing
import TraceModel

struct LatencySketchTests {
    private static let seeds: [UInt64] = Array(1...40)

    /// Durations of a shape that the seed chooses: even, of all magnitudes, in clusters, or few.
    private static func durations(_ generator: inout SeededGenerator) -> [UInt64] {
        let shape = Int.random(in: 0..<4, using: &generator)
        let count = Int.random(in: 1...(shape == 3 ? 5 : 2000), using: &generator)
        return (0..<count).map { _ in
            switch shape {
            case 0: UInt64.random(in: 0...1_000_000_000, using: &generator)
            case 1:
                UInt64.random(in: 0 ... .max, using: &generator)
                    >> UInt64.random(in: 0..<64, using: &generator)
            case 2:
                [0, 1, 2, 88_000_000, 89_000_000, 1_900_000_000].randomElement(using: &generator)
                    ?? 0
            default: UInt64.random(in: 0...3, using: &generator)
            }
        }
    }

    @Test(arguments: seeds)
    func `every quantile is right to within one per cent`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let durations = Self.durations(&generator)
        var sketch = LatencySketch()
        for duration in durations { sketch.add(duration) }
        let sorted = durations.sorted()
        #expect(sketch.count == sorted.count)
        for percent in 0...100 {
            let quantile = Double(percent) / 100
            let place = Int((quantile * Double(sorted.count - 1)).rounded(.down))
            let exact = Double(sorted[place])
            let found = try #require(sketch.quantile(quantile))
            #expect(abs(found - exact) <= exact * 0.01, "seed \(seed), p\(percent)")
        }
    }

    @Test(arguments: seeds)
    func `sketches merge in any order to that of all durations`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let parts = (0..<3).map { _ in Self.durations(&generator) }
        let sketches = parts.map { part in
            part.reduce(into: LatencySketch()) { $0.add($1) }
        }
        let whole = parts.joined().reduce(into: LatencySketch()) { $0.add($1) }
        var left = sketches[0]
        left.merge(sketches[1])
        left.merge(sketches[2])
        var right = sketches[2]
        right.merge(sketches[1])
        var outer = sketches[0]
        outer.merge(right)
        #expect(left == whole, "seed \(seed)")
        #expect(outer == whole, "seed \(seed)")
    }

    @Test(arguments: seeds)
    func `what was added can be taken out again`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let (kept, gone) = (Self.durations(&generator), Self.durations(&generator))
        let wanted = kept.reduce(into: LatencySketch()) { $0.add($1) }
        var one = wanted
        for duration in gone { one.add(duration) }
        var all = one
        for duration in gone.shuffled(using: &generator) { one.remove(duration) }
        all.subtract(gone.reduce(into: LatencySketch()) { $0.add($1) })
        #expect(one == wanted, "seed \(seed)")
        #expect(all == wanted, "seed \(seed)")
    }

    @Test func `an empty sketch has no quantiles`() {
        #expect(LatencySketch().quantile(0.5) == nil)
    }

    @Test func `no quantile is longer than a duration can be`() throws {
        var figures = LiveFigures()
        figures.latencies.add(UInt64(Nanoseconds.max))
        let longest = try #require(figures.p95)
        #expect(Nanoseconds(exactly: longest) != nil)
        #expect(longest >= 0x1p63 * (1 - LatencySketch.relativeError))
    }
}
