import Synchronization
import TraceAnalysis
package import TraceModel

/// An archive in the memory of this process, which lasts as long as that.
///
/// It never gives up a trace to make room for another: who archived the first was told that it is kept. So when it is full,
/// further ones are refused.
package final class MemoryArchive: TraceArchive {
    private struct State {
        var traces: [TraceID: Trace] = [:]
        var counts = TraceArchiveCounts()
    }

    /// The most that it keeps, bytes.
    package let limit: Int
    private let state = Mutex(State())
    /// Held while a trace is joined, so that of two that come at once neither is lost.
    private let joining = Mutex<Void>(())

    package init(limit: Int) {
        self.limit = limit
    }

    package var counts: TraceArchiveCounts { state.withLock { $0.counts } }

    package func trace(_ id: TraceID) -> Trace? { state.withLock { $0.traces[id] } }

    package func keep(_ trace: TraceInParts) throws(TraceArchiveError) {
        try joining.withLock { _ throws(TraceArchiveError) in try join(trace) }
    }

    private func join(_ trace: TraceInParts) throws(TraceArchiveError) {
        let kept = self.trace(trace.id)
        let keptBytes = kept?.columns.byteCount ?? 0
        let room = limit - counts.bytes + keptBytes
        var builder = TraceBuilder()
        if let kept { builder.append(copyOf: kept) }
        var next = 0
        while next < trace.spanCount {
            guard let part = trace.part(from: next) else {
                throw TraceArchiveError("the trace was deleted while it was being archived")
            }
            builder.append(copyOf: part.trace)
            next = part.end
            // Spans that it has already may take as much again.
            guard builder.byteCount <= room + keptBytes else { throw full }
        }
        guard let joined = builder.finish().first?.withoutRepeatedSpans() else { return }
        let bytes = joined.columns.byteCount
        guard bytes <= room else { throw full }
        state.withLock { state in
            state.traces[trace.id] = joined
            state.counts.traces = state.traces.count
            state.counts.spans += joined.count - (kept?.count ?? 0)
            state.counts.bytes += bytes - keptBytes
        }
    }

    private var full: TraceArchiveError {
        TraceArchiveError(
            "the archive has no room for this trace: it keeps \(limit >> 20) MiB at most, \(counts.bytes >> 20) MiB "
                + "are taken; save the trace to a file, or give the server more with --memory"
        )
    }
}
