import Client
import Explorer
import Follow
import PlainText
import TestSupport
import Testing
import TraceModel

/// What following makes of servers that are not well, asked over HTTP by the real client.
///
/// The server has one trace a second; the clock is virtual. See ``BadDay`` for what is checked all the time.
@Suite struct BadDaysTests {
    private struct Outcome {
        var story: BadDay.Story
        /// When searches came, by the monotonic clock.
        var asked: [Nanoseconds]

        /// Traces told in all until the last update of some seconds.
        func newTraces(_ seconds: Range<Int>) -> Int {
            let moments = story.moments(seconds)
            let last = moments.last?.status.figures.traces ?? 0
            return last - (moments.first?.status.figures.traces ?? 0)
        }

        func questions(_ seconds: Range<Int>) -> Int {
            asked.count { (.seconds(seconds.lowerBound)..<(.seconds(seconds.upperBound))) ~= $0 }
        }
    }

    /// Follows until `seconds` after the beginning.
    private func follow(
        _ keys: String = ":traces Enter F",
        seconds: Int,
        settings: FollowSettings = .short,
        adjust: (inout SteadyTraffic) -> Void = { _ in },
        misbehave: @escaping @Sendable (_ second: Int, _ number: Int) -> String?
    ) async throws -> Outcome {
        let virtual = VirtualClock(begin: Journey.now)
        var traffic = SteadyTraffic(begin: Journey.now)
        adjust(&traffic)
        let server = try SteadyServer(
            virtual,
            traffic: { [traffic] _ in traffic },
            misbehave: misbehave
        )
        let reader = QueryAPIReader(
            ServerOptions(
                baseURL: try BaseURL(server.url),
                retries: RetryPolicy(delays: [.zero, .zero], jitter: { 0 })
            )
        )
        let day = try #require(BadDay(keys, settings: settings))
        let story = try await day.follow(reader, virtual, seconds: seconds, truth: traffic)
        let outcome = Outcome(story: story, asked: server.asked)
        #expect(story.troubles.isEmpty, "\(story.troubles.prefix(5))")
        #expect(mostAMinute(outcome.asked) <= 30)
        return outcome
    }

    /// All was told in the end, and the screen says so.
    private func expectAll(
        _ outcome: Outcome,
        seconds: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let story = outcome.story
        let traffic = SteadyTraffic(begin: Journey.now)
        let end = Journey.now.advanced(by: .seconds(seconds - 30))
        let missing = traffic.traces(Journey.now, end, at: end).count {
            story.told[SteadyTraffic.id($0)] == nil
        }
        #expect(missing == 0, sourceLocation: sourceLocation)
        #expect(story.status?.phase == .live, sourceLocation: sourceLocation)
        #expect(story.honesty.contains("all of the last 5 min"), sourceLocation: sourceLocation)
    }

    /// Following fails all the time, and says why with these words.
    private func expectFailing(
        _ outcome: Outcome,
        _ seconds: Range<Int>,
        _ words: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let moments = outcome.story.moments(seconds)
        #expect(moments.count >= 2, sourceLocation: sourceLocation)
        for moment in moments {
            guard case .failing = moment.status.phase else {
                Issue.record("\(moment.second): \(moment.honesty)", sourceLocation: sourceLocation)
                continue
            }
            #expect(moment.honesty.contains(words), sourceLocation: sourceLocation)
            #expect(!moment.honesty.contains("all of"), sourceLocation: sourceLocation)
        }
        #expect(outcome.newTraces(seconds) == 0, sourceLocation: sourceLocation)
    }

    @Test func `a server that answers HTML`() async throws {
        let page = SteadyServer.response(
            "200 OK",
            "text/html",
            "<html><title>Sign in to Acme</title><p>Who are you?</html>"
        )
        let outcome = try await follow(seconds: 620) { second, _ in
            (100..<220).contains(second) ? page : nil
        }
        expectFailing(outcome, 105..<220, "“Sign in to Acme”")
        #expect(outcome.questions(105..<220) <= 6)
        expectAll(outcome, seconds: 620)
    }

    @Test func `401 after an hour`() async throws {
        let refusal = SteadyServer.response(
            "401 Unauthorized",
            "application/json",
            #"{"error":{"httpCode":401,"message":"the token has expired"}}"#
        )
        var settings = FollowSettings.short
        settings.refresh = .seconds(15)
        let outcome = try await follow(seconds: 4300, settings: settings) { second, _ in
            (3600..<3750).contains(second) ? refusal : nil
        }
        expectFailing(outcome, 3605..<3750, "the token has expired")
        #expect(outcome.questions(3605..<3750) <= 6)
        expectAll(outcome, seconds: 4300)
        let rows = try #require(outcome.story.journey.traces?.summaries)
        #expect(rows.count == BadDay.rowLimit)
        #expect(outcome.story.honesty.contains(" older left out"))
    }

    @Test func `429 with Retry-After`() async throws {
        let refusal = SteadyServer.response(
            "429 Too Many Requests",
            "text/plain",
            "slow down",
            headers: "Retry-After: 90\r\n"
        )
        let outcome = try await follow(seconds: 600) { second, _ in
            (200..<240).contains(second) ? refusal : nil
        }
        let first = try #require(outcome.asked.first { $0 >= .seconds(200) })
        let next = try #require(outcome.asked.first { $0 > first })
        #expect(next - first >= .seconds(90))
        let moment = try #require(
            outcome.story.moments.first { $0.honesty.contains("429") },
            "the line says so when it happens"
        )
        #expect(moment.honesty.contains("slow down"))
        expectAll(outcome, seconds: 600)
    }

    @Test func `half a body`() async throws {
        let whole = SteadyServer.body(
            SteadyTraffic(begin: Journey.now),
            at: Journey.now.advanced(by: -.seconds(1100))
        )
        let half = String(whole.prefix(whole.count / 2))
        let broken = SteadyServer.response(
            "200 OK",
            "application/json",
            half,
            promised: whole.utf8.count
        )
        let outcome = try await follow(seconds: 620) { second, _ in
            (100..<220).contains(second) ? broken : nil
        }
        expectFailing(outcome, 105..<220, "broke off after \(half.utf8.count) of")
        expectAll(outcome, seconds: 620)
    }

    @Test func `half a document in a whole body`() async throws {
        let whole = SteadyServer.body(SteadyTraffic(begin: Journey.now), at: Journey.now)
        let half = SteadyServer.response(
            "200 OK",
            "application/json",
            String(whole.prefix(whole.count / 2))
        )
        let outcome = try await follow(seconds: 620) { second, _ in
            (100..<220).contains(second) ? half : nil
        }
        expectFailing(outcome, 105..<220, "answered 200 OK")
        expectAll(outcome, seconds: 620)
    }

    @Test func `half a body now and then costs no more requests than there may be`() async throws {
        let broken = SteadyServer.response("200 OK", "application/json", "{", promised: 1000)
        let outcome = try await follow(seconds: 600) { _, number in
            number > 5 && number % 3 == 0 ? broken : nil
        }
        let said = outcome.story.moments(60..<600).map(\.status.requestsLastMinute).max() ?? 0
        #expect(mostAMinute(outcome.asked) <= said, "requests that the screen does not count")
        let failures = outcome.story.status?.figures.failures ?? 0
        #expect(failures > 0)
    }

    @Test func `a service that vanishes and gives nothing any more`() async throws {
        let gone = Journey.now.advanced(by: .seconds(200))
        let outcome = try await follow("j Enter F", seconds: 620) {
            $0.gone = ("checkout", gone)
        } misbehave: { _, _ in
            nil
        }
        let story = outcome.story
        #expect(outcome.newTraces(215..<620) == 0)
        let rows = try #require(story.journey.traces?.summaries.filter { $0.id.high == 9 })
        #expect(rows.count == story.told.count, "what was seen stays")
        #expect(story.honesty.contains("all of the last 5 min"))
    }

    @Test func `a service that vanishes with 404`() async throws {
        let absent = SteadyServer.response(
            "404 Not Found",
            "application/json",
            #"{"error":{"httpCode":404,"message":"service checkout not found"}}"#
        )
        let outcome = try await follow("j Enter F", seconds: 620) { second, _ in
            second >= 200 ? absent : nil
        }
        expectFailing(outcome, 205..<500, "service checkout not found")
        #expect(outcome.questions(205..<500) <= 10)
        let story = outcome.story
        let rows = try #require(story.journey.traces?.summaries.filter { $0.id.high == 9 })
        #expect(rows.count == story.told.count, "what was seen stays")
    }
}
