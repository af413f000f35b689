import TestSupport
import Testing
import TraceModel

@testable import TraceAnalysis

struct SkewReportTests {
    private static let moved = "This span's timestamps were adjusted by "
    private static let kept =
        "clock skew adjustment disabled; not applying calculated delta of "

    private func report(_ warnings: [[String]], host: String? = nil) -> SkewReport {
        SkewReport(
            Trace.make { sketch in
                for (number, texts) in warnings.enumerated() {
                    sketch.span(
                        "s\(number)",
                        0..<1,
                        service: "cart",
                        resource: host.map { ["host.name": .string($0)] } ?? [:]
                    ) { $0.warnings = texts }
                }
            }
        )
    }

    @Test func `spans that go by one clock are told together, with the median of what they say`() {
        let report = report(
            [
                [Self.moved + "-3ms"], [], [Self.moved + "1µs"], ["lost", Self.moved + "2h0m0.5s"],
                [Self.kept + "7ms"],
            ],
            host: "n1"
        )
        #expect(
            report.clocks == [
                SkewReport.Clock(
                    service: "cart",
                    host: "n1",
                    delta: 7_000_000,
                    isCorrected: false,
                    spans: [4]
                ),
                SkewReport.Clock(
                    service: "cart",
                    host: "n1",
                    delta: 1000,
                    isCorrected: true,
                    spans: [0, 2, 3]
                ),
            ]
        )
        #expect(report[0] == SkewReport.SpanSkew(delta: -3_000_000, isCorrected: true))
        #expect(report[1] == nil)
        #expect(report[4] == SkewReport.SpanSkew(delta: 7_000_000, isCorrected: false))
    }

    @Test func `of several warnings the last one counts that speaks of a clock`() {
        let report = report([
            [Self.moved + "1ms", Self.moved + "2ms", "lost"], [Self.moved + "0s"],
            [Self.moved + "soon", "timestamps were adjusted by"], [""],
        ])
        #expect(report[0]?.delta == 2_000_000)
        #expect((1...3).allSatisfy { report[$0] == nil })
        #expect(report.clocks.map(\.spans) == [[0]])
        #expect(report.clocks.map(\.host) == [""])
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `a rank is the element that stands there when all are sorted`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let many = (0..<Int.random(in: 1...60, using: &random)).map { _ in
            Nanoseconds.random(in: -9...9, using: &random)
        }
        for place in many.indices {
            var copy = many
            #expect(copy.rank(place) == many.sorted()[place], "seed \(seed)")
        }
    }

    @Test func `durations that Go would not write are none`() {
        for text in ["", "-", "--5s", "5", "5.5", ".s", "1.2.3s", "5 s", "5parsecs", "µs", "5s-"] {
            #expect(GoDurationString.duration(text) == nil, "\(text)")
        }
        #expect(GoDurationString.duration("0") == 0)
        #expect(GoDurationString.duration("-1h0m0.25s") == -3_600_250_000_000)
        #expect(GoDurationString.duration(String(repeating: "9", count: 400) + "h") == nil)
    }
}
