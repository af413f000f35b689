import TraceModel

@testable import Follow

/// A follower of a ``CoveredWorld``, on a clock that jumps to what happens next; what it says is held against the world.
struct CoveredFollowing {
    private struct CheckedPiece: Hashable {
        var service: Int
        var start: Timestamp
        var end: Timestamp
        var seenAt: Timestamp
    }

    let world: CoveredWorld
    private(set) var follower: Follower
    /// When questions were sent, nanoseconds after following began.
    private(set) var asked: [Nanoseconds] = []
    /// Traces that travelled, those known already included.
    private(set) var travelled = 0
    /// Span counts as told.
    private(set) var told: [TraceID: Int] = [:]
    /// What was said and is not true.
    private(set) var troubles: [String] = []
    /// What was said, each 10 s.
    private(set) var said: [(time: Nanoseconds, status: FollowStatus)] = []
    private let ownLimit: Int?
    private var time: Nanoseconds = 0
    private var wake: Nanoseconds?
    private var reply: (time: Nanoseconds, event: @Sendable (Moment) -> FollowerEvent)?
    private var checked: Set<CheckedPiece> = []

    init(_ world: CoveredWorld, traceLimit: Int = 200, ownLimit: Int? = nil) {
        self.world = world
        self.ownLimit = ownLimit
        var settings = FollowSettings()
        settings.traceLimit = traceLimit
        settings.reach = .seconds(120)
        follower = Follower(
            TraceQuery(start: .zero, end: .zero, detail: .calls),
            ability: SearchAbility(route: .wholeTraces, needsService: true),
            settings: settings
        )
    }

    var clocks: Moment { Moment(monotonic: time, wall: world.begin.advanced(by: time)) }
    var status: FollowStatus { follower.status(clocks) }

    mutating func run(until end: Nanoseconds) {
        if wake == nil, reply == nil { perform(follower.handle(.began(clocks))) }
        while let next = [wake, reply?.time].compactMap({ $0 }).min(), next < end {
            time = max(time, next)
            if let due = reply, due.time <= time {
                reply = nil
                perform(follower.handle(due.event(clocks)))
                check()
            } else {
                wake = nil
                perform(follower.handle(.woke(clocks)))
            }
            if time - (said.last?.time ?? .min / 2) >= .seconds(10) { said.append((time, status)) }
        }
    }

    /// The share of the traces that started in a time, nanoseconds after following began, that was told.
    func seenShare(_ range: Range<Nanoseconds>, with service: String? = nil) -> Double {
        let wanted = world.traces.indices.filter { place in
            let trace = world.traces[place]
            return range.contains(trace.starts.min() ?? 0)
                && (service.map { name in
                    trace.services.contains { CoveredWorld.services[$0] == name }
                } ?? true)
        }
        let seen = wanted.count { told[CoveredWorld.id($0)] != nil }
        return wanted.isEmpty ? 1 : Double(seen) / Double(wanted.count)
    }

    private mutating func perform(_ effects: [FollowerEffect]) {
        for effect in effects {
            switch effect {
            case .ask(let question): ask(question)
            case .cancel: reply = nil
            case .wake(let time), .watch(let time): wake = time
            case .changed(let changes):
                for trace in changes.appeared + changes.grew {
                    told[trace.summary.id] = trace.summary.spanCount
                }
                for id in changes.settled {
                    let spans = world.traces[Int(id.low) - 1].services.count
                    if told[id] != spans { troubles.append("\(id) settled without all its spans") }
                }
            }
        }
    }

    private mutating func ask(_ question: FollowQuestion) {
        asked.append(time)
        switch question.subject {
        case .services:
            let services = world.listed(at: time)
            reply = (time + .milliseconds(10), { .listed(question.id, services, $0) })
        case .traces(let query):
            let answer = world.answer(query, at: time, ownLimit: ownLimit)
            let count = (try? answer.get().summaries.count) ?? 0
            travelled += count
            reply = (
                // As long as it takes a real one.
                time + .milliseconds(50) + Nanoseconds(count) * .milliseconds(2),
                { now in
                    switch answer {
                    case .success(let answer): .answered(question.id, answer, now)
                    case .failure(let error): .failed(question.id, error, now)
                    }
                }
            )
        }
    }

    /// All spans of a service that the server had when it is said to have been asked for them must have been told.
    private mutating func check() {
        for stream in follower.streams {
            guard let name = stream.service,
                let service = CoveredWorld.services.firstIndex(of: name)
            else { continue }
            for piece in stream.coverage.pieces {
                let mark = CheckedPiece(
                    service: service,
                    start: piece.start,
                    end: piece.end,
                    seenAt: piece.seenAt
                )
                if checked.insert(mark).inserted { check(mark, name) }
            }
        }
    }

    private mutating func check(_ piece: CheckedPiece, _ name: String) {
        let end = piece.end.since(world.begin)
        var place = world.first(piece.service, piece.start.since(world.begin))
        while place < world.places[piece.service].count {
            let trace = world.places[piece.service][place]
            place += 1
            let start = world.start(of: piece.service, in: trace)
            guard start < end else { return }
            let seenAt =
                piece.seenAt == Timestamp(nanoseconds: .max)
                ? start + follower.settings.settleAfter : piece.seenAt.since(world.begin)
            guard world.arrival(of: piece.service, in: trace) <= seenAt,
                told[CoveredWorld.id(trace)] == nil
            else { continue }
            troubles.append("\(name) is said to have been seen at \(start), but not trace \(trace)")
            return
        }
    }
}
