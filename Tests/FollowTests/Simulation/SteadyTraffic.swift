import TestSupport
import TraceModel

/// One trace after the other at the same distance, computed instead of stored, and how a server gives them.
struct SteadyTraffic: Sendable {
    static let services = ["cart", "checkout", "frontend"]
    /// When following begins.
    let begin: Timestamp
    /// Traffic before following begins, nanoseconds.
    var past: Nanoseconds = .seconds(1200)
    /// Traces a second.
    var rate = 1
    /// How late a trace is at most, nanoseconds.
    var mostLate: Nanoseconds = .seconds(3)
    var isOldestFirst = false
    /// A limit of the server's own, of which it says nothing.
    var ownLimit: Int?
    /// The server does not hold everything: what it lets go before it is asked is not known to anybody.
    var givesWay = false
    /// Every so many traces, one comes from a host whose clock is two hours ahead, and is found all the same.
    var futureEvery: Int?
    /// A trace has other times each time it is given.
    var wavers = false
    /// A service that vanishes at some time, with all its traces.
    var gone: (service: String, at: Timestamp)?

    init(begin: Timestamp) { self.begin = begin }

    static func id(_ trace: Int) -> TraceID { TraceID(high: 9, low: UInt64(trace) + 1) }

    static func trace(_ id: TraceID) -> Int { Int(id.low) - 1 }

    static func service(_ trace: Int) -> String { services[trace % services.count] }

    /// The first trace that starts at `time` or later.
    func first(_ time: Timestamp) -> Int {
        let distance = max(time.since(origin), 0)
        return Int((distance + interval - 1) / interval)
    }

    /// A trace as the one span that it has.
    func span(_ trace: Int) -> PlainSpan {
        var span = PlainSpan()
        span.traceID = Self.id(trace)
        span.spanID = SpanID(UInt64(trace) + 1)
        span.resource.name = Self.service(trace)
        span.name = "call"
        span.kind = .server
        span.statusCode = trace % 10 == 0 ? .error : .unset
        span.start = start(trace).nanoseconds
        span.end = span.start + 20_000_000
        return span
    }

    /// When a trace starts, by the server's clock.
    func start(_ trace: Int) -> Timestamp {
        origin.advanced(by: Nanoseconds(trace) * interval)
    }

    /// When the server has it.
    func arrival(_ trace: Int) -> Timestamp {
        let share = Nanoseconds(trace * 7919 % 1000)
        return start(trace).advanced(by: mostLate / 1000 * share)
    }

    /// Traces that start from `start` until before `end`, that the server has at `time`.
    func traces(
        _ start: Timestamp,
        _ end: Timestamp,
        at time: Timestamp,
        service: String? = nil
    ) -> [Int] {
        let last = first(end)
        return (min(first(start), last)..<last).filter { isHeld($0, at: time, service) }
    }

    /// How many calls of a service start from `start` until before `end`, in all time.
    func calls(of service: String, _ start: Timestamp, _ end: Timestamp) -> Int {
        let place = Self.services.firstIndex(of: service) ?? 0
        let step = Self.services.count
        func before(_ trace: Int) -> Int { (trace - place + step - 1) / step }
        return before(first(end)) - before(first(start))
    }

    /// What the server answers at a time of its clock to its `number`th question.
    func answer(_ query: TraceQuery, at time: Timestamp, number: Int) -> SearchAnswer {
        let limit = min(query.limit, ownLimit ?? query.limit)
        var given: [Int] = []
        let end = first(min(query.end, time).advanced(by: 1))
        let start = min(first(query.start), end)
        var next = isOldestFirst ? start : end - 1
        while given.count < limit, next >= start, next < end {
            if isHeld(next, at: time, query.service) { given.append(next) }
            next += isOldestFirst ? 1 : -1
        }
        let calls = query.detail == .calls
        return SearchAnswer(
            summaries: given.map { summary($0, number) },
            limitHit: given.count >= query.limit,
            calls: calls
                ? Dictionary(uniqueKeysWithValues: given.map { (Self.id($0), [call($0, number)]) })
                : nil
        )
    }

    func isFuture(_ trace: Int) -> Bool { futureEvery.map { trace % $0 == 0 } ?? false }

    private var origin: Timestamp { begin.advanced(by: -past) }

    private var interval: Nanoseconds { .seconds(1) / Nanoseconds(rate) }

    private func isHeld(_ trace: Int, at time: Timestamp, _ service: String?) -> Bool {
        let own = Self.service(trace)
        if let gone, gone.service == own, time >= gone.at { return false }
        return arrival(trace) <= time && service ?? own == own
    }

    /// The start that the server gives a trace.
    private func told(_ trace: Int, _ number: Int) -> Timestamp {
        let ahead: Nanoseconds = isFuture(trace) ? .seconds(7200) : 0
        let wavering: Nanoseconds = wavers ? Nanoseconds((trace + number) % 5) * 100_000_000 : 0
        return start(trace).advanced(by: ahead + wavering)
    }

    private func summary(_ trace: Int, _ number: Int) -> TraceSummary {
        let start = told(trace, number)
        let errors = trace % 10 == 0 ? 1 : 0
        return TraceSummary(
            id: Self.id(trace),
            rootService: Self.service(trace),
            rootOperation: "call",
            start: start,
            end: start.advanced(by: 20_000_000),
            spanCount: 1,
            errorCount: errors,
            orphanCount: 0,
            services: [
                ServiceShare(name: Self.service(trace), spanCount: 1, errorCount: errors)
            ]
        )
    }

    private func call(_ trace: Int, _ number: Int) -> ServiceCall {
        ServiceCall(
            service: Self.service(trace),
            operation: "call",
            start: told(trace, number),
            duration: 20_000_000,
            isError: trace % 10 == 0
        )
    }
}
