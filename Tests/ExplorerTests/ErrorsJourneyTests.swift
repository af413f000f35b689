import Explorer
import PlainText
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@Suite struct ErrorsJourneyTests {
    private func atErrors(_ argument: String = "", source: ScriptedSource = .failing) -> Journey {
        var journey = Journey(source: source)
        open(argument, in: &journey)
        return journey
    }

    private func open(_ argument: String, in journey: inout Journey) {
        journey.type(":errors" + (argument.isEmpty ? "" : " " + argument))
        journey.press(.enter)
    }

    private func searched(_ journey: Journey) -> [TraceQuery] {
        journey.loads.compactMap { if case .search(let query) = $0 { query } else { nil } }
    }

    @Test func `failures are grouped by where they began, most first`() {
        let journey = atErrors()
        #expect(
            journey.errors?.shown.map(\.origin.place) == [
                "payment Charge", "payment POST /v2/charges", "redis HGETALL", "mail smtp send",
            ]
        )
        #expect(journey.errors?.shown.map(\.count) == [12, 6, 6, 6])
        #expect(journey.errors?.selected?.outcomes == [.surfaced: 12])
        #expect(
            journey.errors?.shown.dropFirst().map { $0.outcomes.keys.first } == [
                .retried, .swallowed, .late,
            ]
        )
    }

    @Test func `it asks for traces with errors of the last quarter of an hour`() {
        let query = searched(atErrors()).last
        #expect(query?.error == true)
        #expect(query?.service == nil && query?.limit == 100)
        #expect(query?.end == Journey.now)
        #expect(query.map { $0.end.since($0.start) } == 900_000_000_000)
    }

    @Test func `traces are read a few at a time, and the list grows with them`() {
        var journey = Journey(source: .failing)
        journey.isHolding = true
        open("", in: &journey)
        journey.releaseOne()
        #expect(journey.errors?.search.waiting.count == 14)
        #expect(journey.errors?.shown.isEmpty ?? false)
        journey.releaseOne()
        #expect(journey.errors?.groups.traceCount == 16)
        #expect(journey.errors?.search.waiting.isEmpty ?? false)
        journey.releaseOne()
        #expect(journey.errors?.groups.traceCount == 30)
        guard case .load(_, .metrics)? = journey.unanswered.first else {
            Issue.record("calls are counted then: \(journey.unanswered)")
            return
        }
        journey.release()
        #expect(journey.unanswered.isEmpty)
    }

    @Test func `Esc stops the reading and keeps what came`() {
        var journey = Journey(source: .failing)
        journey.isHolding = true
        open("", in: &journey)
        journey.releaseOne()
        journey.releaseOne()
        journey.press("Esc")
        #expect(journey.errors?.groups.traceCount == 16)
        #expect(
            journey.errors?.honesty(journey.state.context).contains("14 not read ") ?? false
        )
        journey.press("Esc")
        #expect(journey.services != nil)
    }

    @Test func `Enter leads to the traces of the group, and to the span that failed`() {
        var journey = atErrors()
        journey.press("j j Enter")
        #expect(journey.traces?.summaries.count == 6)
        #expect(journey.traces?.crumb == "redis HGETALL")
        journey.press("Enter")
        #expect(journey.selectedSpan == "HGETALL")
        journey.press("Esc Esc")
        #expect(journey.errors?.selected?.origin.service == "redis")
    }

    @Test func `a search of one's own in that list forgets where they failed`() {
        var journey = atErrors()
        journey.press("Enter R Enter")
        #expect(journey.selectedSpan == "POST /checkout")
    }

    @Test func `the screen it is called from says what it is about`() {
        var journey = Journey(source: .failing)
        journey.press("j Enter")
        journey.type("f service=payment tag.k=v last=2h limit=7")
        journey.press(.control("u"))
        journey.type("service=payment tag.k=v last=2h limit=7")
        journey.press(.enter)
        open("", in: &journey)
        let query = searched(journey).last
        #expect(query?.service == "payment" && query?.limit == 100)
        #expect(query?.attributes.map(\.key) == ["k"] && query?.error == true)
        #expect(query.map { $0.end.since($0.start) } == 7_200_000_000_000)
        var other = Journey(source: .failing)
        other.press("j o j")
        open("", in: &other)
        #expect(searched(other).last?.operation == "PlaceOrder")
        #expect(other.errors?.crumb == "checkout errors")
    }

    @Test func `words name the service and narrow the search`() {
        let query = searched(atErrors("payment last=1h limit=5")).last
        #expect(query?.service == "payment" && query?.limit == 5)
        #expect(query.map { $0.end.since($0.start) } == 3_600_000_000_000)
        #expect(searched(atErrors("service=cart")).last?.service == "cart")
        var wrong = Journey(source: .failing)
        open("payment nonsense", in: &wrong)
        #expect(wrong.errors == nil && wrong.notice.contains(":errors [SERVICE] [QUERY]"))
    }

    @Test func `a server that searches one service at a time is asked service by service`() {
        var source = ScriptedSource.failing
        source.needsService = true
        let journey = atErrors(source: source)
        let services = searched(journey).map(\.service)
        #expect(services == [nil] + source.services.map { $0 })
        #expect(journey.errors?.groups.traceCount == 30, "none twice")
        #expect(
            journey.errors?.honesty(journey.state.context).contains("service by service")
                ?? false
        )
    }

    @Test func `sorting, inverting and narrowing keep the selected group`() {
        var journey = atErrors()
        journey.press("j j s")
        #expect(journey.errors?.order == .latest)
        #expect(journey.errors?.selected?.origin.service == "redis")
        journey.press("s s I")
        #expect(journey.errors?.order == .place)
        #expect(journey.errors?.shown.first?.origin.service == "redis")
        journey.press("/ smtp Enter")
        #expect(journey.errors?.shown.map(\.origin.service) == ["mail"])
        journey.press("Esc")
        #expect(journey.errors?.shown.count == 4)
        journey.press(":2 Enter")
        #expect(journey.errors?.cursor.selected == 1)
    }

    @Test func `an inverted order is named by what comes first`() {
        var journey = atErrors()
        #expect(journey.honesty.contains(" · most failures first"))
        journey.press("I")
        #expect(journey.honesty.contains(" · fewest failures first"))
        journey.press("I s I")
        #expect(journey.honesty.contains(" · earliest first"))
    }

    @Test func `a grown trace replaces what was known of it`() throws {
        var search = try #require(atErrors().errors).search
        let again = FailureReading.Part(TraceAnswer(trace: FailingShop.traces[0]))
        search.take(try FailureReading([.success(again)]))
        #expect(search.read.groups.traceCount == 30)
        #expect(search.read.groups.ranked().first?.count == 12)
    }

    @Test func `the line says on how many traces it rests, and what was not read`() {
        var source = ScriptedSource.failing
        source.limitHit = true
        #expect(
            atErrors(source: source).honesty.hasPrefix(
                "30 traces with errors, limit hit · none before 11:52:30 · shares of all calls since 11:52:30 · most failures first · last 15m"
            )
        )
        source.limitHit = false
        source.found = source.traces.map { TraceSummary($0) }
        source.traces.removeFirst(3)
        let line = atErrors(source: source).honesty
        #expect(line.hasPrefix("27 traces of 30 with errors · "))
        #expect(line.contains(" of all calls · 3 could not be read"))
    }

    @Test func `no errors, no answer and nothing read are told apart`() {
        var source = ScriptedSource.failing
        source.found = []
        let nothing = atErrors(source: source)
        #expect(
            nothing.errors?.emptyText(nothing.state.context).contains("no traces with errors")
                == true
        )
        source.failures = [.search: TraceReaderError(.unreachable, "connection refused")]
        let failed = atErrors(source: source)
        #expect(failed.errors?.emptyText(failed.state.context) == "connection refused")
        #expect(failed.notice.isEmpty, "it stands on the screen already")
        #expect(failed.state.messages.last?.text == "connection refused.")
        source = .failing
        source.failures = [.failures: TraceReaderError(.unreachable, "connection refused")]
        let unread = atErrors(source: source)
        #expect(unread.errors?.emptyText(unread.state.context) == "connection refused")
        #expect(unread.errors?.search.waiting.count == 30)
    }
}
