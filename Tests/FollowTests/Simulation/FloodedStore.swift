import Storage
import Synchronization
import TestSupport
import TraceModel

/// A real store that is written to as time passes.
final class FloodedStore: Sendable {
    let store: SpanStore
    private let traffic: SteadyTraffic
    private let written = Mutex(0)

    /// `holding` traces before the oldest give way.
    init(_ traffic: SteadyTraffic, holding: Int) {
        store = SpanStore(limits: StoreLimits(traces: holding))
        self.traffic = traffic
    }

    /// How many traces were written.
    var count: Int { written.withLock { $0 } }

    /// Writes what starts before `time`.
    func write(until time: Timestamp) {
        written.withLock { written in
            let end = traffic.first(time)
            while written < end {
                let part = written..<min(end, written + 1000)
                _ = store.write(SpanBatch(part.map { traffic.span($0) }))
                written = part.upperBound
            }
        }
    }
}
