import Storage
import TestSupport
import TraceModel

/// The stores that the contract holds for.
enum StoreKind: String, CaseIterable, Sendable {
    case memory
    /// Blocks so small that every test crosses many.
    case memoryOfSmallBlocks

    func make(traces: Int = 100_000) async throws -> any TraceReader & TraceWriter {
        var limits = StoreLimits(bytes: 256 << 20, traces: traces)
        switch self {
        case .memory: break
        case .memoryOfSmallBlocks: limits.blockBytes = 2048
        }
        return MemoryStore(limits: limits)
    }
}

extension TraceQuery {
    /// Everything, until told otherwise.
    static func everything(limit: Int = 1000, _ change: (inout TraceQuery) -> Void = { _ in })
        -> TraceQuery
    {
        var query = TraceQuery(
            start: .zero,
            end: Timestamp(nanoseconds: .max),
            limit: limit
        )
        change(&query)
        return query
    }
}

extension TraceReader {
    /// The spans of a trace, as plain values.
    func plainSpans(_ id: TraceID) async throws -> [PlainSpan] {
        try await trace(id, near: nil, raw: true, progress: nil).trace.spans.map { PlainSpan($0) }
    }

    /// The ids that a search finds, as a set.
    func ids(_ query: TraceQuery) async throws -> Set<TraceID> {
        Set(try await search(query, progress: nil).summaries.map(\.id))
    }
}
