import Explorer
import TestSupport
import Testing
import TraceModel

@testable import Follow

/// Questions that get no answer, for reasons that the source does not tell.
@Suite struct FailedQuestionsTests {
    private static let begin = Timestamp(nanoseconds: 1_795_000_000_000_000_000)
    private static let traffic = SteadyTraffic(begin: begin)
    private static let instant: Nanoseconds = 20_000_000

    private func answer(_ query: TraceQuery, _ second: Int) -> SearchAnswer {
        Self.traffic.answer(query, at: Self.begin.advanced(by: .seconds(second)), number: second)
    }

    private func refused(_ words: String = "") -> TraceReaderError {
        TraceReaderError(.refused(status: 500), "GET /api answered 500" + words)
    }

    /// Traces of some seconds that were not told.
    private func missing(_ run: PromptFollowing, _ seconds: Range<Int>) -> Int {
        let start = Self.begin.advanced(by: .seconds(seconds.lowerBound))
        let end = Self.begin.advanced(by: .seconds(seconds.upperBound))
        return Self.traffic.traces(start, end, at: end.advanced(by: .seconds(60))).count {
            !run.told.contains(SteadyTraffic.id($0))
        }
    }

    @Test(arguments: [500, 400]) func `a limit that is refused is lowered`(_ status: Int) {
        let words = ": “search depth must be greater than 0 and less than max traces”"
        var run = PromptFollowing(begin: Self.begin) { query, second in
            let error =
                status == 500
                ? refused(words)
                : TraceReaderError(.invalidQuery, "GET /api answered 400" + words)
            return query.limit > 100
                ? (.failure(error), Self.instant)
                : (.success(answer(query, second)), Self.instant)
        }
        run.run(seconds: 400)
        #expect(run.status.coverage.isWhole)
        #expect(missing(run, 0..<300) == 0)
        #expect(run.asked.prefix(4).map(\.query.limit) == [1500, 1000, 500, 100])
        #expect(run.asked.count { $0.query.limit > 100 } <= 5, "and tried again now and then")
    }

    @Test func `a source that was not well at first is asked as any other afterwards`() {
        var run = PromptFollowing(begin: Self.begin) { query, second in
            second < 60
                ? (.failure(refused()), Self.instant)
                : (.success(answer(query, second)), Self.instant)
        }
        run.run(seconds: 59)
        guard case .failing = run.status.phase else {
            Issue.record("\(run.status.phase)")
            return
        }
        #expect(run.asked.count < 8, "with patience")
        run.run(seconds: 700)
        #expect(run.follower.limit == 1500)
        #expect(run.status.coverage.isWhole && missing(run, 0..<600) == 0)
    }

    @Test func `a route that was not there for a moment makes nobody ask service by service`() {
        var run = PromptFollowing(begin: Self.begin) { query, second in
            let gone = TraceReaderError(
                .unsupported,
                "GET /api/services answered 404 Not Found: “x”"
            )
            return second < 20
                ? (.failure(gone), Self.instant)
                : (.success(answer(query, second)), Self.instant)
        }
        run.run(seconds: 200)
        #expect(!run.follower.plan.rotates)
        #expect(run.status.coverage.isWhole)
    }

    @Test(arguments: [true, false])
    func `one trace that cannot be given hides itself alone`(isThereBefore: Bool) {
        let bad = Self.traffic.start(1200 + (isThereBefore ? -30 : 30))
        var run = PromptFollowing(begin: Self.begin) { query, second in
            let isHit =
                query.start <= bad && bad <= query.end
                && Self.begin.advanced(by: .seconds(second)) >= bad
            return isHit
                ? (.failure(refused(": “json: unsupported value: NaN”")), Self.instant)
                : (.success(answer(query, second)), Self.instant)
        }
        run.run(seconds: 600)
        #expect(missing(run, -50..<500) <= 1)
        #expect(run.status.phase == .live || run.status.phase == .catchingUp)
        #expect(run.follower.limit == 1500, "it had answered to that")
        let late = run.follower.figures.failures
        run.run(seconds: 900)
        #expect(run.follower.figures.failures - late <= 2, "it is let be")
    }

    @Test(arguments: [true, false])
    func `what no answer can hold is asked for in parts`(isSlow: Bool) {
        // A proxy that breaks off large answers, or a link on which they take longer than anyone waits.
        var run = PromptFollowing(begin: Self.begin) { query, second in
            let answer = answer(query, second)
            let count = answer.summaries.count
            guard count > 20 else { return (.success(answer), Self.instant * Int64(count + 1)) }
            let error = TraceReaderError(.malformedAnswer, "it breaks off")
            return isSlow ? (.success(answer), .seconds(1000)) : (.failure(error), Self.instant)
        }
        run.run(seconds: 1500)
        #expect(run.status.coverage.isWhole && run.status.phase == .live)
        #expect(missing(run, 900..<1440) == 0)
        let failures = run.follower.figures.failures
        run.run(seconds: 1800)
        #expect(run.follower.figures.failures - failures <= 1)
    }

    @Test func `a server that hangs is said to, and given up after a while`() {
        var run = PromptFollowing(begin: Self.begin) { query, second in
            (.success(answer(query, second)), second < 60 ? Self.instant : .seconds(10_000))
        }
        run.run(seconds: 59)
        #expect(run.status.silence == nil)
        run.run(seconds: 80)
        let silence = run.status.silence ?? 0
        #expect((.seconds(5)..<(.seconds(21))).contains(silence))
        #expect(run.status.honesty.first?.hasPrefix("no answer for ") == true)
        let last = run.asked.last?.second ?? 0
        run.run(seconds: last + 121)
        #expect(run.status.silence == nil)
        guard case .failing(let error, _) = run.status.phase else {
            Issue.record("\(run.status.phase)")
            return
        }
        #expect(error.message.contains("did not answer within 120 seconds"))
    }
}
