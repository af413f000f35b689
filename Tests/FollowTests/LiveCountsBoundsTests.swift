import TestSupport
import Testing
import TraceModel

@testable import Follow

/// What counts hold when there is more than they have room for, or the time is not what it seemed, and what they say of it.
struct LiveCountsBoundsTests {
    private static let second: UInt64 = 1_000_000_000
    private static let begin: UInt64 = 1_795_000_000 * second

    private static func time(_ seconds: UInt64) -> Timestamp {
        Timestamp(nanoseconds: begin + seconds * second)
    }

    private static func seen(_ seconds: UInt64, isKnown: Bool = true) -> SeenTime {
        var coverage = Coverage()
        if isKnown { coverage.note(time(0), time(seconds), seenAt: time(seconds)) }
        return SeenTime(
            now: time(seconds),
            isKnown: isKnown,
            allowance: .seconds(10),
            coverage: coverage
        )
    }

    private static func trace(
        _ id: UInt64,
        at seconds: UInt64,
        _ calls: [(service: String, operation: String)]
    ) -> FollowedTrace {
        FollowedTrace(
            summary: TraceSummary(
                id: TraceID(high: 0, low: id),
                rootService: calls[0].service,
                rootOperation: calls[0].operation,
                start: time(seconds),
                end: time(seconds).advanced(by: 1000),
                spanCount: calls.count,
                errorCount: 0,
                orphanCount: nil,
                services: calls.map {
                    ServiceShare(name: $0.service, spanCount: 1, errorCount: 0)
                }
            ),
            calls: calls.map {
                ServiceCall(
                    service: $0.service,
                    operation: $0.operation,
                    start: time(seconds),
                    duration: 1000,
                    isError: false
                )
            }
        )
    }

    private static func came(_ traces: [FollowedTrace]) -> FollowChanges {
        var changes = FollowChanges()
        changes.appeared = traces
        return changes
    }

    private static func grew(_ trace: FollowedTrace) -> FollowChanges {
        var changes = FollowChanges()
        changes.grew = [trace]
        return changes
    }

    /// Services are listed before any answer says the server's time.
    @Test(arguments: [7200, -7200] as [Int64])
    func `our clock alone judges nothing and lets nothing go`(ahead: Int64) throws {
        var follower = Follower(
            TraceQuery(start: .zero, end: .zero, detail: .calls),
            ability: SearchAbility(route: .wholeTraces, needsService: true)
        )
        var counts = LiveCounts(basis: .calls)
        func ours(_ seconds: Int64) -> Moment {
            Moment(
                monotonic: .seconds(seconds),
                wall: Self.time(10_000).advanced(by: .seconds(seconds + ahead))
            )
        }
        func questions(_ effects: [FollowerEffect]) -> [FollowQuestion] {
            effects.compactMap { if case .ask(let question) = $0 { question } else { nil } }
        }
        let list = try #require(questions(follower.handle(.began(ours(0)))).first)
        var asked = questions(follower.handle(.listed(list.id, ["a"], ours(1))))
        counts.apply(FollowChanges(), follower.seen(ours(1)))
        #expect(counts.judgedSlot == 0)
        #expect(counts.oldestSlot == 0)
        var number: UInt64 = 0
        for seconds in 2..<60 as Range<Int64> {
            if let question = asked.first {
                number += 1
                let trace = Self.trace(number, at: 9900 + number, [("a", "run")])
                let answer = SearchAnswer(
                    summaries: [trace.summary],
                    limitHit: false,
                    calls: [trace.summary.id: trace.calls ?? []],
                    serverTime: Self.time(10_000 + UInt64(seconds))
                )
                asked = []
                for effect in follower.handle(.answered(question.id, answer, ours(seconds))) {
                    if case .ask(let next) = effect { asked = [next] }
                    if case .changed(let changes) = effect {
                        counts.apply(changes, follower.seen(ours(seconds)))
                    }
                }
            } else {
                asked = questions(follower.handle(.woke(ours(seconds))))
            }
        }
        #expect(number > 3)
        #expect(counts.uncounted == UncountedTraces())
        let seen = follower.seen(ours(60))
        let rows = counts.services(window: .seconds(600), seen)
        #expect(rows.map(\.figures.calls) == [Int(number)])
        #expect(abs(counts.judgedSlot - counts.slot(of: Self.time(10_060))) <= 1)
    }

    @Test func `a server whose clock goes back is counted by its new time`() {
        var counts = LiveCounts(basis: .calls, slotCount: 12)
        counts.apply(FollowChanges(), Self.seen(10_000))
        counts.apply(Self.came([Self.trace(1, at: 100, [("a", "run")])]), Self.seen(130))
        #expect(counts.services(Self.seen(130)).map(\.figures.calls) == [1])
        #expect(counts.uncounted.outsideCalls == 0)
        #expect(counts.judgedSlot == counts.slot(of: Self.time(130)))
        let history = counts.history(of: "a", count: 3, Self.seen(130))
        let isBound = history.map(\.isLowerBound)
        #expect(
            isBound == [true, true, true],
            "what was let go under the other time is not known any more"
        )
    }

    @Test func `names with ids in them leave room for services, and for others in time`() {
        var counts = LiveCounts(basis: .calls, mostServices: 3, mostOperations: 10)
        let noise = (0..<50).map { Self.trace($0, at: 100, [("a", "GET /\($0)")]) }
        counts.apply(Self.came(noise + [Self.trace(99, at: 101, [("b", "run")])]), Self.seen(130))
        #expect(counts.services(Self.seen(130)).map(\.service) == ["a", "b"])
        #expect(counts.services(Self.seen(130)).map(\.isLowerBound) == [false, false])
        #expect(counts.operations(of: "a", Self.seen(130)).count == 10)
        #expect(counts.uncounted.operationCalls == 41)
        #expect(counts.uncounted(Self.seen(130)) == counts.uncounted)
        #expect(counts.isWhole("b", Self.seen(130)))
        #expect(!counts.isWhole("b", operation: "run", Self.seen(130)), "0 would be a lie")
        counts.apply(FollowChanges(), Self.seen(900))
        #expect(counts.uncounted(Self.seen(900)) == UncountedTraces(), "long ago")
        counts.apply(Self.came([Self.trace(100, at: 860, [("b", "run")])]), Self.seen(890))
        #expect(counts.operations(of: "b", Self.seen(890)).map(\.operation) == ["run"])
    }

    @Test func `services that there is no room for are not said to be silent`() {
        var counts = LiveCounts(basis: .calls, mostServices: 2)
        let traces = ["a", "b", "c"].enumerated().map {
            Self.trace(UInt64($0.offset), at: 100, [($0.element, "run")])
        }
        counts.apply(Self.came(traces), Self.seen(130))
        #expect(counts.services(Self.seen(130)).map(\.service) == ["a", "b"])
        #expect(counts.uncounted.serviceCalls == 1)
        #expect(!counts.isWhole("c", Self.seen(130)))
        #expect(counts.isWhole("a", Self.seen(130)))
    }

    @Test func `an operation that made room takes nothing from the one in its place`() {
        var counts = LiveCounts(basis: .calls, mostOperations: 1)
        let old = Self.trace(1, at: 100, [("a", "old")])
        counts.apply(Self.came([old]), Self.seen(130))
        counts.apply(FollowChanges(), Self.seen(900))
        counts.apply(Self.came([Self.trace(2, at: 900, [("a", "new")])]), Self.seen(930))
        #expect(counts.operations(of: "a", Self.seen(930)).map(\.operation) == ["new"])
        counts.apply(
            Self.grew(Self.trace(1, at: 100, [("a", "old"), ("a", "old")])),
            Self.seen(931)
        )
        #expect(counts.operations(of: "a", Self.seen(931)).map(\.figures.calls) == [1])
        #expect(counts.services(window: .seconds(900), Self.seen(931)).map(\.figures.calls) == [3])
    }

    @Test func `of too many traces that may grow the newest are remembered`() {
        var counts = LiveCounts(basis: .calls, mostRemembered: 30)
        let traces = (1...100).map { Self.trace(UInt64($0), at: 100, [("a", "run")]) }
        counts.apply(Self.came(traces), Self.seen(130))
        counts.apply(
            Self.grew(Self.trace(100, at: 100, [("a", "run"), ("a", "run")])),
            Self.seen(131)
        )
        #expect(counts.services(Self.seen(131)).map(\.figures.calls) == [101])
        #expect(counts.services(Self.seen(131)).map(\.isLowerBound) == [false])
        counts.apply(
            Self.grew(Self.trace(1, at: 100, [("a", "run"), ("b", "run")])),
            Self.seen(132)
        )
        let rows = counts.services(Self.seen(132))
        #expect(rows.map(\.figures.calls) == [101])
        #expect(rows.map(\.isLowerBound) == [true])
        #expect(!counts.isWhole("b", Self.seen(132)), "it had a call that is not counted")
        #expect(counts.uncounted(Self.seen(132)).grownTraces == 1)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `no more is remembered than there is room for`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var remembered = RememberedParts(most: 100)
        var naive: [(id: UInt64, parts: Int)] = []
        for _ in 0..<3000 {
            let id = UInt64.random(in: 0..<200, using: &generator)
            if Bool.random(using: &generator) {
                let count = Int.random(in: 0...5, using: &generator)
                let parts = (0..<count).map { LiveContribution(slot: $0, calls: 1, errors: 0) }
                remembered.keep(parts, of: TraceID(high: 0, low: id))
                naive.removeAll { $0.id == id }
                naive.append((id, count))
                while naive.reduce(0, { $0 + $1.parts + 1 }) > 100 { naive.removeFirst() }
            } else {
                let place = naive.firstIndex { $0.id == id }
                let wanted = place.map { naive.remove(at: $0).parts }
                let parts = remembered.take(TraceID(high: 0, low: id))
                #expect(parts?.count == wanted, "seed \(seed)")
            }
        }
    }

    /// In a process that makes more traces than are known at once.
    @Test func `a trace that had to be forgotten is not counted twice when it grows`() throws {
        var settings = FollowSettings()
        settings.mostKnown = 100
        var follower = Follower(
            TraceQuery(start: .zero, end: .zero, detail: .calls),
            ability: SearchAbility(route: .inProcess),
            hasArrivals: true,
            settings: settings
        )
        var counts = LiveCounts(basis: .calls)
        func moment(_ seconds: UInt64) -> Moment {
            Moment(monotonic: Nanoseconds(seconds * Self.second), wall: Self.time(seconds))
        }
        func apply(_ effects: [FollowerEffect], _ seconds: UInt64) {
            for effect in effects {
                switch effect {
                case .ask(let question):
                    let answer = SearchAnswer(summaries: [], limitHit: false)
                    apply(
                        follower.handle(.answered(question.id, answer, moment(seconds))),
                        seconds
                    )
                case .changed(let changes): counts.apply(changes, follower.seen(moment(seconds)))
                case .cancel, .wake, .watch: break
                }
            }
        }
        func tell(_ traces: [FollowedTrace], _ seconds: UInt64) {
            let arrivals = traces.map { Arrival(summary: $0.summary, calls: $0.calls ?? []) }
            apply(follower.handle(.arrived(ArrivalBatch(arrivals), moment(seconds))), seconds)
        }
        apply(follower.handle(.began(moment(100))), 100)
        for second in 101...105 as ClosedRange<UInt64> {
            tell(
                (0..<100).map { Self.trace(second * 100 + $0, at: second, [("a", "run")]) },
                second
            )
        }
        for second in 106...160 as ClosedRange<UInt64> { tell([], second) }
        tell([Self.trace(10_150, at: 101, [("a", "run"), ("a", "late")])], 161)
        #expect(follower.status(moment(161)).figures.forgottenEarly >= 400)
        let seen = follower.seen(moment(161))
        let rows = counts.services(window: .seconds(120), seen)
        #expect(rows.map(\.figures.calls) == [500])
        #expect(rows.map(\.isLowerBound) == [true])
        #expect(counts.uncounted.grownTraces == 1)
        tell([Self.trace(99, at: 162, [("a", "run")])], 163)
        #expect(counts.uncounted.grownTraces == 1, "another one is new")
    }

    @Test func `of traces that were dropped early all are known, and of others nearly none`() {
        var forgotten = ForgottenTraces()
        #expect(!forgotten.contains(TraceID(high: 0, low: 1)))
        let count: UInt64 = 50_000
        for low in 0..<count { forgotten.insert(TraceID(high: 0, low: low)) }
        #expect((0..<count).allSatisfy { forgotten.contains(TraceID(high: 0, low: $0)) })
        let wrong = (count..<2 * count).count { forgotten.contains(TraceID(high: 0, low: $0)) }
        #expect(wrong <= 5)
    }
}
