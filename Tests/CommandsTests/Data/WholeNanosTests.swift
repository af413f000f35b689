import Explorer
import Foundation
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@testable import Commands

/// Every field whose name ends in `Nanos` is a whole number of nanoseconds, or null.
@Suite struct WholeNanosTests {
    /// Figures that are no whole numbers, as servers' estimates are.
    private static let reader = StubReader(
        services: .success(["cart"]),
        answer: .success(
            SearchAnswer(summaries: FailingShop.traces.map { TraceSummary($0) }, limitHit: false)
        ),
        trace: TraceAnswer(trace: orderTrace),
        traces: FailingShop.traces,
        metrics: [
            ServiceMetrics(
                service: "cart",
                callsPerSecond: point(1.25),
                errorShare: point(0.125),
                p50: point(1_056_322.557_599_948_7),
                p95: point(8e6 / 3),
                p99: point(.infinity)
            )
        ]
    )

    private static func point(_ value: Double) -> [MetricPoint] {
        [MetricPoint(time: OutputStyle.pipe.now, value: value)]
    }

    /// The values of such fields in JSON, as they are written.
    static func values(_ text: String) throws -> [String] {
        let pattern = try NSRegularExpression(pattern: #"Nanos"\s*:\s*([^,}\]\s]+)"#)
        let whole = NSRange(text.startIndex..., in: text)
        return pattern.matches(in: text, range: whole).compactMap { match in
            Range(match.range(at: 1), in: text).map { String(text[$0]) }
        }
    }

    static func isWhole(_ value: String) -> Bool {
        value == "null" || Int64(value) != nil
    }

    @Test(
        arguments: [
            "services --rates", "services --columns name,p50,p95,p99", "monitor cart",
            "traces", "errors", "trace \(orderTrace.id.hex)",
        ],
        ["json", "ndjson"]
    )
    func `whole nanoseconds`(_ command: String, _ form: String) async throws {
        let answer = try await printed("\(command) -o \(form)", from: Self.reader)
        let values = try Self.values(answer.text)
        #expect(!values.isEmpty || command == "errors", "\(answer.text.prefix(300))")
        #expect(values.allSatisfy(Self.isWhole), "\(values)")
    }

    @Test func `whole nanoseconds while following`() async throws {
        for calls in ["", " --calls"] {
            let clock = SteppedClock(start: OutputStyle.pipe.now)
            let source = LiveSource { _, query in
                let now = clock.time.wall
                let traces = (-120..<Int(now.since(OutputStyle.pipe.now) / 1_000_000_000) + 1)
                let summaries = traces.map { TraceSummary.live("\($0)", at: Double($0)) }
                    .filter { $0.end <= now && $0.start >= query.start && $0.start <= query.end }
                return SearchAnswer(summaries: summaries, limitHit: false)
            }
            let line = "follow --summary 10s\(calls) --count 2 -o ndjson"
            let followed = try await followed(line, from: source, clock)
            let values = try Self.values(followed.text)
            #expect(!values.isEmpty && values.allSatisfy(Self.isWhole), "\(values)")
        }
    }
}
