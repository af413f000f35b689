import Follow
import TestSupport
import TraceModel

/// Answers searches over a simulated world, as well as its shape lets it.
struct SimulatedServer {
    let world: SimulatedWorld
    private var generator: SeededGenerator

    init(_ world: SimulatedWorld, seed: UInt64) {
        self.world = world
        generator = SeededGenerator(seed: seed)
    }

    /// The answer to a search that is done at a time of the server's clock.
    mutating func answer(
        _ query: TraceQuery,
        at time: Int64
    ) -> Result<SearchAnswer, TraceReaderError> {
        let shape = world.shape
        let second = (time - SimulatedWorld.begin) / SimulatedWorld.second
        if shape.outages.contains(where: { $0.contains(second) }) { return .failure(failure()) }
        if shape.needsService, query.service == nil {
            return .failure(TraceReaderError(.invalidQuery, "a service is needed"))
        }
        var found: [(trace: Int, start: Int64, arrival: Int64)] = []
        var places: [Int: Int] = [:]
        let end = Int64(clamping: query.end.nanoseconds)
        var place = world.firstPlace(Int64(clamping: query.start.nanoseconds))
        while place < world.spans.count, world.spans[place].start <= end {
            defer { place += 1 }
            let span = world.spans[place]
            guard world.holds(span, at: time) else { continue }
            if let service = query.service, SimulatedWorld.services[span.service] != service {
                continue
            }
            if let known = places[span.trace] {
                found[known].arrival = max(found[known].arrival, span.arrival)
            } else {
                places[span.trace] = found.count
                found.append((span.trace, span.start, span.arrival))
            }
        }
        switch shape.order {
        case .newestFirst: found.sort { ($0.start, $0.trace) > ($1.start, $1.trace) }
        case .oldestFirst: found.sort { ($0.start, $0.trace) < ($1.start, $1.trace) }
        case .lastAddedFirst: found.sort { ($0.arrival, $0.trace) > ($1.arrival, $1.trace) }
        case .arbitrary: found.shuffle(using: &generator)
        }
        let limit = min(query.limit, shape.ownLimit ?? query.limit)
        let given = found.prefix(limit).map(\.trace)
        var summaries = given.map { summary($0, at: time) }
        if shape.repeatsTraces, let first = summaries.first { summaries.append(first) }
        return .success(
            SearchAnswer(
                summaries: summaries,
                limitHit: given.count >= query.limit,
                receivedCount: given.count,
                calls: Dictionary(uniqueKeysWithValues: given.map { calls($0, at: time) }),
                serverTime: shape.saysDate
                    ? Timestamp(nanoseconds: UInt64(time - time % SimulatedWorld.second)) : nil
            )
        )
    }

    private mutating func failure() -> TraceReaderError {
        let errors = [
            TraceReaderError(.unreachable, "no connection"),
            TraceReaderError(.unauthorized, "401"),
            TraceReaderError(.refused(status: 429), "429", retryAfter: .seconds(7)),
            TraceReaderError(.malformedAnswer, "a page"),
            TraceReaderError(.malformedAnswer, "half a body"),
        ]
        return errors[Int.random(in: 0..<errors.count, using: &generator)]
    }

    private mutating func summary(_ trace: Int, at time: Int64) -> TraceSummary {
        let spans = world.traces[trace].map { world.spans[$0] }.filter {
            world.holds($0, at: time)
        }
        var shift: Int64 = 0
        if world.shape.contradictsItself, Int.random(in: 0..<5, using: &generator) == 0 {
            shift = 1000
        }
        var shares = SimulatedWorld.services.map {
            ServiceShare(name: $0, spanCount: 0, errorCount: 0)
        }
        for span in spans {
            shares[span.service].spanCount += 1
            if span.isError { shares[span.service].errorCount += 1 }
        }
        let start = (spans.map(\.start).min() ?? 0) + shift
        let end = (spans.map { $0.start + $0.duration }.max() ?? 0) + shift
        return TraceSummary(
            id: SimulatedWorld.id(trace),
            rootService: "frontend",
            rootOperation: "call",
            start: Timestamp(nanoseconds: UInt64(start)),
            end: Timestamp(nanoseconds: UInt64(end)),
            spanCount: spans.count,
            errorCount: spans.count { $0.isError },
            orphanCount: nil,
            services: shares.filter { $0.spanCount > 0 }
        )
    }

    private func calls(_ trace: Int, at time: Int64) -> (TraceID, [ServiceCall]) {
        let calls = world.traces[trace].map { world.spans[$0] }.filter {
            world.holds($0, at: time)
        }.map { world.call($0) }
        return (SimulatedWorld.id(trace), calls)
    }
}
