import Foundation
import TestSupport
import Testing
import TraceModel
import WireFormats

struct DurationAndTimeTextTests {
    @Test(
        arguments: [
            (0, "0s"), (1, "1ns"), (1500, "1.5us"), (500_000_000, "500ms"), (1_500_000_000, "1.5s"),
            (90_000_000_000, "90s"), (-1_000_001, "-1.000001ms"), (1_000_000_001, "1.000000001s"),
        ] as [(Nanoseconds, String)]
    )
    func `durations have one unit and are exact`(duration: Nanoseconds, text: String) {
        #expect(GoDuration.text(of: duration) == text)
        #expect(GoDuration.parse(text) == duration)
    }

    @Test(
        arguments: [
            ("1m30s", 90_000_000_000), ("0", 0), ("+1h", 3_600_000_000_000), ("2500µs", 2_500_000),
            (".5s", 500_000_000), ("1.s", 1_000_000_000), ("-1.5h", -5_400_000_000_000),
            ("1h0.5m0.25s", 3_630_250_000_000),
        ] as [(String, Nanoseconds)]
    )
    func `durations are read as Go reads them`(text: String, duration: Nanoseconds) {
        #expect(GoDuration.parse(text) == duration)
    }

    @Test(arguments: ["", "1", "1d", "s", "-", "1.5", ".s", "1s2", "9999999h", "1 s"])
    func `what Go refuses is refused`(text: String) {
        #expect(GoDuration.parse(text) == nil)
    }

    @Test func `any duration survives its text`() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            let duration =
                Nanoseconds.random(in: .min + 1 ... .max, using: &random)
                >> Nanoseconds.random(in: 0...62, using: &random)
            #expect(GoDuration.parse(GoDuration.text(of: duration)) == duration, "seed 7")
        }
    }

    @Test func `any time survives its text, which Foundation reads alike`() throws {
        var random = SeededGenerator(seed: 11)
        let style = Date.ISO8601FormatStyle()
        for _ in 0..<2000 {
            let time = Timestamp(nanoseconds: .random(in: 0 ... .max, using: &random))
            let text = RFC3339.text(of: time)
            #expect(RFC3339.parse(text) == time, "seed 11")
            let whole = Timestamp(nanoseconds: time.nanoseconds / 1_000_000_000 * 1_000_000_000)
            let date = try style.parse(RFC3339.text(of: whole))
            #expect(UInt64(date.timeIntervalSince1970) * 1_000_000_000 == whole.nanoseconds)
        }
    }

    @Test(
        arguments: [
            ("2026-11-21T08:46:35.098898Z", 1_795_250_795_098_898_000),
            ("2026-11-21T08:46:35.098898+00:00", 1_795_250_795_098_898_000),
            ("2026-11-21T09:46:35.0988981239Z", 1_795_254_395_098_898_123),
            ("2026-11-21T10:16:35+01:30", 1_795_250_795_000_000_000),
            ("1970-01-01T00:00:00Z", 0), ("2000-02-29T23:59:59-00:30", 951_870_599_000_000_000),
            ("2554-07-21T23:34:33.709551615Z", .max), ("2554-07-21T23:34:33.709551616Z", .max),
            ("9999-12-31T23:59:59Z", .max), ("1969-12-31T23:59:59Z", 0),
            ("1677-09-21T00:12:43Z", 0), ("0001-01-01T00:00:00Z", 0), ("0000-02-29T00:00:00Z", 0),
            ("1970-01-01T5:00:00Z", 18_000_000_000_000), ("1970-01-02T00:00:00+24:00", 0),
            ("1970-01-01T00:00:01,25Z", 1_250_000_000),
        ] as [(String, UInt64)]
    )
    func `times are read with any offset, and those out of range are the first or the last`(
        text: String,
        nanoseconds: UInt64
    ) {
        #expect(RFC3339.parse(text) == Timestamp(nanoseconds: nanoseconds))
    }

    @Test(arguments: [
        "", "yesterday", "2026-11-21", "2026-11-21T08:46:35", "2026-13-01T00:00:00Z",
        "2026-11-21T24:00:00Z", "2026-11-21T08:46:35.Z", "2026-02-30T00:00:00Z",
        "2026-11-21T08:46:35+1:00", "2026-11-21T08:46:35Zx", "1795250795098898",
        "2026-11-21T08:46:60Z", "2026-11-21 08:46:35Z", "2026-11-21t08:46:35Z",
        "2026-11-21T08:46:35z", "2023-02-29T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-11-00T00:00:00Z", "10000-01-01T00:00:00Z", "2026-11-21T08:46:35+25:00",
    ])
    func `what is no time is refused`(text: String) {
        #expect(RFC3339.parse(text) == nil)
    }
}
