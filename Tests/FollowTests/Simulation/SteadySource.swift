import Follow
import Synchronization
import TestSupport
import TraceModel

/// A source of steady traffic in this process, with faults when the test says so.
final class SteadySource: SearchedSource {
    private let traffic: @Sendable (_ second: Int) -> SteadyTraffic
    private let virtual: VirtualClock
    private let needsService: Bool
    private let listed: @Sendable (_ second: Int) -> [String]
    private let log = Mutex<[Nanoseconds]>([])
    private let searching = Mutex((now: 0, most: 0))

    init(
        _ virtual: VirtualClock,
        needsService: Bool = false,
        listed: @escaping @Sendable (_ second: Int) -> [String] = { _ in SteadyTraffic.services },
        traffic: @escaping @Sendable (_ second: Int) -> SteadyTraffic
    ) {
        self.virtual = virtual
        self.needsService = needsService
        self.listed = listed
        self.traffic = traffic
    }

    /// When questions came, by the monotonic clock.
    var asked: [Nanoseconds] { log.withLock { $0 } }

    /// The most searches at the same time.
    var mostAtOnce: Int { searching.withLock { $0.most } }

    func describe() async throws(TraceReaderError) -> SourceDescription {
        SourceDescription(
            label: "steady",
            search: SearchAbility(route: .summaries, needsService: needsService)
        )
    }

    func services() async throws(TraceReaderError) -> [String] {
        _ = note()
        return listed(virtual.second)
    }

    func search(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        let number = note()
        searching.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
        defer { searching.withLock { $0.now -= 1 } }
        await Task.yield()
        return traffic(virtual.second).answer(query, at: virtual.now.wall, number: number)
    }

    private func note() -> Int {
        let time = virtual.now.monotonic
        return log.withLock { log in
            log.append(time)
            return log.count
        }
    }
}
