import PlainText
import TestSupport
import Testing
import TraceModel

@Suite struct DurationTextTests {
    @Test func `an offset says whether it is before or after`() {
        #expect(DurationText.offset(12_000_000) == "+12ms")
        #expect(DurationText.offset(-500_000) == "-500µs")
        #expect(DurationText.offset(0) == "+0")
    }

    @Test(
        arguments: [
            (0, "0"), (1, "1ns"), (999, "999ns"), (1000, "1µs"), (1500, "1.5µs"),
            (999_499, "999µs"),
            (999_500, "1ms"), (1_240_000_000, "1.24s"), (640_000_000, "640ms"),
            (9_994_999, "9.99ms"),
            (9_995_000, "10ms"), (12_340_000, "12.3ms"), (99_950_000, "100ms"),
            (59_949_999_999, "59.9s"), (59_950_000_000, "1m"), (125_000_000_000, "2m 5s"),
            (12_000_000_000_000, "3h 20m"), (100_800_000_000_000, "1d 4h"), (-1500, "-1.5µs"),
        ] as [(Int64, String)]
    )
    func `three digits and a unit`(_ duration: Int64, _ text: String) {
        #expect(DurationText.short(duration) == text)
    }

    @Test func `short text fits a column of eight up to a hundred days`() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<5000 {
            let digits = Int.random(in: 0...15, using: &random)
            let limit = (0..<digits).reduce(1) { value, _ in value * 10 }
            let duration = Int64(
                Int.random(in: 0...min(limit, 8_640_000_000_000_000), using: &random)
            )
            let text = DurationText.short(duration)
            #expect(text.count <= 8, "\(duration): \(text), seed \(random.seed)")
        }
    }

    @Test func `short text is within half of its last digit`() {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<5000 {
            let duration =
                Int64.random(in: 1...59_000_000_000, using: &random)
                >> Int64.random(in: 0...35, using: &random)
            let text = DurationText.short(duration)
            guard let back = DurationText.parse(text) else {
                Issue.record("\(text) of \(duration) does not read back, seed \(random.seed)")
                continue
            }
            #expect(
                abs(Double(back - duration)) <= Double(duration) * 0.0051,
                "\(duration): \(text), seed \(random.seed)"
            )
        }
    }

    @Test func `the exact text reads back as the same duration`() {
        var random = SeededGenerator(seed: 13)
        for _ in 0..<5000 {
            let duration =
                Int64.random(in: 0...Int64.max, using: &random)
                >> Int64.random(in: 0...62, using: &random)
            let text = DurationText.exact(duration)
            #expect(DurationText.parse(text) == duration, "\(text), seed \(random.seed)")
        }
    }

    @Test(
        arguments: [
            ("100ms", 100_000_000), ("1.5s", 1_500_000_000), ("1m30s", 90_000_000_000),
            ("2d", 172_800_000_000_000), ("0", 0), ("15µs", 15_000), ("15us", 15_000),
            (".5s", 500_000_000), ("1w", 604_800_000_000_000),
        ] as [(String, Int64)]
    )
    func `reads what people write`(_ text: String, _ duration: Int64) {
        #expect(DurationText.parse(text) == duration)
    }

    @Test(arguments: ["", "5", "ms", "1.2.3s", "-5ms", "5 ms", "1e3s", "5parsecs", "99999999999w"])
    func `refuses what is no duration`(_ text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test func `the ends of the range are written without a crash`() {
        #expect(DurationText.short(.max) == "106751d")
        #expect(DurationText.short(.min).hasPrefix("-"))
        #expect(DurationText.exact(.max) == "9223372036854775807ns")
    }

    @Test func `figures that are durations read like them, rounded`() {
        #expect(DurationText.short(nanoseconds: 1_240_000_000) == "1.24s")
        #expect(DurationText.short(nanoseconds: 0.4) == "0")
        #expect(DurationText.short(nanoseconds: 0x1p63.nextDown) == "106751d")
    }

    @Test(arguments: [0x1p63, 1e19, .greatestFiniteMagnitude, .infinity, .nan, -1, -.infinity])
    func `figures that are not durations have no text`(figure: Double) {
        #expect(DurationText.short(nanoseconds: figure) == nil)
    }
}
