import Explorer
import TestSupport
import Testing
import TraceModel

@testable import Follow

struct CoverageTests {
    private static func at(_ time: UInt64) -> Timestamp { Timestamp(nanoseconds: time) }

    @Test(arguments: Array(1...60 as ClosedRange<UInt64>))
    func `of every instant the latest look is known`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var coverage = Coverage()
        var seen = [UInt64?](repeating: nil, count: 100)
        for _ in 0..<30 {
            let start = UInt64.random(in: 0..<100, using: &generator)
            let end = UInt64.random(in: start...100, using: &generator)
            let time = UInt64.random(in: 1...200, using: &generator)
            coverage.note(Self.at(start), Self.at(end), seenAt: Self.at(time))
            for instant in start..<end { seen[Int(instant)] = max(seen[Int(instant)] ?? 0, time) }
            for allowance in [0, 7, 40] as [UInt64] {
                let missing = (0..<100 as Range<UInt64>).filter { instant in
                    guard let time = seen[Int(instant)] else { return true }
                    return time <= instant + allowance
                }
                let gaps = coverage.gaps(
                    Self.at(0),
                    Self.at(100),
                    allowance: Nanoseconds(allowance)
                )
                let found = gaps.flatMap { $0.lowerBound.nanoseconds..<$0.upperBound.nanoseconds }
                #expect(found == missing, "seed \(seed), allowance \(allowance)")
            }
        }
    }

    @Test func `reports say how much was seen and why not more`() {
        var coverage = Coverage()
        let second: UInt64 = 1_000_000_000
        func report(_ limit: Int, isCut: Bool) -> String {
            CoverageReport(
                coverage,
                from: Self.at(1000 * second),
                to: Self.at(1300 * second),
                allowance: .seconds(10),
                limit: limit,
                isCut: isCut
            ).sentence
        }
        #expect(report(1500, isCut: false) == "≈ 0 % of the last 5 min")
        coverage.note(
            Self.at(1000 * second),
            Self.at(1116 * second),
            seenAt: Self.at(1400 * second)
        )
        #expect(
            report(1500, isCut: true) == "≈ 40 % of the last 5 min: an answer holds 1,500 traces"
        )
        coverage.note(
            Self.at(1116 * second),
            Self.at(1301 * second),
            seenAt: Self.at(1300 * second)
        )
        #expect(report(20, isCut: true) == "all of the last 5 min")
    }
}
