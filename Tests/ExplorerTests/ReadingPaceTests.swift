import Explorer
import Follow
import TestSupport
import Testing
import TraceModel

@Suite struct ReadingPaceTests {
    private static let second: Nanoseconds = 1_000_000_000

    @Test func `follower and reading together send at most 30 requests a minute`() {
        let query = TraceQuery(start: Journey.now, end: Journey.now, detail: .spans)
        for inProcess in [false, true] {
            let settings = FollowSettings(of: query, inProcess: inProcess)
            #expect(settings.requestsPerMinute + ReadingPace.ceiling == 30)
        }
        let summaries = TraceQuery(start: Journey.now, end: Journey.now)
        #expect(FollowSettings(of: summaries, inProcess: false).requestsPerMinute == 30)
    }

    @Test func `whole traces are followed for as long as the screen shows, an hour at most`() {
        func reach(_ seconds: Int64) -> Nanoseconds {
            let start = Journey.now.advanced(by: -.seconds(seconds))
            let query = TraceQuery(start: start, end: Journey.now, detail: .spans)
            return FollowSettings(of: query, inProcess: false).reach
        }
        #expect(reach(900) == .seconds(900))
        #expect(reach(86400) == .seconds(3600))
        #expect(reach(1) == .seconds(60))
    }

    @Test(arguments: 0..<50)
    func `no minute has more requests than the ceiling, whatever each trace costs`(_ run: Int) {
        var random = SeededGenerator(seed: 3_000 + UInt64(run))
        var now = Journey.time.monotonic
        var pace = ReadingPace(now)
        var sent: [Nanoseconds] = []
        var traces = 0
        for _ in 0..<400 {
            now += .random(in: 0...5, using: &random) * Self.second
            let room = pace.room(now)
            #expect((pace.due(now) <= now) == (room > 0), "seed \(random.seed)")
            guard room > 0 else { continue }
            let count = Int.random(in: 1...room, using: &random)
            let found = Int.random(in: 0...count, using: &random)
            pace.send(count, now)
            pace.receive(found)
            traces += count
            sent += Array(repeating: now, count: found + 2 * (count - found))
            let last = sent.count { now - $0 < 60 * Self.second }
            #expect(last <= ReadingPace.ceiling, "seed \(random.seed)")
            #expect(pace.requestsLastMinute(now) == last, "seed \(random.seed)")
        }
        #expect(traces > 20, "it does go on, seed \(random.seed)")
    }

    @Test func `it waits for the follower first, and then as long as due says`() {
        let begin = Journey.time.monotonic
        var pace = ReadingPace(begin)
        #expect(pace.room(begin) == 0)
        let first = pace.due(begin)
        #expect(first > begin)
        #expect(pace.room(first) == 3)
        pace.send(3, first)
        #expect(pace.room(first) == 0)
        let next = pace.due(first)
        #expect(next == first + 60 * Self.second)
        #expect(pace.room(next - 1) == 0)
        #expect(pace.room(next) == 3)
    }
}
