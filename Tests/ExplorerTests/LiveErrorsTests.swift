import Explorer
import Follow
import PlainText
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@Suite struct LiveErrorsTests {
    private let second: Nanoseconds = 1_000_000_000

    /// The failures of the shop's last minutes, followed.
    private func followed(
        _ argument: String = "",
        source: ScriptedSource = .failing,
        rows: Int = 24
    ) throws -> (Journey, ScriptedFollower) {
        var journey = Journey(rows: rows, source: source)
        journey.type(":errors" + (argument.isEmpty ? "" : " " + argument))
        journey.press("Enter F")
        return (journey, try #require(ScriptedFollower(journey)))
    }

    /// A trace that comes while the list is followed.
    private func trace(_ number: Int, after seconds: Int64, hasGrown: Bool = false) -> Trace {
        FailingShop.trace(
            100 + number,
            at: Journey.now.advanced(by: seconds * second),
            hasGrown: hasGrown
        )
    }

    private func other(_ number: Int, after seconds: Int64) -> Trace {
        let start = Journey.now.advanced(by: seconds * second)
        return Trace.make(id: .named("other \(number)"), epoch: start.nanoseconds) {
            $0.span("GET /", 0..<20, service: "web", error: true) {
                $0.statusMessage = "no \(number)th"
            }
        }
    }

    private func follows(_ journey: Journey) -> [TraceQuery] {
        journey.effects.compactMap {
            if case .follow(_, let query) = $0 { query } else { nil }
        }
    }

    private func readings(_ journey: Journey) -> [[TraceSummary]] {
        (journey.loads + journey.polls).compactMap {
            if case .failures(let traces) = $0 { traces } else { nil }
        }
    }

    private func honesty(_ journey: Journey) -> String {
        journey.errors?.honesty(journey.state.context) ?? ""
    }

    @Test func `F follows traces with errors, whole, and keeps what was read`() throws {
        var (journey, follower) = try followed()
        #expect(follows(journey).map(\.detail) == [.spans])
        #expect(follows(journey).first?.error == true)
        let before = readings(journey).count
        #expect(journey.errors?.shown.map(\.count) == [12, 6, 6, 6])
        journey.send(follower.tell(whole: [trace(0, after: 1), trace(2, after: 1)], after: 2))
        #expect(journey.errors?.shown.map(\.count) == [13, 7, 6, 6])
        #expect(journey.errors?.groups.traceCount == 32)
        #expect(readings(journey).count == before, "nothing is read again")
        #expect(honesty(journey).hasPrefix("live · 32 traces with errors · "))
        #expect(honesty(journey).contains("/30 req/min"))
        #expect(honesty(journey).contains(" · last 15m"))
    }

    @Test func `counts and times move, rows do not, and what begins comes in below`() throws {
        var (journey, follower) = try followed()
        journey.press("j j")
        let rows = try #require(journey.errors?.shown.map(\.origin))
        let last = try #require(journey.errors?.selected?.last)
        let burst = (0..<20).map { trace(3 + 5 * $0, after: 60) }
        journey.wait(milliseconds: 61_000)
        journey.send(follower.tell(whole: burst + [other(1, after: 60)], after: 61))
        let state = try #require(journey.errors)
        #expect(state.shown.map(\.origin).dropLast() == rows[...])
        #expect(state.shown.last?.origin.service == "web")
        #expect(state.cursor.selected == 2)
        #expect(state.selected?.count == 26 && state.selected.map { $0.last > last } == true)
        #expect(state.live?.newGroups.map(\.service) == ["web"])
        #expect(honesty(journey).hasPrefix("live · ▲ 1 new below, R sorts · "))
        let before = journey.loads.count
        journey.press("R")
        #expect(journey.loads.count == before, "the source is asked as it is")
        #expect(journey.errors?.shown.first?.origin.service == "redis", "a key sorts")
        #expect(journey.errors?.selected?.origin.service == "redis")
        #expect(journey.errors?.live?.newGroups.isEmpty == true)
    }

    @Test func `the selected group stays on its line when one above it ends`() throws {
        var (journey, follower) = try followed("last=2m", rows: 12)
        journey.press("j j j")
        let selected = try #require(journey.errors?.selected?.origin)
        let line = try #require(journey.errors.map { $0.cursor.selected - $0.cursor.top })
        // Two minutes later nothing is left of the first groups but this one.
        for step in 1...13 {
            let fresh = step % 2 == 0 ? [trace(4 + 5 * step, after: Int64(step) * 10)] : []
            journey.wait(milliseconds: 10_000)
            journey.send(follower.tell(whole: fresh, after: 10))
        }
        #expect(journey.errors?.selected?.origin == selected)
        #expect(journey.errors?.shown.map(\.origin) == [selected])
        #expect(line >= 0 && journey.errors?.cursor.top == 0)
    }

    @Test func `a trace that grew replaces what was known of it`() throws {
        var (journey, follower) = try followed()
        journey.send(follower.tell(whole: [trace(3, after: 1)]))
        #expect(journey.errors?.groups.traceCount == 31)
        let charges = { (journey: Journey) in
            journey.errors?.shown.first { $0.origin.operation == "Charge" }?.count
        }
        #expect(charges(journey) == 12)
        journey.send(follower.tell(whole: [trace(3, after: 1, hasGrown: true)]))
        #expect(journey.errors?.groups.traceCount == 31)
        #expect(charges(journey) == 13)
        #expect(journey.errors?.shown.first { $0.origin.service == "redis" }?.count == 7)
    }

    @Test func `what is older than the window leaves it, and is counted`() throws {
        var (journey, follower) = try followed()
        journey.wait(milliseconds: 10_000)
        journey.send(follower.tell(whole: [trace(0, after: 1)], after: 10))
        for _ in 0..<59 { journey.wait(milliseconds: 10_000) }
        let state = try #require(journey.errors)
        #expect(state.groups.traceCount == 21, "those of the last five minutes, and the new one")
        #expect(state.live?.removedCount == 10)
        #expect(honesty(journey).contains(" · 10 removed"))
        for _ in 0..<60 { journey.wait(milliseconds: 10_000) }
        #expect(journey.errors?.shown.isEmpty == true)
        #expect(
            journey.errors?.emptyText(journey.state.context).contains(
                "they come in as they are found"
            ) == true
        )
    }

    @Test func `more than the list holds is said, with the time since when it is whole`() throws {
        var (journey, follower) = try followed()
        journey.wait(milliseconds: 60_000)
        let traces = (0..<LiveErrors.capacity).map { trace($0, after: Int64($0 % 40)) }
        journey.send(follower.tell(whole: traces, after: 60))
        #expect(journey.errors?.groups.traceCount == LiveErrors.capacity)
        #expect(honesty(journey).contains("newest 4,000 with errors: since "))
        #expect(journey.errors?.live?.removedCount == 30)
        // Once that time has left the window, the list is whole again.
        for _ in 0..<90 { journey.wait(milliseconds: 10_000) }
        #expect(!honesty(journey).contains("since"))
    }

    @Test func `what is too old when it comes is not shown`() throws {
        var (journey, follower) = try followed()
        journey.send(follower.tell(whole: [trace(0, after: -1000)]))
        #expect(journey.errors?.groups.traceCount == 30)
        #expect(journey.errors?.live?.removedCount == 0)
    }

    @Test func `traces that come without their spans are read, a few a minute`() throws {
        var (journey, follower) = try followed()
        let before = readings(journey).count
        let traces = (0..<12).map { trace($0, after: 1) }
        journey.source.traces += traces
        journey.send(follower.tell(traces.map { TraceSummary($0) }))
        #expect(honesty(journey).contains(" · 12 not read yet"))
        #expect(journey.errors?.groups.traceCount == 30)
        var counts: [Int] = []
        for _ in 0..<5 {
            for _ in 0..<60 { journey.wait(milliseconds: 1000) }
            counts.append(readings(journey).dropFirst(before).reduce(0) { $0 + $1.count })
        }
        #expect(zip([0] + counts, counts).allSatisfy { $1 - $0 <= ReadingPace.ceiling })
        #expect(counts.last == 12)
        #expect(journey.errors?.groups.traceCount == 42)
        #expect(!honesty(journey).contains("not read"))
    }

    @Test func `one batch is read at a time, and Esc does not wait for it`() throws {
        var (journey, follower) = try followed()
        let traces = (0..<12).map { trace($0, after: 1) }
        journey.send(follower.tell(traces.map { TraceSummary($0) }))
        journey.isHolding = true
        for _ in 0..<150 { journey.wait(milliseconds: 1000) }
        let reading = journey.unanswered.count { effect in
            if case .poll(_, .failures) = effect { true } else { false }
        }
        #expect(reading == 1)
        #expect(journey.state.awaited.isEmpty)
        #expect(honesty(journey).contains(" · 12 not read yet"))
        journey.press("Esc")
        #expect(journey.services != nil && journey.unanswered.isEmpty)
    }

    @Test func `what waits to be read is dropped when the follower brings it`() throws {
        var (journey, follower) = try followed()
        let traces = (0..<3).map { trace($0, after: 1) }
        journey.send(follower.tell(traces.map { TraceSummary($0) }))
        let grown = (0..<3).map { trace($0, after: 1, hasGrown: true) }
        journey.send(follower.tell(whole: grown))
        #expect(journey.errors?.search.waiting.isEmpty == true)
        #expect(journey.errors?.groups.traceCount == 33)
    }

    @Test func `F stops, and says on what the list rests`() throws {
        var (journey, follower) = try followed()
        journey.send(follower.tell(whole: [trace(0, after: 1)]))
        journey.press("F")
        guard case .cancel? = journey.effects.last else {
            Issue.record("the follower goes on")
            return
        }
        #expect(journey.errors?.live == nil)
        #expect(honesty(journey).hasPrefix("31 traces with errors · "))
        #expect(honesty(journey).contains("followed until now"))
        journey.send(follower.tell(whole: [trace(1, after: 2)]))
        #expect(journey.errors?.groups.traceCount == 31, "it is not heard any more")
        journey.press("R")
        #expect(journey.errors?.groups.traceCount == 30, "as the source answers")
    }

    @Test func `it waits while another screen is followed, and goes on after it`() throws {
        var (journey, follower) = try followed()
        journey.press("Enter")
        journey.send(follower.tell(whole: [trace(0, after: 1)]))
        journey.press("F")
        #expect(follows(journey).count == 2)
        journey.press("Esc")
        #expect(follows(journey).map(\.detail) == [.spans, .spans, .spans])
        #expect(journey.errors?.groups.traceCount == 31, "it went on below another screen")
        #expect(journey.errors?.live?.id != nil)
    }

    @Test func `leaving the screen ends it`() throws {
        var (journey, _) = try followed()
        let count = journey.effects.count
        journey.press("Esc")
        let cancels = journey.effects.dropFirst(count).contains {
            if case .cancel = $0 { true } else { false }
        }
        #expect(cancels && journey.services != nil)
    }

    @Test func `a chosen time becomes that up to now`() throws {
        let (journey, _) = try followed("from=2026-01-01T00:00:00Z")
        #expect(journey.errors?.terms.window == .last(900 * second))
    }

    @Test func `a source that cannot be followed says so, and the list stays as it was`() throws {
        var source = ScriptedSource.failing
        source.limitHit = true
        var (journey, _) = try followed(source: source)
        guard case .follow(let id, _)? = journey.effects.last else {
            Issue.record("nothing is followed")
            return
        }
        journey.send(.followingFailed(id, TraceReaderError(.unreachable, "connection refused")))
        #expect(journey.notice == "connection refused.")
        #expect(journey.errors?.live == nil && journey.errors?.shown.count == 4)
        #expect(honesty(journey).hasPrefix("30 traces with errors, limit hit"))
        #expect(!honesty(journey).contains("followed"))
    }

    @Test func `files are not followed`() {
        var settings = Journey.settings
        settings.search.searchesAllTime = true
        var journey = Journey(source: .failing, settings: settings)
        journey.press(":errors Enter F")
        #expect(follows(journey).isEmpty)
        #expect(journey.notice.contains("Files do not change"))
    }

    @Test(arguments: 0..<20)
    func `groups are those of the traces kept, in whatever order they came and went`(_ run: Int)
        throws
    {
        var random = SeededGenerator(seed: 5_000 + UInt64(run))
        var (journey, follower) = try followed("last=5m")
        var known: [TraceID: Trace] = [:]
        for trace in journey.source.traces { known[trace.id] = trace }
        for _ in 0..<60 {
            let seconds = Int64.random(in: 1...20, using: &random)
            let now = journey.state.now.since(Journey.now) / second
            let come = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                trace(
                    .random(in: 0...200, using: &random),
                    after: now - .random(in: 0...30, using: &random),
                    hasGrown: .random(using: &random)
                )
            }
            var told = Set<TraceID>()
            let fresh = come.filter { told.insert($0.id).inserted && known[$0.id] == nil }
            for trace in fresh { known[trace.id] = trace }
            journey.wait(milliseconds: seconds * 1000)
            journey.send(follower.tell(whole: fresh, after: seconds))
            let start = journey.state.now.advanced(by: -300 * second)
            var expected = FailureGroups()
            for trace in known.values {
                let failures = TraceFailures(TraceTree(trace))
                if let latest = failures.latest, latest >= start { expected.add(failures) }
            }
            let state = try #require(journey.errors)
            #expect(state.rows == expected.ranked(), "seed \(random.seed)")
            #expect(Set(state.shown.map(\.origin)).count == state.rows.count, "seed \(random.seed)")
        }
    }

    @Test func `the traces of one group are followed as such, and open where they failed`() throws {
        var journey = Journey(source: .failing)
        journey.type(":errors")
        journey.press("Enter Enter")
        let group = try #require(journey.traces?.origin)
        let count = try #require(journey.traces?.summaries.count)
        journey.press("F")
        #expect(follows(journey).last?.detail == .spans)
        var follower = try #require(ScriptedFollower(journey))
        // Of five kinds of failure in turn, one is that of the group.
        journey.send(follower.tell(whole: (0..<10).map { trace($0, after: 1) }, after: 2))
        let state = try #require(journey.traces)
        let new = state.summaries.filter { $0.start > Journey.now }
        #expect(state.summaries.count > count && new.count < 10)
        #expect(new.allSatisfy { state.failedSpans[$0.id] != nil })
        #expect(state.honesty(journey.state.context).contains("those with “\(group.what)”"))
    }

    @Test func `a list of a fixed time says that it follows the last minutes instead`() {
        var journey = Journey(source: .failing)
        journey.type(":errors from=11:00 to=11:30")
        journey.press("Enter F")
        #expect(journey.notice == "A fixed time cannot be followed: last=15m is used.")
        #expect(journey.errors?.terms.window == .last(.minutes(15)))
    }
}
