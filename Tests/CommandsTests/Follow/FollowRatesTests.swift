import Follow
import TestSupport
import Testing
import TraceModel
import WireFormats

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

    /// A trace that begins at each of these seconds, of which a question finds those that have ended, `limit` at most.
    private func source(
        _ clock: SteppedClock,
        at seconds: [Double],
        limit: Int = .max
    ) -> LiveSource {
        let summaries = seconds.enumerated().map { TraceSummary.live("\($0)", at: $1) }
        return LiveSource { _, query in
            let found = summaries.filter {
                $0.end <= clock.time.wall && $0.start >= query.start && $0.start <= query.end
            }
            return SearchAnswer(
                summaries: Array(found.suffix(limit)),
                limitHit: found.count > limit
            )
        }
    }

    /// Each interval has the figures of its own traces, or says that it may have more.
    private func expectOwn(
        _ followed: Followed,
        _ seconds: [Double],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let begin = OutputStyle.pipe.now
        for document in try followed.documents() {
            let from = try #require((document["from"] as? String).flatMap { RFC3339.parse($0) })
            let start = Double(from.since(begin)) / 1e9
            let own = seconds.count { (start..<start + 10).contains($0) }
            let told = try #require(document["traces"] as? Int)
            let isPart = try #require(document["seenShare"] as? Double) < 1
            #expect(
                isPart ? told <= own : told == own,
                "from \(start): \(document)",
                sourceLocation: sourceLocation
            )
        }
    }

    @Test(arguments: 0..<6)
    func `each interval has its own figures, however much or little there is`(
        _ run: Int
    ) async throws {
        var random = SeededGenerator(seed: 8_200 + UInt64(run))
        // Long silences, and bursts of another size each time.
        let seconds = (-12..<60).flatMap { interval -> [Double] in
            let count = [0, 0, 0, 1, 7, 60].randomElement(using: &random) ?? 0
            return (0..<count).map { _ in
                Double(interval) * 10 + .random(in: 0..<10, using: &random)
            }
        }.sorted()
        for limit in [Int.max, 20] {
            let followed = try await self.run("follow --summary 10s --count 20 -o ndjson") {
                source($0, at: seconds, limit: limit)
            }
            try expectOwn(followed, seconds)
        }
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

    @Test func `a call that lasts as long as can be has a latency`() async throws {
        let whole = LiveSource(route: .wholeTraces) { _, _ in
            let summary = TraceSummary.live("a", at: -25)
            let call = ServiceCall(
                service: "web",
                operation: "GET",
                start: summary.start,
                duration: UInt64(Nanoseconds.max),
                isError: false
            )
            return SearchAnswer(
                summaries: [summary],
                limitHit: false,
                calls: [summary.id: [call]]
            )
        }
        let followed = try await run("follow --summary 10s --count 4") { _ in whole }
        #expect(followed.text.contains("106751d") || followed.text.contains("106268d"))
    }
}
