import TestSupport
import TraceModel

@testable import Follow

/// A follower, a simulated server and simulated clocks, run until all has long settled.
struct SimulatedFollowing {
    static let settings: FollowSettings = {
        var settings = FollowSettings()
        settings.lookback = .seconds(60)
        settings.settleAfter = .seconds(60)
        settings.requestTimeout = .seconds(30)
        return settings
    }()

    private struct CheckedPiece: Hashable {
        var start: Timestamp
        var end: Timestamp
        var seenAt: Timestamp
        var service: String?
    }

    private struct Waiting {
        var event: FollowerEvent
        /// True time, nanoseconds of the server's clock.
        var time: Int64
    }

    let seed: UInt64
    let world: SimulatedWorld
    private(set) var follower: Follower
    private(set) var counts = LiveCounts(basis: .calls, slotLength: .seconds(10))
    /// What was not as it should be.
    private(set) var troubles: [String] = []
    /// Span counts as the follower told them.
    private(set) var told: [TraceID: Int] = [:]
    private(set) var settled: Set<TraceID> = []
    private(set) var released: Set<TraceID> = []
    /// Traffic was too much for a while, so that stretches were asked for once.
    private(set) var everOverloaded = false
    /// When questions were sent, by the monotonic clock.
    private(set) var asked: [Int64] = []
    /// How long the time was that questions for traces were about, nanoseconds.
    private(set) var lengths: [Nanoseconds] = []
    private var server: SimulatedServer
    private var generator: SeededGenerator
    private var time = SimulatedWorld.begin
    private var reply: Waiting?
    private var wake: Int64?
    private var checked: Set<CheckedPiece> = []
    private var isStale = false

    init(seed: UInt64, shape: WorldShape? = nil) {
        self.seed = seed
        generator = SeededGenerator(seed: seed)
        let shape = shape ?? WorldShape.random(using: &generator)
        world = SimulatedWorld(shape, using: &generator)
        server = SimulatedServer(world, seed: seed &+ 1)
        follower = Follower(
            TraceQuery(start: .zero, end: .zero, detail: .calls),
            ability: SearchAbility(route: .inProcess, needsService: false),
            settings: Self.settings
        )
    }

    /// Runs for so many seconds of the server's clock.
    mutating func run(seconds: Int64 = 330) {
        let end = SimulatedWorld.begin + seconds * SimulatedWorld.second
        perform(follower.handle(.began(clocks)))
        var steps = 0
        while time < end, steps < 5000 {
            steps += 1
            let wakeTime = wake.map { trueTime(monotonic: $0) } ?? .max
            var next = min(wakeTime, reply?.time ?? .max)
            if next == .max { break }
            // Nothing happens here while the program sleeps.
            for sleep in world.shape.sleeps {
                let range = Self.nanoseconds(sleep)
                if range.contains(next) { next = range.upperBound }
            }
            time = max(time, next)
            if let due = reply, due.time <= time {
                reply = nil
                perform(follower.handle(due.event.at(clocks)))
            } else {
                wake = nil
                perform(follower.handle(.woke(clocks)))
            }
            everOverloaded = everOverloaded || follower.isOverloaded
            checkCoverage()
            checkFreshness()
        }
        if steps == 5000 { troubles.append("seed \(seed): the follower does not come to rest") }
    }

    var clocks: Moment {
        var wall = time - world.shape.offset
        if let step = world.shape.clockStep,
            time >= SimulatedWorld.begin + step.at * SimulatedWorld.second
        {
            wall += step.by
        }
        return Moment(
            monotonic: monotonic(time),
            wall: Timestamp(nanoseconds: UInt64(wall))
        )
    }

    private func monotonic(_ time: Int64) -> Int64 {
        var monotonic = time - SimulatedWorld.begin
        guard world.shape.stopsMonotonic else { return monotonic }
        for sleep in world.shape.sleeps {
            let range = Self.nanoseconds(sleep)
            monotonic -= max(0, min(time, range.upperBound) - range.lowerBound)
        }
        return monotonic
    }

    private func trueTime(monotonic wanted: Int64) -> Int64 {
        var time = SimulatedWorld.begin + wanted
        guard world.shape.stopsMonotonic else { return time }
        for sleep in world.shape.sleeps {
            let range = Self.nanoseconds(sleep)
            if time > range.lowerBound { time += range.upperBound - range.lowerBound }
        }
        return time
    }

    private static func nanoseconds(_ seconds: Range<Int64>) -> Range<Int64> {
        SimulatedWorld.begin + seconds.lowerBound * SimulatedWorld.second..<SimulatedWorld.begin
            + seconds.upperBound * SimulatedWorld.second
    }

    private mutating func perform(_ effects: [FollowerEffect]) {
        for effect in effects {
            switch effect {
            case .ask(let question): ask(question)
            case .cancel: reply = nil
            case .wake(let time), .watch(let time): wake = time
            case .changed(let changes): take(changes)
            }
        }
    }

    private mutating func ask(_ question: FollowQuestion) {
        if reply != nil { troubles.append("seed \(seed): two questions at once") }
        asked.append(monotonic(time))
        let shortest = min(world.shape.slowest, 1_000_000)
        let there = Int64.random(in: shortest / 2...world.shape.slowest / 2, using: &generator)
        let back = Int64.random(in: shortest / 2...world.shape.slowest / 2, using: &generator)
        let event: FollowerEvent
        switch question.subject {
        case .services:
            event = .listed(question.id, SimulatedWorld.services, clocks)
        case .traces(let query):
            lengths.append(query.end.since(query.start))
            switch server.answer(query, at: time + there) {
            case .success(let answer): event = .answered(question.id, answer, clocks)
            case .failure(let error): event = .failed(question.id, error, clocks)
            }
        }
        reply = Waiting(event: event, time: time + there + back)
    }

    private mutating func take(_ changes: FollowChanges) {
        for trace in changes.appeared {
            if told[trace.summary.id] != nil {
                troubles.append("seed \(seed): \(trace.summary.id) appeared twice")
            }
            told[trace.summary.id] = trace.summary.spanCount
        }
        for trace in changes.grew {
            if told[trace.summary.id] ?? .max > trace.summary.spanCount {
                troubles.append(
                    "seed \(seed): \(trace.summary.id) grew without having appeared, or shrank"
                )
            }
            told[trace.summary.id] = trace.summary.spanCount
            settled.remove(trace.summary.id)
        }
        settled.formUnion(changes.settled)
        released.formUnion(changes.released)
        counts.apply(changes, follower.seen(clocks))
    }

    /// All that the server had by the time that the follower says to have asked must be known.
    private mutating func checkCoverage() {
        for stream in follower.streams {
            for piece in stream.coverage.pieces {
                // What is known stays known.
                let mark = CheckedPiece(
                    start: piece.start,
                    end: piece.end,
                    seenAt: piece.seenAt,
                    service: stream.service
                )
                if checked.insert(mark).inserted { checkPiece(piece, stream.service) }
            }
        }
    }

    /// Whoever says to be live has just looked at what is newest.
    private mutating func checkFreshness() {
        guard !isStale, follower.clock.isKnown, !follower.clock.isDoubted else { return }
        let now = Timestamp(nanoseconds: UInt64(time))
        // Services whose traces others bring are checked every two minutes, which the status says.
        let leads = follower.streams.lazy.filter(\.isLead)
        let oldest = leads.compactMap(\.coverage.latest).min() ?? now
        // The status takes longest to tell: it is asked last.
        guard now.since(oldest) > .seconds(60), follower.status(clocks).phase == .live
        else { return }
        isStale = true
        troubles.append(
            "seed \(seed): live, but last looked at \(now.since(oldest) / SimulatedWorld.second) s ago"
        )
    }

    private mutating func checkPiece(_ piece: Coverage.Piece, _ service: String?) {
        var place = world.firstPlace(Int64(clamping: piece.start.nanoseconds))
        while place < world.spans.count {
            let span = world.spans[place]
            place += 1
            guard span.start < Int64(clamping: piece.end.nanoseconds) else { break }
            if let service, SimulatedWorld.services[span.service] != service { continue }
            // Settled pieces do not say any more when they were last seen.
            let seenAt =
                piece.seenAt == Timestamp(nanoseconds: .max)
                ? span.start + Self.settings.settleAfter : Int64(piece.seenAt.nanoseconds)
            guard span.arrival <= seenAt, world.holds(span, at: seenAt) else { continue }
            if world.shape.restart != nil, !world.holds(span, at: time) { continue }
            if told[SimulatedWorld.id(span.trace)] != nil { continue }
            troubles.append(
                """
                seed \(seed): \(piece.start.nanoseconds)..<\(piece.end.nanoseconds) is said to have been \
                seen at \(seenAt), but not trace \(span.trace), there since \(span.arrival)
                """
            )
            return
        }
    }
}

extension FollowerEvent {
    /// The same at another time.
    fileprivate func at(_ time: Moment) -> FollowerEvent {
        switch self {
        case .began: .began(time)
        case .woke: .woke(time)
        case .answered(let id, let answer, _): .answered(id, answer, time)
        case .listed(let id, let services, _): .listed(id, services, time)
        case .failed(let id, let error, _): .failed(id, error, time)
        case .arrived(let batch, _): .arrived(batch, time)
        case .stopped: .stopped
        }
    }
}
