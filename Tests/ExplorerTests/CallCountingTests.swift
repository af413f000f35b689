import Explorer
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// Shares of errors are of all calls of the operation, or they are not there.
@Suite struct CallCountingTests {
    private static let start = Journey.now.advanced(by: -.minutes(15))

    /// A call of `pricing apply promotions`, a second after the one before.
    private static func call(_ number: Int, fails: Bool) -> Trace {
        let time = start.advanced(by: .seconds(Int64(number)))
        return Trace.make(id: .named("call \(number)"), epoch: time.nanoseconds) {
            $0.span("GET /price", 0..<20, service: "pricing")
            $0.span(
                "apply promotions",
                5..<10,
                parent: "GET /price",
                service: "pricing",
                error: fails
            ) { if fails { $0.statusMessage = "rule is gone" } }
        }
    }

    /// The failures of so many of the first calls.
    private func groups(_ failed: Int) -> [FailureGroup] {
        var groups = FailureGroups()
        for number in 0..<failed {
            groups.add(TraceFailures(TraceTree(Self.call(number, fails: true))))
        }
        return groups.ranked()
    }

    private func scope(
        isWhole: Bool = true,
        service: String? = nil,
        isNarrowed: Bool = false,
        isInProcess: Bool = false
    ) -> CallCounting.Scope {
        CallCounting.Scope(
            start: Self.start,
            end: Journey.now,
            isWhole: isWhole,
            service: service,
            isNarrowed: isNarrowed,
            isInProcess: isInProcess
        )
    }

    private func metered(_ calls: Double, _ scope: CallCounting.Scope) throws -> ErrorShare {
        let groups = groups(34)
        var counting = CallCounting(groups, scope)
        guard case .metrics(let query)? = counting.next() else {
            throw TraceReaderError(.notFound, "metrics are asked first")
        }
        #expect(query.kinds == Set(SpanKind.allCases), "the operation is no server's")
        #expect(query.services == ["pricing"] && query.byOperation && query.requestCount == 1)
        #expect(query.window == .minutes(15) && query.end == Journey.now)
        let point = MetricPoint(time: Journey.now, value: calls / 900)
        counting.take(
            ServiceMetricsAnswer([
                ServiceMetrics(
                    service: "pricing",
                    operation: "apply promotions",
                    callsPerSecond: [point]
                )
            ])
        )
        #expect(counting.next() == nil)
        return try counting.share(of: #require(groups.first)).get()
    }

    @Test func `metrics tell of all calls, in one question`() throws {
        let share = try metered(580, scope())
        #expect(share.calls == 580 && share.share == 34.0 / 580)
        #expect(share.bound == .about && share.text == "≈5.9%")
        #expect(try metered(580, scope(isInProcess: true)).bound == .exact)
    }

    @Test func `where not all failures were read, it is at least so many`() throws {
        #expect(try metered(580, scope(isWhole: false)).bound == .atLeast)
        #expect(try metered(580, scope(isNarrowed: true)).bound == .atLeast)
        #expect(try metered(580, scope(service: "checkout")).bound == .atLeast)
        #expect(try metered(580, scope(service: "pricing")).bound == .about)
        #expect(throws: MissingShare.fewerCalls) { try metered(20, scope()) }
    }

    private func searched(
        failed: Int,
        of calls: Int,
        isCut: Bool,
        known: Int? = nil,
        _ scope: CallCounting.Scope
    ) throws -> Result<ErrorShare, MissingShare> {
        let groups = groups(known ?? failed)
        var counting = CallCounting(groups, scope)
        _ = counting.next()
        counting.take(nil as ServiceMetricsAnswer?)
        guard case .search(let query, let operation)? = counting.next() else {
            throw TraceReaderError(.notFound, "it is searched for")
        }
        #expect(query.operation == "apply promotions" && query.service == "pricing")
        #expect(query.error == nil, "whether its calls failed or not")
        let traces = (0..<calls).map { Self.call($0, fails: $0 < failed) }
        let answer = SearchAnswer(
            summaries: traces.map { TraceSummary($0) },
            limitHit: isCut,
            traces: Dictionary(uniqueKeysWithValues: traces.map { ($0.id, $0) })
        )
        counting.take(CallSample(answer, of: operation))
        #expect(counting.next() == nil)
        return counting.share(of: try #require(groups.first))
    }

    @Test func `without metrics calls are searched for`() throws {
        let whole = try searched(failed: 3, of: 60, isCut: false, scope()).get()
        #expect(whole.bound == .exact && whole.calls == 60 && whole.text == "5.0%")
        let part = try searched(failed: 3, of: 60, isCut: true, known: 30, scope()).get()
        #expect(part.bound == .about && part.text == "≈5.0%" && part.isSample)
        let rare = try searched(failed: 0, of: 60, isCut: true, known: 3, scope()).get()
        #expect(rare.bound == .atMost && rare.text == "≤5.0%")
        let none = try searched(failed: 0, of: 60, isCut: true, known: 3, scope(isWhole: false))
        #expect(none == .failure(.rare(calls: 60)))
    }

    @Test func `a source that does not answer is not asked further`() throws {
        var counting = CallCounting(groups(1), scope())
        let group = try #require(groups(1).first)
        #expect(counting.share(of: group) == .failure(.notYet))
        _ = counting.next()
        counting.fail(TraceReaderError(.refused(status: 500), "no metrics storage"))
        guard case .search? = counting.next() else {
            Issue.record("metrics alone are unwell")
            return
        }
        counting.fail(TraceReaderError(.unreachable, "connection refused"))
        #expect(counting.next() == nil)
        #expect(counting.share(of: group) == .failure(.failed("connection refused")))
    }

    @Test func `the screen counts after it has read, and says of which time`() throws {
        var journey = Journey(source: .failing)
        journey.type(":errors")
        journey.press("Enter")
        let state = try #require(journey.errors)
        let shares = state.shown.map { try? state.share(of: $0).get() }
        #expect(shares.allSatisfy { $0?.bound == .exact }, "\(shares)")
        #expect(shares.allSatisfy { ($0?.calls ?? 0) >= ($0?.failures ?? 1) })
        #expect(state.honesty(journey.state.context).contains(" · shares of all calls · "))
    }
}
