import Follow
import TestSupport
import Testing
import TraceModel

@testable import Commands

@Suite struct FollowRatesTests {
    private static let seconds: Nanoseconds = 1_000_000_000

    /// A trace each second, every fifth of them failed, of which a question finds those that have ended.
    private func source(
        _ clock: SteppedClock,
        until end: Int = .max,
        isCut: Bool = false
    ) -> LiveSource {
        LiveSource { _, query in
            let start = OutputStyle.pipe.now
            let now = clock.time.wall
            let age = Int(now.since(start) / Self.seconds)
            let summaries = (-120...max(age, -120)).filter { $0 < end }.map { second in
                TraceSummary.live("\(second)", at: Double(second), errors: second % 5 == 0 ? 1 : 0)
            }.filter { $0.end <= now && $0.start >= query.start && $0.start <= query.end }
            return SearchAnswer(summaries: summaries, limitHit: isCut)
        }
    }

    private func run(
        _ line: String,
        _ make: (SteppedClock) -> LiveSource
    ) async throws -> Followed {
        // Amid an interval, whenever the first answer comes.
        let clock = SteppedClock(start: OutputStyle.pipe.now.advanced(by: 3 * Self.seconds))
        return try await followed(line, from: make(clock), clock)
    }

    @Test func `each interval is counted whole and given out once`() async throws {
        let followed = try await run("follow --summary 10s --count 5 -o ndjson") { source($0) }
        let documents = try followed.documents()
        #expect(followed.code == .found && documents.count == 10)
        for (index, document) in documents.enumerated() {
            let isShop = index % 2 == 0
            #expect(document["service"] as? String == (isShop ? "shop" : "web"))
            #expect(document["calls"] as? Int == (isShop ? 20 : 10))
            #expect(document["callsPerSecond"] as? Double == (isShop ? 2 : 1))
            #expect(document["errors"] as? Int == (isShop ? 2 : 0))
            #expect(document["traces"] as? Int == 10 && document["failedTraces"] as? Int == 2)
            #expect(document["atLeast"] as? Bool == false && document["seenShare"] as? Double == 1)
            #expect(document["basis"] as? String == "spans")
            let p95 = document["p95Nanos"] as? Double
            #expect(isShop ? p95 == nil : p95.map { abs($0 - 1e8) < 1e6 } ?? false)
        }
        let starts = documents.compactMap { $0["from"] as? String }
        #expect(starts == starts.sorted() && Set(starts).count == 5)
        #expect(followed.remarks.count == 1 && followed.remarks[0].hasPrefix("Spans are counted"))
    }

    @Test func `of a named service its own line alone, as a table`() async throws {
        let followed = try await run("follow web --summary 10s --count 3") { source($0) }
        expectGolden(followed.text, named: "follow-rates-pipe", in: "CommandsTests")
    }

    @Test func `an interval without calls has a line too`() async throws {
        let followed = try await run("follow --summary 10s --last 0 --count 2 -o ndjson") {
            source($0, until: 0)
        }
        let documents = try followed.documents()
        #expect(documents.count == 2)
        #expect(followed.text.contains("\"service\":null,\"calls\":0,"))
    }

    @Test func `what was cut is a lower bound, and told once`() async throws {
        let followed = try await run("follow --summary 10s --count 3") { source($0, isCut: true) }
        #expect(followed.text.contains("≥"))
        #expect(followed.remarks.count { $0.hasPrefix("Only ≈ 0 %") } == 1, "\(followed.remarks)")
    }

    @Test func `calls are counted where whole traces travel`() async throws {
        let whole = LiveSource(route: .wholeTraces) { _, query in
            #expect(query.detail == .calls)
            let summary = TraceSummary.live("a", at: -25)
            let call = ServiceCall(
                service: "web",
                operation: "GET",
                start: summary.start,
                duration: 1_000_000,
                isError: true
            )
            return SearchAnswer(
                summaries: [summary],
                limitHit: false,
                calls: [summary.id: [call, call]]
            )
        }
        let followed = try await run("follow --summary 10s --count 4 -o ndjson") { _ in whole }
        let documents = try followed.documents()
        let line = try #require(documents.first { $0["service"] as? String == "web" })
        #expect(line["calls"] as? Int == 2 && line["errorShare"] as? Double == 1)
        #expect(line["basis"] as? String == "calls" && followed.remarks.isEmpty)
    }
}
