import TraceModel

/// A trace being made: one request from its beginning to its end, on a clock of its own.
///
/// Services are functions on it: they open spans, spend time and call each other. Time is simulated, so that
/// an hour of traffic takes a second to make.
struct TraceSimulation {
    let fleet: Fleet
    /// When the journey began, in nanoseconds after the anchor; before it in the past.
    let offset: Int64
    let visitor: Visitor
    var chance: Chance
    /// Nanoseconds since the epoch.
    var clock: UInt64
    /// Whole traces that this journey has made so far.
    var finished: [ShopTrace] = []
    var current: ShopTrace
    /// Places of the open spans in the current trace, the innermost last.
    private var open: [Int] = []

    init(fleet: Fleet, offset: Int64, clock: UInt64, chance: Chance) {
        self.fleet = fleet
        self.offset = offset
        self.clock = clock
        self.chance = chance
        visitor = Visitor(&self.chance)
        current = ShopTrace(id: .zero, spans: [], troubles: [])
        current.id = newTraceID()
    }

    /// The pod that the innermost open span runs in.
    var pod: Pod { fleet.pods[open.last.map { current.spans[$0].pod } ?? 0] }

    /// Opens a span in a pod, or in the one of the span around it, until `body` returns.
    mutating func span<Result>(
        _ name: String,
        _ kind: SpanKind,
        scope: ShopScope? = nil,
        pod: Int? = nil,
        _ body: (inout TraceSimulation) -> Result
    ) -> Result {
        let outer = open.last
        let place = current.spans.count
        let pod = pod ?? outer.map { current.spans[$0].pod } ?? 0
        current.spans.append(
            ShopSpan(
                traceID: current.id,
                spanID: SpanID(chance.next() | 1),
                parentID: outer.map { current.spans[$0].spanID } ?? .zero,
                name: name,
                kind: kind,
                start: clock,
                end: clock,
                pod: pod,
                scope: scope ?? fleet.pods[pod].service.scope
            )
        )
        current.spans[place].attributes.reserveCapacity(12)
        open.append(place)
        let result = body(&self)
        open.removeLast()
        current.spans[place].end = clock
        return result
    }

    /// Spends time: log-normal around `median` milliseconds.
    mutating func work(_ median: Double, spread: Double = 0.35) {
        clock += chance.latency(median, spread: spread)
    }

    /// Lets several things happen side by side; it ends with the last of them.
    mutating func together(_ branches: [(inout TraceSimulation) -> Void]) {
        let start = clock
        var end = clock
        for (index, branch) in branches.enumerated() {
            // They are started one after another.
            clock = start + UInt64(index) * 40_000
            branch(&self)
            end = max(end, clock)
        }
        clock = end
    }

    /// Makes a trace of its own, which begins at `time`, in the middle of this one.
    mutating func apart(at time: UInt64, _ body: (inout TraceSimulation) -> Void) {
        let kept = (current, open, clock)
        current = ShopTrace(id: newTraceID(), spans: [], troubles: [])
        open = []
        clock = time
        body(&self)
        finishTrace()
        (current, open, clock) = kept
    }

    /// Goes on at `time` below the span of a message that this trace sent, as an asynchronous consumer does.
    mutating func asynchronously(
        after message: QueuedMessage,
        at time: UInt64,
        _ body: (inout TraceSimulation) -> Void
    ) {
        let kept = (open, clock)
        open = [message.place]
        clock = time
        body(&self)
        (open, clock) = kept
    }

    /// The place of the innermost open span in the current trace.
    var innermost: Int? { open.last }

    /// Calls `body` with the innermost open span.
    mutating func edit(_ body: (inout ShopSpan) -> Void) {
        guard let place = open.last else { return }
        body(&current.spans[place])
    }

    /// Ends the current trace, as the hosts involved report it.
    mutating func finishTrace() {
        skewClocks()
        finished.append(current)
    }

    private mutating func newTraceID() -> TraceID {
        TraceID(high: chance.next(), low: chance.next() | 1)
    }
}
