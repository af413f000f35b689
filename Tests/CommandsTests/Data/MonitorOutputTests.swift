import Foundation
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@testable import Commands

@Suite struct MonitorOutputTests {
    /// Half an hour of calls before the moment of asking, none of them in the first minute.
    private let metrics = ServiceMetrics(
        service: "cart",
        callsPerSecond: (0..<30).map { index in
            MetricPoint(
                time: OutputStyle.pipe.now.advanced(by: Nanoseconds(index - 29) * 60_000_000_000),
                value: index == 0 ? nil : Double(index)
            )
        },
        errorShare: [MetricPoint(time: OutputStyle.pipe.now, value: 0.25)],
        p50: [MetricPoint(time: OutputStyle.pipe.now, value: 84e6)],
        p95: [MetricPoint(time: OutputStyle.pipe.now, value: 1.9e9)]
    )

    @Test func `a row a slice of which something is known`() async throws {
        let answer = try await printed("monitor cart", from: StubReader(metrics: [metrics]))
        let lines = answer.text.split(separator: "\n")
        #expect(lines.count == 30 && answer.code == .found)
        #expect(lines.first == "FROM UTC             CALLS/s  ERRORS   P50   P95")
        #expect(lines.last == "2026-01-01 00:29:00     29.0   25.0%  84ms  1.9s")
    }

    @Test func `the document has every slice, unknown ones with nulls`() async throws {
        let answer = try await printed("monitor cart -o json", from: StubReader(metrics: [metrics]))
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any]
        )
        #expect(document["source"] as? String == "metrics")
        let slices = try #require(document["slices"] as? [[String: Any]])
        #expect(slices.count == 60)
        #expect(slices.first?["callsPerSecond"] is NSNull)
        #expect(slices.last?["p95Nanos"] as? Double == 1.9e9)
        #expect(slices.last?["to"] as? String == "2026-01-01T00:30:00.000000000Z")
    }

    @Test func `without metrics a search stands in, and says so`() async throws {
        let found = SearchAnswer(summaries: [TraceSummary(orderTrace)], limitHit: true)
        let answer = try await printed(
            "monitor payment -o ndjson",
            from: StubReader(answer: .success(found))
        )
        #expect(answer.text.split(separator: "\n").count == 1)
        #expect(answer.remarks.first?.hasPrefix("This source has no metrics") ?? false)
        #expect(answer.remarks.contains { $0.contains("limit of 500") })
    }

    @Test func `no calls, and no duration`() async throws {
        let none = try await printed("monitor cart --last 6h", from: StubReader(metrics: []))
        #expect(none.code == .nothingFound && none.text.isEmpty)
        await #expect(throws: CommandLineError.self) {
            try await printed("monitor cart --last soon", from: StubReader())
        }
    }
}
