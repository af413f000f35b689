import Follow
import Synchronization
import TestSupport
import TraceModel

/// A source in this process that has a new trace to tell whenever it is asked for one.
final class TellingSource: SearchedSource {
    private let virtual: VirtualClock
    private let taken = Mutex<UInt64>(0)

    init(_ virtual: VirtualClock) { self.virtual = virtual }

    /// How many batches were taken so far.
    var batchesTaken: Int { Int(taken.withLock { $0 }) }

    func describe() async throws(TraceReaderError) -> SourceDescription {
        SourceDescription(label: "telling", search: SearchAbility(route: .inProcess))
    }

    func services() async throws(TraceReaderError) -> [String] { [] }

    func search(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        SearchAnswer(summaries: [], limitHit: false)
    }

    func arrivals() -> AsyncStream<ArrivalBatch>? {
        AsyncStream {
            await Task.yield()
            return Task.isCancelled ? nil : self.batch()
        }
    }

    private func batch() -> ArrivalBatch {
        let number = taken.withLock { taken in
            taken += 1
            return taken
        }
        let start = virtual.now.wall
        let summary = TraceSummary(
            id: TraceID(high: 5, low: number),
            rootService: "web",
            rootOperation: "GET",
            start: start,
            end: start.advanced(by: 1000),
            spanCount: 1,
            errorCount: 0,
            orphanCount: 0,
            services: [ServiceShare(name: "web", spanCount: 1, errorCount: 0)]
        )
        return ArrivalBatch([Arrival(summary: summary, calls: [])])
    }
}
