import Explorer
import Follow
import PlainText
import TestSupport
import Testing
import TraceModel

@Suite struct LiveTracesTests {
    private let second: Nanoseconds = 1_000_000_000
    private static let limit = 2000

    /// The list of a service's traces, followed, with the cursor on its first row.
    private func followed(_ size: (rows: Int, columns: Int) = (24, 80)) throws -> (
        Journey, ScriptedFollower
    ) {
        var settings = Journey.settings
        settings.search.limit = Self.limit
        var journey = Journey(rows: size.rows, columns: size.columns, settings: settings)
        journey.press("j Enter F")
        let follower = try #require(ScriptedFollower(journey))
        return (journey, follower)
    }

    private func trace(_ number: UInt64, at time: Timestamp, spans: Int = 3) -> TraceSummary {
        TraceSummary(
            id: TraceID(high: 7, low: number),
            rootService: "frontend",
            rootOperation: "GET /\(number)",
            start: time,
            end: time.advanced(by: 5_000_000),
            spanCount: spans,
            errorCount: 0,
            orphanCount: 0,
            services: [ServiceShare(name: "checkout", spanCount: spans, errorCount: 0)]
        )
    }

    @Test func `new traces come in at the top while the cursor is there`() throws {
        var (journey, follower) = try followed()
        let count = try #require(journey.traces?.summaries.count)
        journey.send(follower.tell([trace(1, at: Journey.now)]))
        #expect(journey.traces?.summaries.count == count + 1)
        #expect(journey.traces?.selected?.rootOperation == "GET /1")
        #expect(journey.traces?.honesty(journey.state.context).hasPrefix("live · ") == true)
    }

    @Test func `a selection holds the list still, and what waits is counted and let in`() throws {
        var (journey, follower) = try followed()
        journey.press("j j j")
        let selected = try #require(journey.traces?.selected)
        let offset = try #require(journey.traces.map { $0.cursor.selected - $0.cursor.top })
        let shown = journey.traces?.shown.map { journey.traces?.summaries[$0].id }
        journey.send(follower.tell([trace(1, at: Journey.now), trace(2, at: Journey.now)]))
        #expect(journey.traces?.shown.map { journey.traces?.summaries[$0].id } == shown)
        #expect(journey.traces?.honesty(journey.state.context).hasPrefix("▲ 2 new · ") == true)
        journey.press(".")
        let state = try #require(journey.traces)
        #expect(state.selected == selected)
        #expect(state.cursor.selected - state.cursor.top == offset)
        #expect(state.summaries[state.shown[0]].id.high == 7)
        #expect(state.live?.waiting.isEmpty == true)
    }

    @Test func `a trace that grew changes in its place, held or not`() throws {
        var (journey, follower) = try followed()
        journey.send(follower.tell([trace(1, at: Journey.now)]))
        journey.press("j")
        let row = try #require(journey.traces?.cursor.selected)
        let count = journey.traces?.summaries.count
        journey.send(follower.tell([trace(1, at: Journey.now, spans: 9)]))
        let state = try #require(journey.traces)
        #expect(state.summaries.count == count)
        #expect(state.summaries.first { $0.id.high == 7 }?.spanCount == 9)
        #expect(state.cursor.selected == row)
    }

    @Test func `Space holds the list, and lets it go on with what waited`() throws {
        var (journey, follower) = try followed()
        journey.press(.character(" "))
        journey.send(follower.tell([trace(1, at: Journey.now)]))
        #expect(journey.traces?.live?.waiting.count == 1)
        journey.press(.character(" "))
        #expect(journey.traces?.live?.waiting.isEmpty == true)
        #expect(journey.traces?.selected?.rootOperation == "GET /1")
    }

    @Test func `the top of the list is where it goes on`() throws {
        var (journey, follower) = try followed()
        journey.press("j j")
        journey.send(follower.tell([trace(1, at: Journey.now)]))
        journey.press("g")
        #expect(journey.traces?.live?.waiting.isEmpty == true)
        #expect(journey.traces?.selected?.rootOperation == "GET /1")
    }

    @Test func `F again stops, and says how much was seen`() throws {
        var (journey, follower) = try followed()
        journey.press("j")
        journey.send(follower.tell([trace(1, at: Journey.now)]))
        journey.press("F")
        let state = try #require(journey.traces)
        #expect(state.live == nil)
        #expect(state.summaries.contains { $0.id.high == 7 })
        #expect(state.honesty(journey.state.context).contains("followed until now · "))
        guard case .cancel? = journey.effects.last else {
            Issue.record("the follower goes on: \(journey.effects.suffix(2))")
            return
        }
        let count = state.summaries.count
        journey.send(follower.tell([trace(2, at: Journey.now)]))
        #expect(journey.traces?.summaries.count == count, "one that was stopped is not heard")
    }

    @Test func `leaving the list stops its follower, going in does not`() throws {
        var (journey, follower) = try followed()
        let count = journey.effects.count
        journey.press("Enter")
        #expect(
            !journey.effects.dropFirst(count).contains {
                if case .cancel = $0 { true } else { false }
            }
        )
        journey.send(follower.tell([trace(1, at: Journey.now)]))
        journey.press("Esc Esc")
        guard case .cancel? = journey.effects.last else {
            Issue.record("the follower goes on")
            return
        }
    }

    @Test func `another query is followed from its beginning`() throws {
        var (journey, follower) = try followed()
        journey.press("j")
        journey.send(follower.tell([trace(1, at: Journey.now)]))
        journey.press("f")
        journey.type(" error=true")
        journey.press("Enter")
        let queries = journey.effects.compactMap { effect -> TraceQuery? in
            if case .follow(_, let query) = effect { query } else { nil }
        }
        #expect(queries.count == 2)
        #expect(queries.last?.error == true)
        #expect(journey.traces?.live?.waiting.isEmpty == true)
    }

    @Test func `the list holds its newest rows, and says how many it let go`() throws {
        var (journey, follower) = try followed()
        let before = try #require(journey.traces?.summaries.count)
        let many = (0..<UInt64(Self.limit)).map {
            trace($0, at: Journey.now.advanced(by: Nanoseconds($0) * 1000))
        }
        journey.send(follower.tell(many))
        let state = try #require(journey.traces)
        #expect(state.summaries.count == Self.limit)
        #expect(state.live?.dropped == before)
        #expect(
            state.honesty(journey.state.context).contains("limit 2,000: \(before) older left out")
        )
    }

    @Test func `a list of files is not followed`() {
        var settings = Journey.settings
        settings.search.searchesAllTime = true
        var journey = Journey(settings: settings)
        journey.press("j Enter F")
        #expect(journey.traces?.live == nil)
        #expect(journey.notice.contains("Files do not change"))
    }

    /// What a list of 1,234 rows says that waits, was cut, and asks as often as it may.
    private func busy(_ change: (inout FollowStatus) -> Void) throws -> Journey {
        var (journey, follower) = try followed()
        journey.press("j")
        let event = follower.tell((0..<1234).map { trace($0, at: Journey.now) })
        guard case .followed(let id, var update) = event else { return journey }
        update.status.coverage.isCut = true
        update.status.coverage.share = 0.4
        update.status.coverage.limit = 1500
        update.status.requestsLastMinute = 30
        change(&update.status)
        journey.send(.followed(id, update))
        return journey
    }

    private static func honesty(_ journey: Journey) -> String {
        journey.traces?.honesty(journey.state.context) ?? ""
    }

    @Test func `what matters of a busy list fits in eighty columns`() throws {
        let line = Self.honesty(try busy { _ in })
        #expect(
            line.hasPrefix("▲ 1,234 new · ≈ 40 % of 5 min: limit 1,500 · 30/30 req/min · 20 traces")
        )
        let troubled = try busy {
            $0.coverage.isCut = false
            $0.figures.skippedArrivals = 12
            $0.figures.malformed = 3
        }
        let words = Self.honesty(troubled).prefix(80)
        #expect(words.contains("12 skipped · ≥3 malformed · 30/30"))
    }

    @Test func `what was wrong with answers stands in the messages, once`() throws {
        let note = "2 spans could not be read completely and are shown as far as possible."
        var journey = try busy { $0.notes = [note] }
        #expect(journey.state.messages.map(\.text).filter { $0 == note }.count == 1)
        #expect(journey.notice.isEmpty, "nobody is disturbed")
        var again = try #require(ScriptedFollower(journey))
        guard case .followed(let id, var update) = again.tell([]) else { return }
        update.status.notes = [note]
        journey.send(.followed(id, update))
        #expect(journey.state.messages.map(\.text).filter { $0 == note }.count == 1)
        #expect(journey.state.messages.last?.severity == .warning)
    }

    @Test func `a source that never told its time is said not to have`() throws {
        let line = Self.honesty(try busy { $0.supposesClock = true })
        #expect(line.hasSuffix(" · the server does not tell its time, this computer's is used"))
        let told = Self.honesty(try busy { $0.clockOffset = -5_000_000_000 })
        #expect(told.hasSuffix(" · the server's clock is 5s behind"))
    }

    @Test func `the strip moves with time`() throws {
        var (journey, follower) = try followed()
        let end = try #require(journey.traces?.strip.end)
        journey.wait(milliseconds: 30_000)
        journey.send(follower.tell([], after: 30, skipped: 1))
        #expect(journey.traces?.strip.end == end.advanced(by: 30 * second))
        #expect(journey.traces?.honesty(journey.state.context).contains("1 skipped") == true)
    }

    @Test(arguments: 0..<12)
    func `whatever is pressed while traces come, rows are there once and can be selected`(
        _ run: Int
    ) throws {
        var random = SeededGenerator(seed: 9_300 + UInt64(run))
        var (journey, follower) = try followed()
        var number: UInt64 = 0
        let keys = [
            "s", "I", "R", "F", ".", "j", "k", "G", "g", "Space", "Esc", "f Enter", "Tab",
            "/ GET Enter",
            "f Space limit=5 Enter", "f Space limit=500 Enter",
        ]
        for _ in 0..<40 {
            if journey.traces?.live == nil { journey.press("F") }
            if let other = ScriptedFollower(journey), journey.traces?.live?.id != follower.id {
                follower = other
            }
            let burst = [0, 1, 30, 900].randomElement(using: &random) ?? 0
            let traces = (0..<burst).map { _ in
                number += 1
                let age = Nanoseconds.random(in: 0..<900, using: &random) * second
                return trace(number, at: journey.state.now.advanced(by: -age))
            }
            journey.send(follower.tell(traces))
            if Bool.random(using: &random) { journey.isHolding.toggle() }
            if !journey.isHolding { journey.release() }
            journey.press(keys.randomElement(using: &random) ?? "j")
            journey.wait(milliseconds: 500)
            guard let state = journey.traces else {
                journey.press("Enter")
                continue
            }
            #expect(state.shown.allSatisfy(state.summaries.indices.contains), "seed \(random.seed)")
            #expect(Set(state.summaries.map(\.id)).count == state.summaries.count)
            #expect(state.shown.isEmpty || state.selected != nil, "seed \(random.seed)")
        }
    }

    @Test func `the selected trace stays selected while the oldest leave, in any order`() throws {
        var (journey, follower) = try followed()
        journey.press("s s j j j")
        let selected = try #require(journey.traces?.selected?.id)
        let traces = (0..<2500).map {
            trace($0, at: Journey.now.advanced(by: Nanoseconds($0) * second))
        }
        journey.send(follower.tell(traces))
        journey.press(".")
        #expect(journey.traces?.selected?.id == selected)
        #expect(journey.traces?.summaries.count == Self.limit + 1)
        #expect(journey.traces?.live?.dropped ?? 0 > 0)
    }

    @Test func `what came before the answer of a search that is asked again stays`() throws {
        var (journey, _) = try followed()
        let count = try #require(journey.traces?.summaries.count)
        journey.isHolding = true
        journey.press("R")
        var follower = try #require(ScriptedFollower(journey))
        journey.send(follower.tell([trace(1, at: Journey.now), trace(2, at: Journey.now)]))
        journey.release()
        let state = try #require(journey.traces)
        #expect(state.answer.value != nil)
        #expect(state.summaries.count { $0.id.high == 7 } == 2)
        #expect(state.summaries.count == count + 2)
    }

    @Test func `a shorter answer in another order is shown as it is`() {
        var journey = Journey()
        journey.press("j Enter s s j j")
        let selected = journey.traces?.selected?.id
        journey.source.found = Array((journey.traces?.summaries ?? []).prefix(1))
        journey.press("R")
        #expect(journey.traces?.shown == [0])
        #expect(journey.traces?.selected?.id != selected || journey.traces?.summaries.count == 1)
    }

    @Test func `narrowing that is given up goes back to where the list was, and lets nothing in`()
        throws
    {
        var (journey, follower) = try followed()
        journey.press("j j j j j")
        let before = try #require(journey.traces)
        journey.press("/ z z z z")
        #expect(journey.traces?.shown.isEmpty == true)
        journey.send(follower.tell([trace(1, at: Journey.now)]))
        journey.press("Esc")
        let state = try #require(journey.traces)
        #expect(state.cursor == before.cursor && state.selected == before.selected)
        #expect(state.live?.waiting.count == 1)
        journey.press("Esc j j j")
        let services = try #require(journey.services)
        journey.press("/ c a r t Esc")
        #expect(journey.services?.cursor == services.cursor)
    }

    @Test func `a fixed time is not followed, and that is said`() {
        var journey = Journey()
        journey.type(":traces service=cart from=10:00 to=10:05")
        journey.press("Enter F")
        #expect(journey.notice.contains("A fixed time cannot be followed"))
        #expect(journey.traces?.queryText(journey.state.context).contains("last=") == true)
    }
}
