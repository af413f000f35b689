import Foundation
import PlainText
import TestSupport
import Testing
import TraceModel

@Suite struct TimeTextTests {
    @Test func `a time has its offset where it is not that of now`() {
        let change = Timestamp(nanoseconds: 1_699_164_000_000_000_000)
        let zone = Zone(name: { _ in "" }, offset: { $0 < change ? -14_400 : -18_000 })
        let before = change.advanced(by: -.minutes(30))
        let after = change.advanced(by: .minutes(30))
        #expect(TimeText.briefWithOffset(before, now: after, in: zone) == "01:30:00.000-04:00")
        #expect(TimeText.briefWithOffset(after, now: after, in: zone) == "01:30:00.000")
        #expect(TimeText.offset(19_800) == "+05:30" && TimeText.offset(0) == "+00:00")
    }

    private static func zone(_ zone: TimeZone) -> Zone {
        Zone(
            name: { _ in zone.identifier },
            offset: { time in
                zone.secondsFromGMT(
                    for: Date(timeIntervalSince1970: Double(time.nanoseconds / 1_000_000_000))
                )
            }
        )
    }

    private static let zones = [
        "UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu",
        "America/Los_Angeles", "Pacific/Kiritimati",
    ]

    @Test(arguments: zones)
    func `the calendar agrees with Foundation's`(_ name: String) throws {
        let timeZone = try #require(TimeZone(identifier: name))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        var random = SeededGenerator(seed: 21)
        for _ in 0..<500 {
            // Beyond 2262 the interval type of Foundation is still exact to the second.
            let seconds = UInt64.random(in: 86_400...9_000_000_000, using: &random)
            let time = Timestamp(nanoseconds: seconds * 1_000_000_000 + 123)
            let date = Date(timeIntervalSince1970: Double(seconds))
            let parts = calendar.dateComponents(
                [.year, .month, .day, .hour, .minute, .second],
                from: date
            )
            let civil = CivilTime(time, in: Self.zone(timeZone))
            #expect(
                [civil.year, civil.month, civil.day, civil.hour, civil.minute, civil.second]
                    == [
                        parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second,
                    ],
                "\(seconds), seed \(random.seed)"
            )
            #expect(civil.nanosecond == 123)
        }
    }

    @Test(arguments: zones)
    func `what a clock showed reads back as a time when it shows that`(_ name: String) throws {
        let zone = Self.zone(try #require(TimeZone(identifier: name)))
        var random = SeededGenerator(seed: 22)
        for _ in 0..<300 {
            let time = Timestamp(
                nanoseconds: .random(
                    in: 200_000_000_000_000...9_000_000_000_000_000_000,
                    using: &random
                )
            )
            let civil = CivilTime(time, in: zone)
            let back = try #require(civil.timestamp(in: zone), "\(time), seed \(random.seed)")
            // An hour that a clock shows twice may read back as the other one.
            #expect(CivilTime(back, in: zone) == civil, "\(time), seed \(random.seed)")
        }
    }

    @Test func `RFC 3339 reads back to the nanosecond`() {
        var random = SeededGenerator(seed: 23)
        for _ in 0..<1000 {
            let time = Timestamp(
                nanoseconds: .random(in: 0...9_000_000_000_000_000_000, using: &random)
            )
            let text = TimeText.rfc3339(time)
            #expect(
                TimeText.parse(text, now: .zero, in: .utc) == time,
                "\(text), seed \(random.seed)"
            )
        }
    }

    private static let now = Timestamp(nanoseconds: 1_795_262_400_000_000_000)

    @Test(arguments: [
        ("2026-11-21", "2026-11-21T00:00:00.000000000Z"),
        ("2026-11-21 12:30", "2026-11-21T12:30:00.000000000Z"),
        ("2026-11-21T12:30:05.25Z", "2026-11-21T12:30:05.250000000Z"),
        ("2026-11-21T12:30:05+02:00", "2026-11-21T10:30:05.000000000Z"),
        ("2026-11-21T12:30:05-05:30", "2026-11-21T18:00:05.000000000Z"),
        ("2028-02-29", "2028-02-29T00:00:00.000000000Z"),
        ("08:15", "2026-11-21T08:15:00.000000000Z"),
        ("08:15:30", "2026-11-21T08:15:30.000000000Z"),
    ])
    func `reads what people write`(_ text: String, _ wanted: String) throws {
        let time = try #require(TimeText.parse(text, now: Self.now, in: .utc))
        #expect(TimeText.rfc3339(time) == wanted)
    }

    @Test(arguments: [
        "", "noon", "2026-13-01", "2026-02-30", "2027-02-29", "25:00", "12:60", "12:30:61",
        "2026-11-21T", "2026-11-21T12:30Zjunk", "1:30", "12:30:05.", "1969-12-31",
        "9999-01-01", "-2026-11-21", "2026-11-21T12:30+99:99",
    ])
    func `refuses what is no time`(_ text: String) {
        #expect(TimeText.parse(text, now: Self.now, in: .utc) == nil)
    }

    @Test func `the ends of the range are shown without a crash`() {
        let behind = Zone(name: { _ in "" }, offset: { _ in -43_200 })
        #expect(TimeText.date(.zero, in: behind) == "1969-12-31")
        #expect(TimeText.rfc3339(Timestamp(nanoseconds: .max)).hasPrefix("2554-07-21"))
    }

    @Test(
        arguments: [
            (0, "now"), (1_999_999_999, "now"), (2_000_000_000, "2s ago"),
            (60_000_000_000, "1m ago"),
            (7_200_000_000_000, "2h ago"), (172_800_000_000_000, "2d ago"), (-5, "now"),
        ] as [(Int64, String)]
    )
    func `ages are coarse`(_ age: Int64, _ text: String) {
        #expect(TimeText.age(age) == text)
    }
}
